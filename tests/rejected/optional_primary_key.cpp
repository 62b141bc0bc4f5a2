// expect: primary_key: column `id` must not be optional
#include <tenon/core.hpp>

#include <cstdint>
#include <optional>

struct order {
    std::optional<std::int64_t> id;

    static constexpr auto table = tenon::table("orders", tenon::primary_key("id"));
};

void make(tenon::database& db) { db.create<order>(); }
