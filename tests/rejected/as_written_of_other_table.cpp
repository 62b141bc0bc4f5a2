// expect: as_written: table `products` needs its own CREATE TABLE
#include <tenon/core.hpp>

#include <cstdint>

struct product {
    std::int64_t id = 0;

#ifdef ACCEPTED
    static constexpr auto table =
        tenon::table("products", tenon::primary_key("id"), tenon::not_strict,
                     tenon::as_written("CREATE TABLE [products] (id INTEGER PRIMARY KEY)"));
#else
    static constexpr auto table =
        tenon::table("products", tenon::primary_key("id"), tenon::not_strict,
                     tenon::as_written("CREATE TABLE product (id INTEGER PRIMARY KEY)"));
#endif
};

void make(tenon::database& db) { db.create<product>(); }
