// expect: without_rowid: table `products` needs a primary_key
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
    static constexpr auto table = tenon::table("products", tenon::primary_key("name"), tenon::without_rowid);
#else
    static constexpr auto table = tenon::table("products", tenon::without_rowid);
#endif
};

void make(tenon::database& db) { db.create<product>(); }
