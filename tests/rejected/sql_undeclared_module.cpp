// expect: line 1, column 18: there is no table or part of WITH called `customers` in module `standard.alone`: name the module that owns it in `using depends_on = tenon::modules<...>`
#include "modules.hpp"

struct note {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("notes", tenon::primary_key("id"));
};

struct alone : tenon::database_module<"standard.alone", note> {
#ifdef ACCEPTED
    using depends_on = tenon::modules<people>;
#endif
};

constexpr std::string_view text = tenon::sql_text(tenon::sql<alone, "SELECT name FROM customers">);
