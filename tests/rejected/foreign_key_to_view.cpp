// expect: foreign_key: `namesakes` is a view: only tables are referred to
#include "described.hpp"

struct greeting {
    std::string who;

#ifdef ACCEPTED
    static constexpr auto table =
        tenon::table("greetings", tenon::foreign_key("who").references<person>("first"));
#else
    static constexpr auto table =
        tenon::table("greetings", tenon::foreign_key("who").references<namesake>("full_name"));
#endif
};

void make(tenon::database& db) { db.create<greeting>(); }
