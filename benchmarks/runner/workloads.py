# SPDX-License-Identifier: BSL-1.0
"""What is run, on which database, how often."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Workload:
    name: str  # as the peers know it, with its size
    title: str
    unit: str  # what one operation is
    database: str  # which of fixture.py's
    count: int
    count_slow: int  # for interpreted peers with an ORM, whose time per operation does not depend on it
    few: int = 0  # two small counts between which instructions are counted; 0: they are not counted
    many: int = 0
    small: str = ""  # the database for counting
    writes: bool = False
    fast_only: bool = False  # not for interpreted peers with an ORM

    def count_for(self, slow, quick):
        count = self.count_slow if slow else self.count
        if not quick:
            return count
        return count if self.database == "main" and self.name in ("scan", "views") else max(count // 20, 1)


_main = [
    Workload("point_select", "point select by key", "select", "main", 200_000, 2_000, 1000, 3000, "small"),
    Workload("scan", "scan into structs", "row", "main", 100_000, 100_000, 1000, 3000, "small"),
    Workload("views", "projection read as views", "row", "main", 100_000, 100_000, 1000, 3000, "small"),
    Workload("insert", "insert in one transaction", "row", "empty", 100_000, 100_000, 1000, 3000, "empty", True),
    Workload("join", "join, filter, order, limit", "query", "main", 20_000, 2_000, 1000, 3000, "small"),
    Workload("upsert", "upsert", "row", "main", 50_000, 2_000, 1000, 3000, "small", True),
    Workload("in_list", "IN over 100 bound values", "query", "main", 5_000, 500, 100, 300, "small"),
    Workload("dynamic", "dynamic filter", "query", "main", 20_000, 1_000, 320, 960, "small"),
    Workload("session", "integrity session, one update", "session", "main", 20_000, 1_000, 200, 600, "small", True),
    Workload("documents", "documents workload, 566 documents", "stored result", "empty", 566, 566, 60, 120, "empty",
             True),
]

SIZES = (1, 10, 100, 1_000, 10_000)
_repeat = {1: 20_000, 10: 10_000, 100: 2_000, 1_000: 200, 10_000: 20}
_repeat_insert = {1: 4_000, 10: 2_000, 100: 500, 1_000: 80, 10_000: 10}


def _diesel():
    for size in SIZES:
        counted = dict(few=20, many=60, small="people_100") if size == 100 else dict(fast_only=size in (10, 1_000))
        yield Workload("trivial", f"Diesel's trivial query, {size:,}", "query", f"people_{size}", _repeat[size],
                       max(_repeat[size] // 20, 2), **counted)
    for size in SIZES:
        counted = dict(few=20, many=60, small="people_100") if size == 100 else dict(fast_only=size in (10, 1_000))
        yield Workload("medium", f"Diesel's medium query, {size:,}", "query", f"people_{size}", _repeat[size],
                       max(_repeat[size] // 20, 2), **counted)
    for size in SIZES:
        counted = dict(few=10, many=30, small="empty") if size == 100 else dict(fast_only=size in (10, 1_000))
        yield Workload(f"diesel_insert/{size}", f"Diesel's insert, {size:,}", "row", "empty", _repeat_insert[size],
                       max(_repeat_insert[size] // 10, 2), writes=True, **counted)
    for size, count in ((1, 2_000), (9, 400), (100, 40)):
        counted = dict(few=10, many=30, small="associated_9") if size == 9 else {}
        yield Workload("associations", f"Diesel's associations, {size:,} users", "load", f"associated_{size}", count,
                       max(count // 20, 2), **counted)


MAIN = tuple(_main)
DIESEL = tuple(_diesel())
ALL = MAIN + DIESEL


def key(workload):
    """A name of its own for each."""
    return f"{workload.name}@{workload.database}"
