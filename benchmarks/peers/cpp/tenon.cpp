// SPDX-License-Identifier: BSL-1.0
#include <tenon/dynamic.hpp>
#include <tenon/relations.hpp>
#include <tenon/tenon.hpp>

#include "common.hpp"
#include "tenon_tables.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

using namespace tenon::literals;

namespace peers {

namespace {

constexpr auto user_by_id = tenon::select<user>().where("id"_c == "id"_p);
constexpr auto all_users = tenon::select<user>();
constexpr auto addresses = tenon::select("id"_c, "name"_c, "email"_c).from<user>();
constexpr auto greatest_orders =
    tenon::select("u.name"_c, "o.total"_c)
        .from<order, "o">()
        .join<user, "u">("u.id"_c == "o.user_id"_c)
        .where("o.user_id"_c == "user"_p && "o.total"_c >= "least"_p && "u.active"_c)
        .order_by("o.total"_c.desc())
        .limit("most"_p);
constexpr auto new_or_changed_user = tenon::insert<user>().with_key().on_conflict("id"_c).do_update(
    "name"_c = "excluded.name"_c, "email"_c = "excluded.email"_c, "score"_c = "excluded.score"_c,
    "note"_c = "excluded.note"_c);
constexpr auto some_users = tenon::select("id"_c, "name"_c).from<user>().where("id"_c.in("ids"_p));
constexpr auto users_in_span =
    tenon::select("id"_c, "name"_c).from<user>().where("id"_c >= "low"_p && "id"_c < "high"_p);
constexpr auto new_score = tenon::update<user>().set("score"_c = "score"_p).where("id"_c == "id"_p);
constexpr auto document_by_hash = tenon::select("id"_c).from<document>().where("hash"_c == "hash"_p);
constexpr auto likest = tenon::select("second_id"_c, "similarity"_c)
                            .from<result>()
                            .where("first_id"_c == "id"_p)
                            .order_by("similarity"_c.desc(), "second_id"_c)
                            .limit("most"_p);
constexpr auto all_people = tenon::select<person>();
constexpr auto people_with_posts = tenon::select(tenon::all)
                                       .from<person, "u">()
                                       .left_join<post, "p">("p.user_id"_c == "u.id"_c)
                                       .where("u.hair_color"_c == "color"_p);

tenon::sqlite::connection_options options() {
    tenon::sqlite::connection_options how;
    how.synchronous = tenon::sqlite::synchronous_mode::normal;
    return how;
}

std::int64_t reprepares(sqlite3* database) {
    std::int64_t sum = 0;
    for (sqlite3_stmt* it = sqlite3_next_stmt(database, nullptr); it != nullptr;
         it = sqlite3_next_stmt(database, it))
        sum += sqlite3_stmt_status(it, SQLITE_STMTSTATUS_REPREPARE, 0);
    return sum;
}

/// Runs `operation(i)` `count` times in one transaction and adds up what it returns. Hot: what main calls
/// once would be compiled for size.
template <class Operation>
[[gnu::hot, gnu::noinline]] outcome in_transaction(tenon::database& db, std::int64_t count,
                                                   Operation operation, std::int64_t per_call = 1) {
    const stopwatch watch;
    std::int64_t sum = 0;
    auto transaction = db.transaction();
    for (std::int64_t i = 0; i < count; ++i) sum += operation(i);
    transaction.commit();
    return watch.stop(count * per_call, sum);
}

[[gnu::hot]] outcome sessions(std::int64_t users, std::int64_t count, const char* path) {
    tenon::settings how;
    how.file = path;
    how.sqlite = options();
    tenon::registry<bench> registry(how);
    registry.start();
    const auto step = [&](std::int64_t i) {
        auto session = registry.integrity_session<bench>("change a score");
        session(new_score, "score"_p = static_cast<double>(i), "id"_p = key_of(i, users));
        session.commit();
    };
    const stopwatch watch;
    for (std::int64_t i = 0; i < count; ++i) step(i);
    return watch.stop(count, count);
}

[[gnu::hot]] outcome documents(tenon::database& db, std::int64_t count) {
    const std::vector<document> all = make_documents(count);
    const std::vector<result> found = make_results(count);
    const stopwatch watch;
    auto transaction = db.transaction();
    for (const document& each : all)
        if (!db(document_by_hash, "hash"_p = each.hash).first()) db(tenon::insert<document>(), each);
    db(tenon::insert<result>(), found);
    transaction.commit();
    std::int64_t sum = 0;
    for (std::int64_t id = 1; id <= count; ++id)
        for (const auto& [second, similarity] : db(likest, "id"_p = id, "most"_p = top))
            sum += sum_of_result(second, similarity);
    return watch.stop(static_cast<std::int64_t>(found.size()), sum);
}

[[gnu::hot]] outcome diesel_insert(tenon::database& db, std::int64_t size, std::int64_t count) {
    const std::vector<person> people = make_people(size);
    const stopwatch watch;
    for (std::int64_t i = 0; i < count; ++i) db(tenon::insert<person>(), people);
    return watch.stop(count * size, count * size);
}

[[gnu::hot]] std::int64_t associations(tenon::database& db) {
    const std::vector<person> people = db(all_people).all();
    const auto posts = tenon::children<post>(db, people);
    const auto comments = tenon::children<comment>(db, posts.rows());
    std::int64_t sum = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < people.size(); ++i) {
        sum += people[i].id;
        for (const post& each : posts[i]) {
            sum += each.id;
            for (const comment& last : comments[at]) sum += last.id + size_of(last.text);
            ++at;
        }
    }
    return sum;
}

outcome in_database(tenon::database& db, const request& wanted, std::int64_t users, std::int64_t count) {
    const std::string_view name = wanted.name;
    if (name == "point_select")
        return in_transaction(db, count, [&](std::int64_t i) {
            return sum_of(db(user_by_id, "id"_p = key_of(i, users)).one());
        });
    if (name == "scan")
        return in_transaction(
            db, count / users,
            [&](std::int64_t) {
                std::int64_t sum = 0;
                for (const user& it : db(all_users)) sum += sum_of(it);
                return sum;
            },
            users);
    if (name == "views")
        return in_transaction(
            db, count / users,
            [&](std::int64_t) {
                std::int64_t sum = 0;
                for (const auto& [id, called, email] : db(addresses).views())
                    sum += id + size_of(called) + size_of(email);
                return sum;
            },
            users);
    if (name == "insert") {
        const std::vector<user> all = make_users(1, count);
        const stopwatch watch;
        const std::int64_t rows = db(tenon::insert<user>(), all).rows;
        return watch.stop(count, rows);
    }
    if (name == "grow")  // without the rows in memory
        return in_transaction(
            db, count, [&](std::int64_t i) { return db(tenon::insert<user>(), make_user(i + 1)).rows; });
    if (name == "join")
        return in_transaction(db, count, [&](std::int64_t i) {
            std::int64_t sum = 0;
            for (const auto& [called, total] :
                 db(greatest_orders, "user"_p = key_of(i, users), "least"_p = least_total,
                                     "most"_p = most_orders))
                sum += size_of(called) + static_cast<std::int64_t>(total);
            return sum;
        });
    if (name == "upsert") {
        std::vector<user> batch = make_users(1, 1000);
        return in_transaction(db, count, [&](std::int64_t i) {
            user& it = batch[static_cast<std::size_t>(i % 1000)];
            it.id = key_of(i, 2 * users);
            it.score = static_cast<double>(i);
            return db(new_or_changed_user, it).rows;
        });
    }
    if (name == "in_list") {
        std::vector<std::int64_t> ids(list_length);
        return in_transaction(db, count, [&](std::int64_t i) {
            fill_list(ids, i, users);
            std::int64_t sum = 0;
            for (const auto& [id, called] : db(some_users, "ids"_p = ids)) sum += id + size_of(called);
            return sum;
        });
    }
    if (name == "dynamic")
        return in_transaction(db, count, [&](std::int64_t i) {
            const std::int64_t low = key_of(i, users);
            auto search = tenon::dynamic(users_in_span);
            search.where_if((i & 1) != 0, [] { return "age"_c >= least_age; });
            search.where_if((i & 2) != 0, [] { return "active"_c; });
            search.where_if((i & 4) != 0, [] { return "score"_c < score_limit; });
            search.where_if((i & 8) != 0, [] { return "note"_c.is_not_null(); });
            search.order_by("id"_c);
            search.limit(dynamic_rows);
            std::int64_t sum = 0;
            for (const auto& [id, called] : db(search, "low"_p = low, "high"_p = low + dynamic_span))
                sum += id + size_of(called);
            return sum;
        });
    if (name == "documents") return documents(db, count);
    if (name == "trivial")
        return in_transaction(db, count, [&](std::int64_t) {
            std::int64_t sum = 0;
            for (const person& it : db(all_people).all()) sum += sum_of(it);
            return sum;
        });
    if (name == "medium")
        return in_transaction(db, count, [&](std::int64_t) {
            std::int64_t sum = 0;
            for (const auto& [it, its_post] : db(people_with_posts, "color"_p = "black").all())
                sum += sum_of(it) + (its_post ? its_post->id : 0);
            return sum;
        });
    if (name == "associations")
        return in_transaction(db, count, [&](std::int64_t) { return associations(db); });
    if (name == "diesel_insert") return diesel_insert(db, wanted.size, count);
    throw unknown_workload();
}

}  // namespace

outcome run(const request& wanted, std::int64_t count, const char* path) {
    tenon::database db(path, options());
    if (wanted.name == "create") {
        db.create<user, order, document, result, person, post, comment>();
        return {};
    }
    db.create<user, order, document, result, person, post, comment>();  // there already: compared
    const std::int64_t users = db(tenon::select(tenon::count()).from<user>()).scalar();
    if (wanted.name == "session") return sessions(users, count, path);
    outcome it = in_database(db, wanted, users, count);
    it.reprepares = reprepares(db.connection().handle());
    return it;
}

}  // namespace peers
