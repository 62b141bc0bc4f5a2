// SPDX-License-Identifier: BSL-1.0
#include "common.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string_view>

// peer <workload>[/<size>] <count> <database>: does what it needs, then the workload `count` times over, and
// prints its nanoseconds, operations, checksum, the statements that SQLite prepared anew, and heap
// allocations.
int main(int count, char** arguments) {
    if (count != 4) return 2;
    peers::request wanted{arguments[1], 0};
    if (const std::size_t slash = wanted.name.find('/'); slash != std::string_view::npos) {
        wanted.size = std::atoll(arguments[1] + slash + 1);
        wanted.name = wanted.name.substr(0, slash);
    }
    try {
        const peers::outcome it = peers::run(wanted, std::atoll(arguments[2]), arguments[3]);
        std::printf("%lld %lld %lld %lld %lld\n", static_cast<long long>(it.nanoseconds),
                    static_cast<long long>(it.operations), static_cast<long long>(it.checksum),
                    static_cast<long long>(it.reprepares), static_cast<long long>(it.allocations));
        return 0;
    } catch (const peers::unknown_workload&) {
        std::fprintf(stderr, "no workload %s\n", arguments[1]);
        return 3;
    } catch (const std::exception& failed) {
        std::fprintf(stderr, "%s\n", failed.what());
        return 1;
    }
}
