// SPDX-License-Identifier: BSL-1.0
// Modules that depend on each other: a service in front of tables, a package of two modules in one database,
// a read across databases, rows that move from one to another.
#include <tenon/attempt.hpp>
#include <tenon/introspection.hpp>
#include <tenon/service.hpp>
#include <tenon/tenon.hpp>
#include <tenon/transfer.hpp>

#include <fmt/core.h>

#include <vector>

using namespace tenon::literals;

// --- Members: nobody else touches their table; others ask the service. -------------------------------------
struct member {
    std::int64_t id = 0;
    std::string name{};

    static constexpr auto table = tenon::table("members", tenon::primary_key("id"), tenon::unique("name"));
};

class member_service;

struct members : tenon::database_module<"bookshop.members", member> {  // members.db
    using service = member_service;
};

class member_service {
public:
    explicit member_service(tenon::module_access<members> db) : db_(std::move(db)) {}

    tenon::result<std::int64_t> join(const std::string& name) {
        return db_.attempt("join", [&](auto& session) -> tenon::result<std::int64_t> {
            if (session(tenon::select<member>().where("name"_c == "name"_p), "name"_p = name).first())
                return tenon::failure("MEMBER_EXISTS", name + " is a member already");
            return session(tenon::insert<member>(), member{.name = name}).last_id;
        });
    }

private:
    tenon::module_access<members> db_;
};

// --- The shop: one database, shared by the module that owns it and one that adds to it. --------------------
struct book {
    std::int64_t id = 0;
    std::string title{};
    std::int64_t stock = 0;

    static constexpr auto table = tenon::table("books", tenon::primary_key("id"), tenon::check("stock >= 0"));
};

struct sale {
    std::int64_t id = 0;
    std::int64_t book_id = 0;
    std::int64_t member_id = 0;
    tenon::timestamp sold_at = tenon::now();

    static constexpr auto table =
        tenon::table("sales", tenon::primary_key("id"),
                     tenon::foreign_key("book_id").references<book>("id"));  // a table of the package's owner
};

struct catalogue : tenon::database_module<"bookshop.catalogue", book> {
    static constexpr std::string_view database = "shop";  // shop.db
    static void initial_data(tenon::integrity_session<catalogue>& session) {
        session(tenon::insert<book>(), std::vector<book>{{0, "Persuasion", 3}, {0, "Middlemarch", 1}});
    }
};

struct checkout : tenon::feature_module<"bookshop.checkout", catalogue, sale> {  // in shop.db, too
    using depends_on = tenon::modules<members>;
};

// --- The archive takes over what is done.
// --------------------------------------------------------------------
struct old_sale {
    std::int64_t id = 0;
    std::int64_t book_id = 0;
    std::int64_t member_id = 0;
    tenon::timestamp sold_at = tenon::now();

    static constexpr auto table = tenon::table("old_sales", tenon::primary_key("id"));
};

struct archive : tenon::database_module<"bookshop.archive", old_sale> {};

using bookshop = tenon::registry<checkout, catalogue, archive, members>;  // in any order

// One statement over two databases: members.db is attached, for reading only.
inline constexpr auto who_bought = tenon::select("m.name"_c, "b.title"_c)
                                       .from<sale, "s">()
                                       .join<book, "b">("b.id"_c == "s.book_id"_c)
                                       .join<member, "m">("m.id"_c == "s.member_id"_c)
                                       .order_by("s.id"_c);

void sell(bookshop& db, std::int64_t book_id, std::int64_t member_id) {
    const auto sold = db.attempt<checkout>("sell a book", [&](auto& session) {
        session(tenon::update<book>().set("stock"_c = "stock"_c - 1).where("id"_c == "id"_p),
                "id"_p = book_id);
        session(tenon::insert<sale>(), sale{.book_id = book_id, .member_id = member_id});
    });
    if (sold.has_error()) fmt::print("not sold: {}\n", sold.error().message);
}

int main() {
    bookshop db;
    db.start();

    auto& service = db.service<member_service>();
    const std::int64_t ada = service.join("Ada").value();
    fmt::print("{}\n", service.join("Ada").error().message);

    sell(db, 1, ada);
    sell(db, 2, ada);
    sell(db, 2, ada);  // there was only one

    {
        auto reader = db.read_session<checkout>("who bought what");
        for (auto [name, title] : reader(who_bought)) fmt::print("{} bought {}\n", name, title);
    }

    // Exactly once, whatever happens on the way: a call with the same key goes on where another one ended.
    for (int i = 0; i < 2; ++i) {
        const auto moved = tenon::transfer<checkout, archive>(
            db, "archive sales", "2026-11",
            [](auto& session) {
                return session(tenon::delete_from<sale>().returning(tenon::all))
                    .template as<old_sale>()
                    .all();
            },
            [](auto& session, const std::vector<old_sale>& sales) {
                session(tenon::insert<old_sale>().with_key(), sales);
            });
        fmt::print("{} sales in the archive{}\n", moved.rows, moved.before ? ", moved before" : "");
    }

    for (const tenon::module_overview& it : tenon::describe(db))
        fmt::print("{}: {} with {} table(s)\n", it.name, it.path, it.tables.size());
}
