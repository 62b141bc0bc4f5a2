// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/names.hpp>
#include <tenon/query/window_functions.hpp>

#include <string_view>

using namespace tenon::literals;

namespace {

template <class E>
constexpr std::string_view name_of(const E&) {
    tenon::detail::node nodes[16]{};
    tenon::detail::tree t;
    t.nodes = nodes;
    t.node_capacity = 16;
    return t[E::lower(t)].text;
}

}  // namespace

static_assert(name_of(tenon::row_number()) == "ROW_NUMBER");
static_assert(name_of(tenon::rank()) == "RANK");
static_assert(name_of(tenon::dense_rank()) == "DENSE_RANK");
static_assert(name_of(tenon::percent_rank()) == "PERCENT_RANK");
static_assert(name_of(tenon::cume_dist()) == "CUME_DIST");
static_assert(name_of(tenon::ntile(4)) == "NTILE");
static_assert(name_of(tenon::lag("total"_c)) == "LAG");
static_assert(name_of(tenon::lag("total"_c, 2, 0.0)) == "LAG");
static_assert(name_of(tenon::lead("total"_c, 2)) == "LEAD");
static_assert(name_of(tenon::first_value("total"_c)) == "FIRST_VALUE");
static_assert(name_of(tenon::last_value("total"_c)) == "LAST_VALUE");
static_assert(name_of(tenon::nth_value("total"_c, 3)) == "NTH_VALUE");
