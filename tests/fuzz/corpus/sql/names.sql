SELECT "na""me", [a b], `c``d`, end, desc FROM "customers" /* c */ AS "select" CROSS JOIN json_each('[1]') j USING (id)
