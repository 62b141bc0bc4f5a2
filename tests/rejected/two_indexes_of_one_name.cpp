// expect: table `notes` has two indexes of one name: give one another by .named()
#include "shop.hpp"

struct note {
    std::int64_t id = 0;
    int a = 0;
    int b = 0;
    int a_b = 0;

#ifdef ACCEPTED
    static constexpr auto table = tenon::table("notes", tenon::primary_key("id"), tenon::index("a", "b"),
                                               tenon::index("a_b").named("notes_both"));
#else
    static constexpr auto table =
        tenon::table("notes", tenon::primary_key("id"), tenon::index("a", "b"), tenon::index("a_b"));
#endif
};

void create(tenon::database& db) { db.create<note>(); }
