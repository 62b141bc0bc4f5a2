// expect: renamed_from: table `notes` needs another name that it had before
#include <tenon/core.hpp>

struct note {
    std::int64_t id = 0;
#ifdef ACCEPTED
    static constexpr auto table =
        tenon::table("notes", tenon::primary_key("id"), tenon::renamed_from("memos"));
#else
    static constexpr auto table =
        tenon::table("notes", tenon::primary_key("id"), tenon::renamed_from("Notes"));
#endif
};

constexpr auto sql = tenon::create_table_sql<note>();
