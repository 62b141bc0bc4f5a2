// expect: module `standard.people` neither owns table `pages` nor depends on a module that does: name that module in `using depends_on = tenon::modules<...>`
#include <tenon/relations.hpp>

#include "modules.hpp"

#include <vector>

struct book {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("books", tenon::primary_key("id"));
};

struct page {
    std::int64_t id = 0;
    std::int64_t book_id = 0;

    static constexpr auto table =
        tenon::table("pages", tenon::primary_key("id"), tenon::foreign_key("book_id").references<book>("id"));
};

struct library : tenon::database_module<"standard.library", book, page> {};

auto pages(tenon::registry<people, library>& db, const std::vector<book>& books) {
#ifdef ACCEPTED
    auto session = db.read_session<library>("list pages");
#else
    auto session = db.read_session<people>("list pages");
#endif
    return tenon::children<page>(session, books);
}
