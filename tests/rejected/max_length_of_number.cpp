// expect: max_length: column `price` is REAL, and only text has a length
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
    static constexpr auto table = tenon::table("products", tenon::max_length("name", 50));
#else
    static constexpr auto table = tenon::table("products", tenon::max_length("price", 50));
#endif
};

void make(tenon::database& db) { db.create<product>(); }
