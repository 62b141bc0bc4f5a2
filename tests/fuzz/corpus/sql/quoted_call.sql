SELECT "na""me", [ab `]` ` ,c`d`, endb `]` ,c`d`, endAS"me", [ab `] (id)
