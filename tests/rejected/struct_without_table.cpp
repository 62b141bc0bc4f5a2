// expect: `customer` describes no table: give it a `static constexpr auto table = tenon::table(...)` or specialise tenon::table_of
#include <tenon/core.hpp>

#include <string>

using namespace tenon::literals;

struct customer {
    std::string name;
};

auto names(tenon::database& db) { return db(tenon::select("name"_c).from<customer>()).all(); }
