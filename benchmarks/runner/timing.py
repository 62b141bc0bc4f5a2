# SPDX-License-Identifier: BSL-1.0
"""Run time: peers in turn, round after round; and what one operation costs in instructions and heap allocations."""

import concurrent.futures
import os
import re
import statistics
import sys
import tempfile

from . import fixture, peers, workloads


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def _once(peer, workload, count, fixtures):
    database = fixtures.copy(workload.database) if workload.writes else fixtures.path(workload.database)
    values, _ = peer.run(workload.name, count, database)
    nanoseconds, operations, checksum, reprepares, _ = values
    if reprepares > 0:
        raise RuntimeError(f"{peer.name} {workload.name}: {reprepares} statements were prepared anew")
    digest = fixture.written(database) if workload.writes else []
    return nanoseconds / operations, (checksum, digest)


def measure(found, fixtures, rounds, quick, chosen=workloads.ALL):
    """{workload: {peer: [nanoseconds per operation, …]}} and the wrong answers."""
    by_hand = found[0]
    times, wrong, expected, sizes = {}, [], {}, {}
    for turn in range(rounds):
        say(f"round {turn + 1} of {rounds}")
        for workload in chosen:
            key = workloads.key(workload)
            samples = times.setdefault(key, {})
            for peer in found:
                if peer.slow and workload.fast_only:
                    continue
                count = workload.count_for(peer.slow, quick)
                if (key, count) not in expected:
                    expected[key, count] = _once(by_hand, workload, count, fixtures)[1]
                took, answer = _once(peer, workload, count, fixtures)
                if answer != expected[key, count]:
                    if turn == 0:
                        wrong.append(f"{peer.name} {key}: {answer} instead of {expected[key, count]}")
                        say("wrong answer: " + wrong[-1])
                    continue
                samples.setdefault(peer.name, []).append(took)
                sizes[key, peer.name] = count
    return times, wrong, sizes


def summary(times, sizes):
    result = {}
    for key, samples in times.items():
        hand = statistics.median(samples["c_api"]) if "c_api" in samples else None
        result[key] = {}
        for peer, values in samples.items():
            middle = statistics.median(values)
            result[key][peer] = {"median_ns": round(middle, 1), "least_ns": round(min(values), 1),
                                 "greatest_ns": round(max(values), 1), "count": sizes[key, peer],
                                 "ratio": round(middle / hand, 3) if hand else None}
    return result


def _collected(peer, workload, count, fixtures):
    """Operations, and instructions by callgrind."""
    directory = tempfile.mkdtemp(dir=fixtures.directory)
    own = fixture.Fixture(directory, peers.counting("tenon").command[0])
    try:
        database = os.path.join(directory, "scratch.db")
        with open(fixtures.path(workload.small), "rb") as source, open(database, "wb") as target:
            target.write(source.read())
        values, told = peer.run(workload.name, count, database, before=(
            "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"))
        return values[1], int(re.search(r"Collected : (\d+)", told).group(1)), values[2]
    finally:
        own.remove()


def _instructions(peer, workload, fixtures):
    few = _collected(peer, workload, workload.few, fixtures)
    many = _collected(peer, workload, workload.many, fixtures)
    return (many[1] - few[1]) / (many[0] - few[0]), many[2]


def _allocations(peer, workload, fixtures):
    counts = []
    for count in (workload.few, workload.many):
        database = fixtures.copy(workload.small)
        values, _ = peer.run(workload.name, count, database)
        counts.append((values[1], values[4]))
    return (counts[1][1] - counts[0][1]) / (counts[1][0] - counts[0][0])


def count_instructions(found, fixtures, jobs):
    """{workload: {peer or "…, -O0": instructions}}, {workload: {"c_api"/"tenon": allocations}}."""
    counted = [(it.name, it) for it in found if it.counted]
    for name in ("c_api", "tenon"):
        peer = peers.counting(name, "benchmark_debug")
        if os.path.exists(peer.command[0]):
            counted.append((name + "_O0", peer))
    chosen = [it for it in workloads.ALL if it.few]
    for workload in chosen:
        fixtures.path(workload.small)  # made before several want it
    instructions, allocations, checks = {}, {}, {}
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        running = {}
        for workload in chosen:
            for name, peer in counted:
                running[pool.submit(_instructions, peer, workload, fixtures)] = (workload, name)
        for done in concurrent.futures.as_completed(running):
            workload, name = running[done]
            key = workloads.key(workload)
            value, checksum = done.result()
            instructions.setdefault(key, {})[name] = round(value, 1)
            checks.setdefault(key, {})[name] = checksum
    for workload in chosen:
        key = workloads.key(workload)
        if len(set(checks[key].values())) != 1:
            raise RuntimeError(f"the peers disagree about {key} when counted: {checks[key]}")
        for name in ("c_api", "tenon"):
            allocations.setdefault(key, {})[name] = round(
                _allocations(peers.counting(name + "_counting"), workload, fixtures), 2)
    order = [workloads.key(it) for it in chosen]
    return {key: instructions[key] for key in order}, {key: allocations[key] for key in order}
