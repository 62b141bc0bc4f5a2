// expect: generated("upper(nam)"): character 7: table `products` has no column `nam`; did you mean `name`?
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
    static constexpr auto table = tenon::table("products", tenon::generated("label", "upper(nam)"));
#endif
};

void make(tenon::database& db) { db.create<product>(); }
