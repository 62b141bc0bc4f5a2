// expect: column: `body` can't have been renamed from `text`, which is a column of table `notes`
#include <tenon/core.hpp>

struct note {
    std::int64_t id = 0;
    std::string body{};
    std::string text{};
#ifdef ACCEPTED
    static constexpr auto table =
        tenon::table("notes", tenon::primary_key("id"), tenon::column("body").renamed_from("content"));
#else
    static constexpr auto table =
        tenon::table("notes", tenon::primary_key("id"), tenon::column("body").renamed_from("text"));
#endif
};

constexpr auto sql = tenon::create_table_sql<note>();
