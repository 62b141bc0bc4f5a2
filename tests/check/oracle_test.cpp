// SPDX-License-Identifier: BSL-1.0
#include "oracle.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using namespace tests::oracle;

struct tally {
    int written = 0, accepted = 0, rows = 0;
    std::map<std::string, int> constructs;  // of accepted statements
    std::map<int, int> refusals;
    std::map<std::string, finding> findings;  // the shortest of each
    std::map<std::string, int> found;
};

std::string printed(tree& t) {
    std::string text(100'000, '\0');
    tenon::detail::text_writer out(text.data(), text.size());
    tenon::detail::printing p{t, out};
    tenon::detail::print(p);
    text.resize(out.size());
    return text;
}

std::string generalised(std::string what) {
    std::string kept;
    for (const char c : what)
        if (c < '0' || c > '9') kept += c;
    return kept.substr(0, 34);
}

void observe(tally& so_far, std::uint64_t seed, const sample_database* const (&databases)[3]) {
    author a(seed);
    a.statement();
    ++so_far.written;
    tenon::detail::check(a.t);
    if (a.t.failed()) {
        ++so_far.refusals[static_cast<int>(a.t.failure.kind)];
        return;
    }
    ++so_far.accepted;
    for (const auto& [construct, count] : a.used) ++so_far.constructs[construct];
    const std::string sql = printed(a.t);
    observer watching(a, sql);
    for (const sample_database* db : databases) {
        const std::string wrong = watching.run(*db, a.random);
        if (wrong.empty()) continue;
        const std::string kind = generalised(wrong);
        ++so_far.found[kind];
        finding& shortest = so_far.findings[kind];
        if (shortest.sql.empty() || sql.size() < shortest.sql.size())
            shortest = {wrong + " (seed " + std::to_string(seed) + ")", sql, db->data};
        break;
    }
    so_far.rows += watching.rows();
}

}  // namespace

TEST_CASE("What the checker promises of random statements holds on SQLite") {
    const char* const asked = std::getenv("TENON_ORACLE_STATEMENTS");
    const char* const from = std::getenv("TENON_ORACLE_SEED");
    const int statements = asked != nullptr ? std::atoi(asked) : 4000;
    const std::uint64_t first = from != nullptr ? std::strtoull(from, nullptr, 10) : 1;
    const sample_database empty(1, 0, 0), sparse(2, 2, 60), full(3, 7, 40);
    tally so_far;
    for (int i = 0; i < statements; ++i)
        observe(so_far, first + static_cast<std::uint64_t>(i), {&empty, &sparse, &full});
    if (asked != nullptr) {
        std::printf("%d written, %d accepted, %d rows\n", so_far.written, so_far.accepted, so_far.rows);
        for (const auto& [construct, count] : so_far.constructs)
            std::printf("  %s: %d\n", construct.c_str(), count);
        for (const auto& [kind, count] : so_far.refusals)
            std::printf("  refused, kind %d: %d\n", kind, count);
    }
    std::string report;
    for (const auto& [kind, found] : so_far.findings)
        report += std::to_string(so_far.found[kind]) + " x " + found.what + "\n    " + found.sql + "\n";
    if (asked != nullptr) std::printf("%s\n", report.c_str());
    INFO(report);
    CHECK(so_far.findings.empty());
    CHECK(so_far.accepted * 2 > so_far.written);
}
