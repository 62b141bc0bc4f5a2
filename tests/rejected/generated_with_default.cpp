// expect: generated: column `label` is computed and can't have a default
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
        tenon::table("products", tenon::generated("label", "upper(name)"), tenon::default_("name", "none"));
#else
    static constexpr auto table =
        tenon::table("products", tenon::generated("label", "upper(name)"), tenon::default_("label", "none"));
#endif
};

void make(tenon::database& db) { db.create<product>(); }
