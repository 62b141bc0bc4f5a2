// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/tenon.hpp>

#include "content_hash.hpp"
#include "registry.hpp"

#include <cstdint>
#include <set>
#include <vector>

namespace semantic_core {

/// A set of documents that are compared with each other, known by the hash of their hashes.
struct run {
    content_hash corpus{};
    std::int64_t documents = 0;
    std::int64_t pairs = 0;
    tenon::timestamp started_at = tenon::now();

    static constexpr auto table = tenon::table("runs", tenon::primary_key("corpus"),
                                               tenon::default_("started_at", tenon::current_timestamp));
};

/// A document that a run has compared with all those before it.
struct comparison {
    content_hash corpus{};
    content_hash document{};
    std::int64_t pairs = 0;

    static constexpr auto table =
        tenon::table("comparisons", tenon::primary_key("corpus", "document"),
                     tenon::foreign_key("corpus").references<run>("corpus").on_delete(tenon::cascade));
};

/// Two documents that are much alike, each pair once.
struct similar_pair {
    content_hash first{};
    content_hash second{};
    double score = 0;

    static constexpr auto table = tenon::table(
        "similar_pairs", tenon::primary_key("first", "second"), tenon::check("first < second"),
        tenon::check("score > 0 AND score <= 1"), tenon::index("second"), tenon::index("score DESC"));
};

/// Knows which documents are alike, and reads the registry for what they are; owns similarity.db.
struct similarity : tenon::database_module<"standard.similarity", run, comparison, similar_pair> {
    using depends_on = tenon::modules<document_registry>;
};

using databases = tenon::registry<document_registry, similarity>;

/// Says which documents a run need not compare again: none, if it is new.
inline std::set<content_hash> resume(databases& db, const run& started) {
    auto session = db.integrity_session<similarity>("begin or resume a run");
    session(tenon::insert<run>().on_conflict("corpus"_c).do_nothing(), started);
    std::set<content_hash> finished;
    for (auto [document] :
         session(tenon::select("document"_c).from<comparison>().where("corpus"_c == "corpus"_p),
                 "corpus"_p = started.corpus))
        finished.insert(document);
    session.commit();
    return finished;
}

/// What was found by comparing some documents.
struct batch {
    std::vector<comparison> finished;
    std::vector<similar_pair> found;
};

/// Stores what was found together with how far that is: after a crash both are there, or neither. Says how
/// many pairs are new.
inline std::int64_t store(databases& db, const batch& compared) {
    auto session = db.integrity_session<similarity>("store similar pairs");
    const tenon::written added = session(
        tenon::insert<similar_pair>().on_conflict("first"_c, "second"_c).do_nothing(), compared.found);
    session(tenon::insert<comparison>().on_conflict("corpus"_c, "document"_c).do_nothing(),
            compared.finished);
    session.commit();
    return added.rows;
}

}  // namespace semantic_core
