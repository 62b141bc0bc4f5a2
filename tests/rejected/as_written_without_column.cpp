// expect: as_written: the statement has no column `label`
#include <tenon/core.hpp>

#include <cstdint>
#include <string>

struct product {
    std::int64_t id = 0;
    std::string label{};

    static constexpr auto table =
        tenon::table("products", tenon::primary_key("id"), tenon::not_strict,
#ifdef ACCEPTED
                     tenon::as_written("CREATE TABLE products (id INTEGER PRIMARY KEY, "
                                       "label VARCHAR(20) NOT NULL)"));
#else
                     tenon::as_written("CREATE TABLE products (id INTEGER PRIMARY KEY, "
                                       "labels VARCHAR(20) NOT NULL)"));
#endif
};

void make(tenon::database& db) { db.create<product>(); }
