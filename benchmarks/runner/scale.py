# SPDX-License-Identifier: BSL-1.0
"""How the costs grow: with the rows of a table, with the modules of a program, with the queries of a unit."""

import os
import subprocess
import time

from . import compiling, fixture, fit, peers


LONGEST_COMPILATION = 120  # seconds; programs of more modules are left out, and named


def _measured(command):
    """Output and peak memory in MB of a program: its own, by way of a child that has no other."""
    script = ("import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], capture_output=True, text=True); "
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, done.returncode, done.stdout)")
    done = subprocess.run(["python3", "-c", script, *command], capture_output=True, text=True, check=True)
    memory, code, *words = done.stdout.split()
    if code != "0":
        raise RuntimeError(f"{' '.join(command)} failed")
    return [int(it) for it in words], int(memory) / 1024


def rows(sizes, directory):
    """Insert, scan and point select of tables of 10^2 to 10^7 rows, by tenon and by hand."""
    fixtures = fixture.Fixture(directory, peers.counting("tenon").command[0])
    result = []
    for size in sizes:
        row = {"rows": size}
        for name in ("tenon", "c_api"):
            program = peers.counting(name).command[0]
            database = fixtures.copy("empty")
            repeats = max(1, 20_000 // size)
            values, memory = _measured([program, "grow", str(size), database])
            row[name] = {"insert_ns": values[0], "insert_mb": round(memory, 1)}
            values, memory = _measured([program, "scan", str(size * repeats), database])
            row[name].update(scan_ns=values[0] / repeats, scan_mb=round(memory, 1))
            values, memory = _measured([program, "point_select", "100000", database])
            row[name].update(select_ns=values[0] / values[1], select_mb=round(memory, 1))
        result.append(row)
        for end in ("", "-wal", "-shm"):
            if os.path.exists(database + end):
                os.remove(database + end)
    fitted = {}
    for what in ("insert", "scan", "select"):
        for name in ("tenon", "c_api"):
            points = [(row["rows"], row[name][what + "_ns"]) for row in result if row["rows"] >= 1000]
            fitted[f"{what}, {name}"] = fit.exponent(points)
    return result, fitted


def _module_program(modules, tables):
    text = ["#include <tenon/tenon.hpp>", "#include <chrono>", "#include <cstdio>", "using namespace tenon::literals;"]
    for m in range(modules):
        for t in range(tables):
            text.append(f"struct t{m}_{t} {{ std::int64_t id = 0; std::string name; double total = 0; "
                        f"std::optional<std::string> note; static constexpr auto table = tenon::table(\"table_{t}\", "
                        'tenon::primary_key("id"), tenon::index("name")); };')
        own = ", ".join(f"t{m}_{t}" for t in range(tables))
        text.append(f'struct m{m} : tenon::database_module<"scale.m{m}", {own}> {{}};')
    every = ", ".join(f"m{m}" for m in range(modules))
    text.append(f"""
int main(int, char** arguments) {{
    tenon::settings how;
    how.directory = arguments[1];
    for (int turn = 0; turn < 3; ++turn) {{
        const auto start = std::chrono::steady_clock::now();
        tenon::registry<{every}> registry(how);
        registry.start();
        const auto took = std::chrono::steady_clock::now() - start;
        std::printf("%lld ", static_cast<long long>(std::chrono::duration_cast<std::chrono::nanoseconds>(took).count()));
    }}
}}
""")
    return "\n".join(text)


def _expected_compilation(done, modules):
    """Seconds, as the last two programs' times grow on: most of the first one's are its headers'."""
    if len(done) < 2:
        return 0
    before, last = done[-2:]
    each = (last["compile_s"] - before["compile_s"]) / (last["modules"] - before["modules"])
    return last["compile_s"] + each * (modules - last["modules"])


def modules(counts, directory):
    """Start-up with nothing to migrate, size of the program, time to compile it, of 10 tables a module."""
    scratch = os.path.join(peers.ROOT, "build", "benchmark_scale")
    os.makedirs(scratch, exist_ok=True)
    result, skipped = [], []
    for count in counts:
        if _expected_compilation(result, count) > LONGEST_COMPILATION:
            skipped.append(count)
            continue
        source, program = os.path.join(scratch, "modules.cpp"), os.path.join(scratch, "modules")
        with open(source, "w") as file:
            file.write(_module_program(count, 10))
        before = time.monotonic()
        subprocess.run(["g++", "-std=c++20", "-O0", "-I", os.path.join(peers.ROOT, "include"), source, "-o", program,
                        "-lsqlite3", "-lfmt", "-pthread"], check=True)
        compiled = time.monotonic() - before
        subprocess.run(["strip", program], check=True)
        values, memory = _measured([program, os.path.join(directory, f"modules_{count}")])
        result.append({"modules": count, "tables": 10 * count, "created_ms": round(values[0] / 1e6, 2),
                       "start_ms": round(min(values[1:]) / 1e6, 3), "binary_kb": round(os.path.getsize(program) / 1000),
                       "compile_s": round(compiled, 1), "memory_mb": round(memory, 1)})
    return result, skipped, {"start": fit.exponent([(it["modules"], it["start_ms"]) for it in result]),
                             "binary": fit.exponent([(it["modules"], it["binary_kb"]) for it in result])}


def queries(counts):
    """Compile time at -O0 of a unit with 10 tables and 1 to 500 typed joins, by tenon and by hand."""
    result = []
    for count in counts:
        row = {"queries": count}
        for name, unit in (("tenon", "queries"), ("c_api", "c_queries")):
            row[name] = round(compiling.seconds_of(unit, count, ("g++", "-O0")), 3)
        result.append(row)
    return result, {name: fit.exponent([(it["queries"], it[name]) for it in result if it["queries"] >= 50])
                    for name in ("tenon", "c_api")}


def run(how, directory):
    largest = 5 if how.quick else 7
    by_rows, fitted_rows = rows([10 ** power for power in range(2, largest + 1)], directory)
    by_modules, skipped, fitted_modules = modules((1, 5) if how.quick else (1, 10, 30, 100), directory)
    by_queries, fitted_queries = queries((1, 50) if how.quick else (1, 10, 50, 150, 500))
    return {"rows": by_rows, "modules": by_modules, "modules_skipped": skipped, "queries": by_queries,
            "exponents": {"rows": fitted_rows, "modules": fitted_modules, "queries": fitted_queries}}
