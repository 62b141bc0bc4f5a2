// expect: foreign_key: column `last` is computed: on_delete and on_update can't change it
#include "described.hpp"

#include <optional>

struct greeting {
    std::string whole;
    std::optional<std::string> last;

#ifdef ACCEPTED
    static constexpr auto table =
        tenon::table("greetings", tenon::generated("last", "trim(whole)"),
                     tenon::foreign_key("last").references<person>("first").on_delete(tenon::cascade));
#else
    static constexpr auto table =
        tenon::table("greetings", tenon::generated("last", "trim(whole)"),
                     tenon::foreign_key("last").references<person>("first").on_delete(tenon::set_null));
#endif
};

void make(tenon::database& db) { db.create<greeting>(); }
