// expect: generated: column `label` is computed twice
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
    static constexpr auto table = tenon::table("products", tenon::generated("label", "upper(name)"),
                                               tenon::generated("label", "lower(name)"));
#endif
};

void make(tenon::database& db) { db.create<product>(); }
