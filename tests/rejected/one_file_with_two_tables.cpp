// expect: modules `first` and `second` share a file, and both have a table or index called `notes`: rename one
#include <tenon/tenon.hpp>

#include <cstdint>

struct note {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("notes");
};
struct other_note {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("notes");
};

struct first : tenon::database_module<"first", note> {};
struct second : tenon::database_module<"second", other_note> {};

void start() {
#ifdef ACCEPTED
    tenon::registry<first, second>().start();
#else
    tenon::one_file_registry<first, second>().start();
#endif
}
