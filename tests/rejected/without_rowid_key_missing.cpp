// expect: column `key` of `settings` needs a value: give "key"_p, declare default_("key", ...), or make it optional
#include <tenon/core.hpp>

#include <cstdint>
#include <string>

using namespace tenon::literals;

struct setting {
    std::int64_t key = 0;
    std::string value;

#ifdef ACCEPTED
    static constexpr auto table = tenon::table("settings", tenon::primary_key("key"));
#else
    static constexpr auto table = tenon::table("settings", tenon::primary_key("key"), tenon::without_rowid);
#endif
};

void add(tenon::database& db) { db(tenon::insert<setting>(), "value"_p = "x"); }
