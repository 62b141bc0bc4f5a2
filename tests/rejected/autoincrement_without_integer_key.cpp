// expect: autoincrement: table `products` needs a primary_key of a single integer, and rows with a number
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
    static constexpr auto table = tenon::table("products", tenon::primary_key("id"), tenon::autoincrement);
#else
    static constexpr auto table = tenon::table("products", tenon::primary_key("name"), tenon::autoincrement);
#endif
};

void make(tenon::database& db) { db.create<product>(); }
