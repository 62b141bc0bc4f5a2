# SPDX-License-Identifier: BSL-1.0
"""python3 -m benchmarks.runner PART… [--quick] [--rounds N] [--directory DIR] [--jobs N] [--peers NAME,…]

PART: peers (run time), instructions, concurrency, compile, scale, report; timed (all
but instructions), or all. Each but `report` writes its figures
into docs/benchmarks/PART.json; `report`, which follows every other, draws the plots and fills docs/benchmarks.md. With
--quick the parts are short, and write nothing but their tables."""

import argparse
import json
import os
import sys
import tempfile
import time

from . import compiling, concurrency, fixture, machine, peers, report, scale, timing

OUT = os.path.join(peers.ROOT, "docs", "benchmarks")


def fixtures_in(directory):
    return fixture.Fixture(directory, peers.counting("tenon").command[0])


def run_peers(how, directory):
    found, skipped = peers.all_peers(how.peers)
    times, wrong, sizes = timing.measure(found, fixtures_in(directory), how.rounds, how.quick)
    return {"peers": [{"name": it.name, "title": it.title, "remark": it.remark} for it in found], "skipped": skipped,
            "wrong": wrong, "rounds": how.rounds, "times": timing.summary(times, sizes)}


def run_instructions(how, directory):
    found, skipped = peers.all_peers(how.peers)
    instructions, allocations = timing.count_instructions(found, fixtures_in(directory), how.jobs)
    return {"peers": [{"name": it.name, "title": it.title} for it in found if it.counted], "skipped": skipped,
            "instructions": instructions, "allocations": allocations}


PARTS = {
    "peers": run_peers,
    "instructions": run_instructions,
    "concurrency": concurrency.run,
    "compile": compiling.run,
    "scale": scale.run,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="+", choices=[*PARTS, "report", "timed", "all"])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--directory", default="/dev/shm" if os.path.isdir("/dev/shm") else tempfile.gettempdir())
    parser.add_argument("--out", help="for the figures, the plots and, beside it, benchmarks.md, with --quick too")
    parser.add_argument("--peers", type=lambda names: names.split(","))
    how = parser.parse_args()
    if how.quick:
        how.rounds = min(how.rounds, 2)
    chosen = [it for it in PARTS if it in how.parts or "all" in how.parts or
              ("timed" in how.parts and it != "instructions")]

    out = how.out or (None if how.quick else OUT)
    if out:
        os.makedirs(out, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=how.directory, prefix="tenon_bench_") as directory:
        for part in chosen:
            start = time.monotonic()
            figures = {"machine": machine.describe(), **PARTS[part](how, directory)}
            figures["seconds"] = round(time.monotonic() - start)
            if out:
                with open(os.path.join(out, part + ".json"), "w") as file:
                    json.dump(figures, file, indent=1)
                    file.write("\n")
            report.table(part, figures)
            timing.say(f"{part}: {figures['seconds']} s")
    if out:
        report.write(out, os.path.join(os.path.dirname(os.path.abspath(out)), "benchmarks.md"))
    return 0


sys.exit(main())
