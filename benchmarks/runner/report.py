# SPDX-License-Identifier: BSL-1.0
"""Tables on the terminal, plots, and the generated part of docs/benchmarks.md, all from the figures alone."""

import json
import os
import textwrap

from . import svg, workloads

BEGIN, END = "<!-- figures: begin, written by ./dev bench -->", "<!-- figures: end -->"
TITLES = {workloads.key(it): it for it in workloads.ALL}


def _time(nanoseconds):
    for limit, divisor, unit in ((1e4, 1, "ns"), (1e7, 1e3, "µs"), (1e10, 1e6, "ms")):
        if nanoseconds < limit:
            value = nanoseconds / divisor
            return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"
    return f"{nanoseconds / 1e9:.3g} s"


def _markdown(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]).replace("<", "&lt;")


def _plain(head, rows):
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    return "\n".join("  ".join(cell.ljust(widths[i]) if i == 0 else cell.rjust(widths[i]) for i, cell in enumerate(row))
                     for row in [head, *rows])


def _ratio(value, by):
    return f"{value / by:.2f} ×" if value is not None and by else "–"


# Each function below yields (heading, head, rows, notes): a table in words, for the terminal and for the page.

def _peers(figures):
    names = [(it["name"], it["title"]) for it in figures["peers"]]
    others = [it for it in names if it[0] != "c_api"]
    for heading, chosen in (("Run time", workloads.MAIN), ("Diesel's benchmark suite", workloads.DIESEL)):
        rows = []
        for workload in chosen:
            found = figures["times"].get(workloads.key(workload), {})
            if "c_api" not in found:
                continue
            rows.append([workload.title, f"{_time(found['c_api']['median_ns'])}/{workload.unit}"] +
                        [f"{found[name]['ratio']:.2f} ×" if name in found else "–" for name, _ in others])
        yield heading, ["", "C API by hand", *(title for _, title in others)], rows, []
    notes = [f"{name} is absent: {reason}." for name, reason in figures["skipped"].items()]
    notes += [f"{it['title']}: {it['remark']}." for it in figures["peers"] if it["remark"]]
    notes += [f"Wrong answer, not in the table: {it}." for it in figures["wrong"]]
    yield "Remarks", None, None, notes


def _instructions(figures):
    others = [(it["name"], it["title"]) for it in figures["peers"] if it["name"] != "c_api"]
    rows = []
    for key, found in figures["instructions"].items():
        workload, hand = TITLES[key], found["c_api"]
        debug = _ratio(found["tenon_O0"], found["c_api_O0"]) if "tenon_O0" in found and "c_api_O0" in found else "–"
        allocations = figures["allocations"][key]
        rows.append([workload.title, f"{hand:,.0f}/{workload.unit}"] +
                    [_ratio(found.get(name), hand) for name, _ in others] +
                    [debug, f"{allocations['tenon']:g}", f"{allocations['c_api']:g}"])
    yield ("Instructions and heap allocations per operation",
           ["", "C API by hand", *(title for _, title in others), "tenon, both at -O0", "allocations by tenon",
            "allocations by hand"], rows, [])


def _concurrency(figures):
    names = {"tenon": "tenon", "tenon_group": "tenon, sharing commits",
             "hand": "C API, one writing connection behind a mutex",
             "hand_each": "C API, a writing connection per thread"}
    rows = []
    for it in figures["cases"]:
        reads = it.get("reads", {})
        cells = [f"{part['per_second']:,}" if part else "–" for part in (reads, it["writes"])]
        late = [f"{part['p50_us']:,} / {part['p99_us']:,}" if part else "–" for part in (reads, it["writes"])]
        rows.append([f"{it['case']}: {names[it['side']]}", cells[0], late[0], cells[1], late[1]])
    yield ("Concurrency", ["", "read sessions/s", "p50 / p99 µs", "write sessions/s", "p50 / p99 µs"], rows, [])


def _compile(figures):
    for command, found in figures["figures"].items():
        rows = []
        for unit, base, title in figures["units"]:
            it, by = found[unit], found.get(base)
            per_query = {"queries": 50, "sql_queries": 50, "mixed": 50, "heavy_queries": 20}.get(unit)
            each = f"{(it['seconds'] - found['tables']['seconds']) * 1000 / per_query:.1f}" if per_query else "–"
            rows.append([title, f"{it['seconds']:.2f}", f"{it['memory_mb']:.0f}", f"{it['object_kb']:,.0f}",
                         f"{it['symbol_kb']:,.0f}", each, _ratio(it["seconds"], by and by["seconds"]),
                         _ratio(it["memory_mb"], by and by["memory_mb"]), _ratio(it["object_kb"], by and by["object_kb"])])
        yield (f"Compiling with {command}", ["", "seconds", "MB", "object kB", "symbols kB", "ms per query",
                                             "seconds to C", "memory to C", "object to C"], rows, [])
    yield "Remarks", None, None, [f"{it} is absent." for it in figures["skipped"]]


def _scale(figures):
    exponents = figures["exponents"]
    rows = [[f"{it['rows']:,}"] + [cell for name in ("tenon", "c_api") for cell in (
        _time(it[name]["insert_ns"]), _time(it[name]["scan_ns"]), _time(it[name]["select_ns"]),
        f"{it[name]['scan_mb']:.0f}")] for it in figures["rows"]]
    head = ["rows"] + [f"{what}, {side}" for side in ("tenon", "C") for what in ("insert all", "scan all", "select one",
                                                                                "scan's MB")]
    yield "Rows", head, rows, ["Exponents from 1,000 rows on: " + ", ".join(
        f"{name} {value}" for name, value in exponents["rows"].items()) + "."]
    rows = [[f"{it['modules']:,} modules of 10 tables", f"{it['start_ms']:.2f}", f"{it['start_ms'] / it['modules']:.2f}",
             f"{it['created_ms']:.0f}", f"{it['binary_kb']:,}", f"{it['compile_s']:.1f}"] for it in figures["modules"]]
    yield ("Modules", ["", "start, ms", "ms per module", "first start, ms", "program kB", "compiling, s"], rows,
           ["Exponents: " + ", ".join(f"{name} {value}" for name, value in exponents["modules"].items()) + "."] +
           [f"A program of {count} modules was left out: compiling it would take too long."
            for count in figures["modules_skipped"]])
    rows = [[f"{it['queries']:,} queries", f"{it['tenon']:.2f}", f"{it['c_api']:.2f}",
             f"{(it['tenon'] - figures['queries'][0]['tenon']) * 1000 / max(it['queries'] - 1, 1):.1f}"]
            for it in figures["queries"]]
    yield ("Queries in a unit, g++ -O0", ["", "tenon, s", "C API, s", "ms per further query"], rows,
           ["Exponents from 50 queries on: " + ", ".join(
               f"{name} {value}" for name, value in exponents["queries"].items()) + "."])


TABLES = {"peers": _peers, "instructions": _instructions, "concurrency": _concurrency, "compile": _compile,
          "scale": _scale}


def table(part, figures):
    for heading, head, rows, notes in TABLES[part](figures):
        if rows:
            print(f"\n{heading}\n{_plain(head, rows)}")
        for note in notes:
            print(textwrap.fill(note, 118))
    print(flush=True)


def _plots(out, part, figures):
    """Writes the plots of a part and yields their files and what they show."""
    def write(name, text):
        with open(os.path.join(out, name), "w") as file:
            file.write(text)
        return name

    if part == "peers":
        names = [it for it in figures["peers"] if it["name"] != "c_api"]
        for file, title, chosen in (("peers.svg", "Run time against SQLite's C API by hand", workloads.MAIN),
                                    ("diesel.svg", "Diesel's benchmark suite against SQLite's C API by hand",
                                     workloads.DIESEL)):
            groups = [(workload.title, [(it["title"], figures["times"].get(workloads.key(workload), {})
                                         .get(it["name"], {}).get("ratio"), index) for index, it in enumerate(names)])
                      for workload in chosen]
            yield write(file, svg.bars(title, "Median time as a multiple of the C API's, logarithmic; less is better.",
                                       groups)), title
    elif part == "instructions":
        names = [it for it in figures["peers"] if it["name"] != "c_api"]
        groups = [(TITLES[key].title, [(it["title"], it["name"] in found and found[it["name"]] / found["c_api"] or None,
                                        index) for index, it in enumerate(names)])
                  for key, found in figures["instructions"].items()]
        title = "Instructions per operation against SQLite's C API by hand"
        yield write("instructions.svg", svg.bars(title, "SQLite's own included, -O2, logarithmic; less is better.",
                                                 groups)), title
    elif part == "compile":
        groups = [(title, [(command, found[unit]["seconds"] / found[base]["seconds"], index)
                           for index, (command, found) in enumerate(figures["figures"].items())])
                  for unit, base, title in figures["units"] if base]
        title = "Time to compile against the same unit on SQLite's C API"
        yield write("compile.svg", svg.bars(title, "User time; less is better.", groups, log=False)), title
    elif part == "scale":
        series = [(f"{what}, {side}", [(it["rows"], it[name][field]) for it in figures["rows"]])
                  for what, field in (("insert", "insert_ns"), ("scan", "scan_ns"))
                  for name, side in (("tenon", "tenon"), ("c_api", "C API"))]
        series = [(name, [(x, y / 1e6) for x, y in points]) for name, points in series]
        yield write("rows.svg", svg.lines("Tables of 100 to 10,000,000 rows", "Milliseconds for all rows.", series,
                                          "rows", "ms")), "Time for all rows of a table"
        series = [(side, [(it["queries"], it[name]) for it in figures["queries"]])
                  for name, side in (("tenon", "tenon"), ("c_api", "C API"))]
        yield write("queries.svg", svg.lines("Queries in one unit", "Seconds of g++ -O0.", series, "queries", "s")), \
            "Time to compile by queries"
    elif part == "concurrency":
        groups = [(f"{it['case']}", it) for it in figures["cases"]]
        colors = {"tenon": 0, "hand": 1, "hand_each": 2, "tenon_group": 3}
        sides = {"tenon": "tenon", "tenon_group": "tenon, sharing commits", "hand": "C API, one writer",
                 "hand_each": "C API, a writer per thread"}
        merged = {}
        for label, it in groups:
            for what in ("reads", "writes"):
                if what in it:
                    merged.setdefault(f"{label}: {what}", []).append(
                        (sides[it["side"]], it[what]["per_second"], colors[it["side"]]))
        title = "Sessions per second, of all threads"
        yield write("concurrency.svg", svg.bars(title, "Logarithmic; more is better.", list(merged.items()), unit="/s",
                                                marker=None)), title


def _machine(it):
    parts = [it["date"], it["processor"], f"{it['cores']} cores", f"{it['memory_gb']:.0f} GB", it["system"],
             f"g++ {it['gcc']}", it["clang"] and f"clang {it['clang']}", f"SQLite {it['sqlite']}", it["rustc"],
             it["node"] and f"node {it['node']}", f"Python {it['python']}", f"load {it['load']} at the start"]
    return "; ".join(str(each) for each in parts if each)


def write(out, page):
    """Draws all plots, and writes all tables between the page's markers."""
    sections = []
    for part in TABLES:
        path = os.path.join(out, part + ".json")
        if not os.path.exists(path):
            continue
        with open(path) as file:
            figures = json.load(file)
        plots = "\n\n".join(f"![{title}](benchmarks/{file})" for file, title in _plots(out, part, figures))
        first = True
        for heading, head, rows, notes in TABLES[part](figures):
            if rows:
                sections.append(f"### {heading}")
                if first:
                    sections.append(f"{_machine(figures['machine'])}.")
                    if plots:
                        sections.append(plots)
                    first = False
                sections.append(_markdown(head, rows))
            if notes:
                sections.append("\n".join(f"- {note}" for note in notes))
    with open(page) as file:
        text = file.read()
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    with open(page, "w") as file:
        file.write(before + BEGIN + "\n\n" + "\n\n".join(sections) + "\n\n" + END + after)
