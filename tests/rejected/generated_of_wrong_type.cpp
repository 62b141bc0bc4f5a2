// expect: generated("length(name)"): column `label` is TEXT and can't take INTEGER
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
    static constexpr auto table = tenon::table("products", tenon::generated("label", "upper(name)"));
#else
    static constexpr auto table = tenon::table("products", tenon::generated("label", "length(name)"));
#endif
};

void make(tenon::database& db) { db.create<product>(); }
