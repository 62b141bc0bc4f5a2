#!/usr/bin/env bash
# run.sh <program at -O2> <program at -O0>: counts the instructions (callgrind) and heap allocations of one operation,
# by tenon and by hand on SQLite's C API. Each workload runs at two sizes, and what both share cancels out.
# Fails where the two forms do not agree on what they read or changed.
set -euo pipefail

few=1000
many=3000

instructions() {  # program workload form operations
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null | awk '/Collected/ { print $4 }'
}

measure() {  # program workload form: "sum instructions allocations" of an operation
    local small large
    small="$("$@" $few) $(instructions "$@" $few)"
    large="$("$@" $many) $(instructions "$@" $many)"
    echo "$small $large $((many - few))" |
        awk '{ printf "%s,%s %.1f %.2f\n", $1, $4, ($6 - $3) / $7, ($5 - $2) / $7 }'
}

compare() {  # program
    printf '%-14s %12s %12s %7s %8s %8s\n' workload tenon 'by hand' ratio 'allocs' 'by hand'
    local workload ours theirs
    for workload in $("$1"); do
        ours=$(measure "$1" "$workload" tenon)
        theirs=$(measure "$1" "$workload" hand)
        if [ "${ours%% *}" != "${theirs%% *}" ]; then
            echo "$workload: the two forms disagree: $ours against $theirs" >&2
            return 1
        fi
        echo "$workload $ours $theirs" |
            awk '{ printf "%-14s %12.0f %12.0f %7.3f %8.2f %8.2f\n", $1, $3, $6, $3 / $6, $4, $7 }'
    done
}

echo "Instructions and heap allocations per operation, SQLite's own included. One operation is a call, a row of a"
echo "scan, or a row inserted."
echo
echo "-O2"
compare "$1"
echo
echo "-O0 (SQLite's library as it is)"
compare "$2"
