// expect: generated("trim(name) || nullif(name, 'x')"): column `label` can't be NULL, but the value can: give another by coalesce()
#include <tenon/core.hpp>

#include <cstdint>
#include <optional>
#include <string>

struct product {
    std::int64_t id = 0;
    std::string name;
    std::string label;
    std::optional<double> price;

#ifdef ACCEPTED
    static constexpr auto table =
        tenon::table("products", tenon::generated("label", "coalesce(nullif(name, 'x'), '')"));
#else
    static constexpr auto table =
        tenon::table("products", tenon::generated("label", "trim(name) || nullif(name, 'x')"));
#endif
};

void make(tenon::database& db) { db.create<product>(); }
