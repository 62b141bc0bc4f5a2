# SPDX-License-Identifier: BSL-1.0
"""What compiling costs: seconds, memory, object size, symbols, beside the same unit on the C API."""

import concurrent.futures
import os
import re
import shutil
import subprocess
import sys

from . import peers

GENERATE = os.path.join(peers.BENCHMARKS, "compile_time", "generate.sh")
INCLUDE = os.path.join(peers.ROOT, "include")

# The unit, what it is measured against, and what it is.
UNITS = (
    ("one_query", "c_one_query", "1 table, 1 query"),
    ("queries", "c_queries", "10 tables, 50 joins"),
    ("sql_queries", "c_queries", "the same 50 joins as SQL text"),
    ("mixed", "c_mixed", "10 tables, 50 statements of five kinds"),
    ("heavy_queries", None, "10 tables, 20 queries with WITH, a window, two joins and EXISTS"),
    ("tables", "c_tables", "10 tables"),
    ("core", "core_standard", "<tenon/core.hpp>, against its standard headers"),
    ("tenon", "tenon_standard", "<tenon/tenon.hpp>, against its standard headers"),
    ("precompiled", "tenon_standard", "the same from a precompiled header, as by `tenon::precompiled`"),
)
PRECOMPILED = "precompiled"  # an empty unit, whose header is read before the clock runs
COMPILERS = (("g++", "-O0"), ("g++", "-O2"), ("clang++-19", "-O0"), ("clang++-19", "-O2"))


def _scratch(name):
    path = os.path.join(peers.ROOT, "build", name)
    os.makedirs(path, exist_ok=True)
    return path


def generate(directory, queries=50):
    subprocess.run([GENERATE, INCLUDE, directory], check=True, env={**os.environ, "QUERIES": str(queries)})


def compile_once(command, source, target):
    """User seconds and peak memory in MB of one compilation."""
    script = ("import resource, subprocess, sys; code = subprocess.run(sys.argv[1:]).returncode; "
              "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(code, used.ru_utime, used.ru_maxrss)")
    done = subprocess.run([sys.executable, "-c", script, *command, "-std=c++20", "-I", INCLUDE, "-c", source, "-o",
                           target], capture_output=True, text=True, check=True)
    code, seconds, memory = done.stdout.split()[-3:]
    if code != "0":
        raise RuntimeError(f"{' '.join(command)} {source}: {done.stderr[-2000:]}")
    return float(seconds), int(memory) / 1024


def _precompile(command, directory):
    """What a command's options must include so that <tenon/tenon.hpp> is there already."""
    header = os.path.join(directory, "_".join(command) + ".hpp")
    with open(header, "w", encoding="utf-8") as file:
        file.write("#include <tenon/tenon.hpp>\n")
    compiled = header + (".pch" if command[0].startswith("clang") else ".gch")
    compile_once((*command, "-x", "c++-header"), header, compiled)
    return "-include", header, "-Winvalid-pch", "-Werror"


def seconds_of(unit, queries, command, runs=1):
    directory = _scratch("benchmark_scale")
    generate(directory, queries)
    return min(compile_once(command, os.path.join(directory, unit + ".cpp"), os.path.join(directory, "unit.o"))[0]
               for _ in range(runs))


def _symbol_bytes(target):
    """Length of all symbols' names, which a linker and a debugger have to read."""
    done = subprocess.run(["nm", "-a", target], capture_output=True, text=True)
    return sum(len(line.split()[-1]) for line in done.stdout.splitlines() if line.split())


def _code_bytes(target):
    done = subprocess.run(["size", target], capture_output=True, text=True)
    found = re.search(r"^\s*(\d+)\s+(\d+)\s+(\d+)", done.stdout, re.MULTILINE)
    return int(found.group(1)) + int(found.group(2)) if found else 0


def run(how, _directory):
    directory = _scratch("benchmark_compile_time")
    generate(directory)
    open(os.path.join(directory, PRECOMPILED + ".cpp"), "w", encoding="utf-8").close()
    present = {it for pair in UNITS for it in pair[:2] if it and os.path.exists(os.path.join(directory, it + ".cpp"))}
    runs = 1 if how.quick else min(how.rounds, 3)
    compilers = [it for it in COMPILERS if shutil.which(it[0])]
    if how.quick:
        compilers = compilers[:1]

    included = {command: _precompile(command, directory) for command in compilers}

    def measure(job):
        command, unit = job
        target = os.path.join(directory, "_".join((*command, unit)) + ".o")
        options = included[command] if unit == PRECOMPILED else ()
        seconds, memory = compile_once((*command, *options), os.path.join(directory, unit + ".cpp"), target)
        return job, seconds, {"memory_mb": round(memory, 1), "object_kb": round(os.path.getsize(target) / 1000, 1),
                              "code_kb": round(_code_bytes(target) / 1000, 1),
                              "symbol_kb": round(_symbol_bytes(target) / 1000, 1)}

    # The first compiler, by which the goals are measured, more often. User time hardly depends on the other core.
    jobs = [(command, unit) for turn in range(runs) for command in (compilers if turn == 0 else compilers[:1])
            for unit in sorted(present)]
    figures = {" ".join(command): {} for command in compilers}
    with concurrent.futures.ThreadPoolExecutor(how.jobs) as pool:
        for (command, unit), seconds, row in pool.map(measure, jobs):
            of_compiler = figures[" ".join(command)]
            before = of_compiler.get(unit, {"seconds": seconds})["seconds"]
            of_compiler[unit] = {"seconds": round(min(seconds, before), 3), **row}
    return {"runs": runs, "units": [it for it in UNITS if it[0] in present], "queries": 50, "figures": figures,
            "skipped": [it[0] for it in UNITS if it[0] not in present] +
                       [" ".join(it) for it in COMPILERS if not shutil.which(it[0])]}
