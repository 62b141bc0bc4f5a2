// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/ddl.hpp>
#include <tenon/types/types.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tests::oracle {

using tenon::kind;

/// The same on every platform, unlike the distributions of the standard library.
struct dice {
    std::uint64_t state;

    std::uint64_t roll() {
        std::uint64_t z = state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
    int below(int limit) { return static_cast<int>(roll() % static_cast<std::uint64_t>(limit)); }
    bool chance(int percent) { return below(100) < percent; }
};

enum class mood : int { low = 1, high = 2 };

// Columns of one name and several types: for USING, compound SELECTs and ambiguities.
struct city {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> size;
    std::optional<double> area;
    bool coastal = false;
    std::optional<std::vector<std::byte>> map;

    static constexpr auto table = tenon::table("cities", tenon::primary_key("id"), tenon::unique("name"));
};

struct person {
    std::int64_t id = 0;
    std::optional<std::string> name;
    std::optional<std::int64_t> city_id;
    double size = 0;
    mood state = mood::low;
    std::optional<bool> active;
    std::int32_t age = 0;

    static constexpr auto table = tenon::table("people", tenon::primary_key("id"));
};

struct visit {
    std::int64_t person_id = 0;
    std::int64_t city_id = 0;
    std::int32_t number = 0;
    std::optional<double> cost;
    std::string note;
    std::optional<mood> state;
    std::optional<tenon::timestamp> at;
    std::vector<std::byte> photo;

    static constexpr auto table =
        tenon::table("visits", tenon::primary_key("person_id", "city_id", "number"));
};

struct tag {
    std::optional<std::int64_t> id;
    std::optional<std::string> name;
    std::optional<std::int32_t> number;
    std::optional<tenon::timestamp> at;

    static constexpr auto table = tenon::table("tags", tenon::unique("id"), tenon::unique("name", "number"));
};

inline const tenon::table_info* const tables[] = {
    &tenon::table_info_of<city>(),
    &tenon::table_info_of<person>(),
    &tenon::table_info_of<visit>(),
    &tenon::table_info_of<tag>(),
};

inline std::string creation() {
    std::string sql;
    for (const std::string_view text : {tenon::create_table_sql<city>(), tenon::create_table_sql<person>(),
                                        tenon::create_table_sql<visit>(), tenon::create_table_sql<tag>()})
        sql += std::string(text) + ";\n";
    return sql;
}

/// A value as SQL writes it, small enough not to overflow in what is computed from it.
inline std::string sample(dice& random, const tenon::sql_type& type) {
    const std::string_view texts[] = {"''", "'a'", "'A'", "'ab'", "'b '", "'%'", "'7'"};
    const std::string_view reals[] = {"-2.5", "0.0", "1.0", "0.5", "7.25", "-1.0", "3.0"};
    const std::string_view blobs[] = {"x''", "x'00'", "x'ff01'"};
    switch (type.storage) {
    case kind::boolean: return random.chance(50) ? "1" : "0";
    case kind::integer: return std::to_string(type.meaning ? 1 + random.below(2) : random.below(9) - 3);
    case kind::real: return std::string(reals[random.below(7)]);
    case kind::text:
        if (type.meaning) return "'2024-01-0" + std::to_string(1 + random.below(3)) + "T00:00:00.000Z'";
        return std::string(texts[random.below(7)]);
    case kind::blob: return std::string(blobs[random.below(3)]);
    default: return "NULL";
    }
}

/// So many rows for each table, those that violate a key left out; `gaps`: how many of a hundred optional
/// values are NULL.
inline std::string filling(dice& random, int rows, int gaps) {
    std::string sql;
    for (const tenon::table_info* table : tables)
        for (int row = 0; row < rows; ++row) {
            sql += "INSERT OR IGNORE INTO " + std::string(table->name) + " VALUES (";
            for (int i = 0; i < table->column_count; ++i) {
                const tenon::sql_type& type = table->columns[i].type;
                sql += i == 0 ? "" : ", ";
                sql += type.nullable && random.chance(gaps) ? "NULL" : sample(random, type);
            }
            sql += ");\n";
        }
    return sql;
}

}  // namespace tests::oracle
