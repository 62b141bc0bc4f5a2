# SPDX-License-Identifier: BSL-1.0
"""Readers beside a writer, and writers alone: sessions per second and their latencies."""

import os
import statistics
import subprocess
import tempfile

from . import peers


def _once(program, side, mode, readers, writers, milliseconds, database):
    done = subprocess.run([program, side, mode, str(readers), str(writers), str(milliseconds), database],
                          capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"concurrency {side}: {done.stderr.strip()}")
    found = {}
    for line in done.stdout.splitlines():
        name, rate, middle, late = line.split()
        found[name] = (float(rate), int(middle), int(late))
    return found


def _middle(samples, name):
    rows = [it[name] for it in samples]
    return {"per_second": round(statistics.median(it[0] for it in rows)),
            "p50_us": round(statistics.median(it[1] for it in rows) / 1000, 1),
            "p99_us": round(statistics.median(it[2] for it in rows) / 1000, 1)}


def run(how, directory):
    program = os.path.join(peers.ROOT, "build", "benchmark", "benchmarks", "concurrency")
    rounds, milliseconds = (1, 200) if how.quick else (how.rounds, 700)
    on_disk = tempfile.mkdtemp(dir=os.path.join(peers.ROOT, "build"), prefix="concurrency_")
    cases = [(f"{readers} readers, 1 writer", "normal", readers, 1, directory, ("tenon", "hand"))
             for readers in ((2,) if how.quick else (1, 2, 4, 8))]
    cases.append(("8 writers, synchronous=FULL, on disk", "full", 0, 8, on_disk, ("tenon", "tenon_group", "hand", "hand_each")))
    result = []
    try:
        samples = {}
        for turn in range(rounds):
            for title, mode, readers, writers, place, sides in cases:
                for side in sides:
                    samples.setdefault((title, side), []).append(
                        _once(program, side, mode, readers, writers, milliseconds,
                              os.path.join(place, "concurrency.db")))
        for title, mode, readers, writers, _, sides in cases:
            for side in sides:
                row = {"case": title, "side": side, "writes": _middle(samples[title, side], "writes")}
                if readers:
                    row["reads"] = _middle(samples[title, side], "reads")
                result.append(row)
    finally:
        for name in os.listdir(on_disk):
            os.remove(os.path.join(on_disk, name))
        os.rmdir(on_disk)
    return {"rounds": rounds, "milliseconds": milliseconds, "cases": result}
