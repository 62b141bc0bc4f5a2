#!/usr/bin/env bash
# run.sh <include directory> <scratch directory> [runs]: compiles each unit of generate.sh in turn, `runs` times over,
# and prints the least user seconds, the most memory, the object's size, and what one of the queries adds to the
# unit with the tables alone.
set -euo pipefail

here=$(dirname "$0")
include=$1
scratch=$2
runs=${3:-5}
queries=50
heavy_queries=20
units="tables queries text_queries heavy_queries c_tables c_queries core core_standard tenon tenon_standard"
"$here/generate.sh" "$include" "$scratch"

compile_all() {  # compiler and options: a line "unit seconds kilobytes bytes" for each compilation
    local run unit
    for ((run = 0; run < runs; ++run)); do
        for unit in $units; do
            command time -f "$unit %U %M" -o "$scratch/time" \
                "$@" -std=c++20 -I"$include" -c "$scratch/$unit.cpp" -o "$scratch/unit.o"
            echo "$(tail -n 1 "$scratch/time") $(stat -c %s "$scratch/unit.o")"
        done
    done
}

table() {
    awk -v units="$units" -v queries=$queries -v heavy_queries=$heavy_queries '
        !($1 in least) || $2 < least[$1] { least[$1] = $2 }
        $3 > most[$1] { most[$1] = $3 }
        { size[$1] = $4 }
        END {
            printf "%-16s %8s %8s %10s %9s\n", "unit", "user s", "MB", "object kB", "ms/query"
            count = split(units, unit, " ")
            for (i = 1; i <= count; ++i) {
                it = unit[i]
                printf "%-16s %8.2f %8.0f %10.1f", it, least[it], most[it] / 1024, size[it] / 1000
                if (it ~ /queries$/) {
                    empty = it
                    sub(/(heavy_|text_)?queries$/, "tables", empty)
                    printf " %9.1f", (least[it] - least[empty]) * 1000 / (it ~ /heavy/ ? heavy_queries : queries)
                }
                printf "\n"
            }
        }'
}

echo "The load of the machine: $(cut -d ' ' -f 1 /proc/loadavg)"
for options in "g++ -O0" "g++ -O2" "clang++-19 -O0"; do
    compiler=${options%% *}
    if ! command -v "$compiler" >/dev/null; then
        echo "$compiler is not installed: skipped" >&2
        continue
    fi
    echo
    echo "$options, the least of $runs runs"
    measured=$(compile_all $options)
    table <<<"$measured"
done
