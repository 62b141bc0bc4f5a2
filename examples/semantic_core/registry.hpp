// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/tenon.hpp>

#include "content_hash.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace semantic_core {

using namespace tenon::literals;

/// A content that was met, and where it was met first.
struct document {
    content_hash hash{};
    std::string path;
    std::int64_t bytes = 0;
    std::int64_t words = 0;
    tenon::timestamp registered_at = tenon::now();

    static constexpr auto table =
        tenon::table("documents", tenon::primary_key("hash"), tenon::check("bytes > 0 AND words >= 0"),
                     tenon::default_("registered_at", tenon::current_timestamp), tenon::index("words DESC"));
};

/// Knows all documents; owns document_registry.db.
struct document_registry : tenon::database_module<"core.document_registry", document> {};

/// Registers documents; those that are known already stay as they are. Says how many are new.
inline std::int64_t register_documents(tenon::integrity_session<document_registry>& session,
                                       const std::vector<document>& documents) {
    return session(tenon::insert<document>().on_conflict("hash"_c).do_nothing(), documents).rows;
}

}  // namespace semantic_core
