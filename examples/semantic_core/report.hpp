// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/tenon.hpp>

#include "progress.hpp"
#include "similarity.hpp"

#include <fmt/core.h>

namespace semantic_core {

/// The pairs that are most alike, with the documents' paths out of the registry's own database.
inline constexpr auto most_similar =
    tenon::select("s.score"_c, "a.path"_c.as<"one">(), "b.path"_c.as<"other">())
        .from<similar_pair, "s">()
        .join<document, "a">("a.hash"_c == "s.first"_c)
        .join<document, "b">("b.hash"_c == "s.second"_c)
        .order_by("s.score"_c.desc(), "one"_c, "other"_c)
        .limit("n"_p);

/// The documents that most others are like.
inline constexpr auto most_matched =
    tenon::select("d.hash"_c, "d.path"_c, tenon::count().as<"matches">())
        .from<document, "d">()
        .join<similar_pair, "s">("s.first"_c == "d.hash"_c || "s.second"_c == "d.hash"_c)
        .group_by("d.hash"_c, "d.path"_c)
        .order_by("matches"_c.desc(), "d.path"_c)
        .limit("n"_p);

/// What is most like a document, which may be the first or the second of a pair.
inline constexpr auto matches_of =
    tenon::select("s.score"_c, "d.path"_c)
        .from<similar_pair, "s">()
        .join<document, "d">(("s.first"_c == "hash"_p && "d.hash"_c == "s.second"_c) ||
                             ("s.second"_c == "hash"_p && "d.hash"_c == "s.first"_c))
        .order_by("s.score"_c.desc(), "d.path"_c)
        .limit("n"_p);

inline constexpr auto document_totals =
    tenon::select(tenon::count().as<"documents">(), tenon::sum("bytes"_c).as<"bytes">(),
                  tenon::sum("words"_c).as<"words">())
        .from<document>();

inline constexpr auto pair_totals =
    tenon::select(tenon::count().as<"pairs">(), tenon::avg("score"_c).as<"score">()).from<similar_pair>();

inline void print_most_similar(tenon::read_session<similarity>& session) {
    fmt::print("\nThe ten most similar pairs:\n");
    for (const auto& [score, one, other] : session(most_similar, "n"_p = 10).views())
        fmt::print("  {:.4f}  {}\n          {}\n", score, one, other);
}

inline void print_matches(tenon::read_session<similarity>& session) {
    for (const auto& [hash, path, matches] : session(most_matched, "n"_p = 3)) {
        fmt::print("\nThe most similar of the {} documents that are like\n          {}:\n", matches, path);
        for (const auto& [score, other] : session(matches_of, "hash"_p = hash, "n"_p = 5).views())
            fmt::print("  {:.4f}  {}\n", score, other);
    }
}

inline void print_totals(tenon::read_session<similarity>& session) {
    const auto [documents, bytes, words] = session(document_totals).one();
    const auto [pairs, score] = session(pair_totals).one();
    fmt::print("\nIn the databases: {} documents with {} bytes and {} words,\n", grouped(documents),
               grouped(bytes.value_or(0)), grouped(words.value_or(0)));
    fmt::print("and {} similar pairs, {:.4f} alike on average.\n", grouped(pairs), score.value_or(0));
}

/// Prints what the databases know, of these documents and of any before them.
inline void print_report(databases& db) {
    auto session = db.read_session<similarity>("report");
    print_most_similar(session);
    print_matches(session);
    print_totals(session);
}

}  // namespace semantic_core
