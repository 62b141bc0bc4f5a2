// SPDX-License-Identifier: BSL-1.0
#include "c_api.hpp"

#include "common.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peers {

namespace {

using by_hand::execute;
using by_hand::statement;

// The strings are built in their places.
user read_user(statement& from) {
    return {from.integer(0), from.text(1),         from.text(2),          from.integer(3),
            from.real(4),    from.integer(5) != 0, from.optional_text(6), from.integer(7)};
}

person read_person(statement& from) { return {from.integer(0), from.text(1), from.optional_text(2)}; }

void bind_user(statement& to, int first, const user& it) {
    to.bind(first, it.name);
    to.bind(first + 1, it.email);
    to.bind(first + 2, it.age);
    to.bind(first + 3, it.score);
    to.bind(first + 4, std::int64_t{it.active});
    to.bind(first + 5, it.note);
    to.bind(first + 6, it.created);
}

// Hot: what main calls once would be compiled for size.
template <class Operation>
[[gnu::hot, gnu::noinline]] outcome in_transaction(sqlite3* database, std::int64_t count, Operation operation,
                                                   std::int64_t per_call = 1) {
    const stopwatch watch;
    std::int64_t sum = 0;
    execute(database, "BEGIN IMMEDIATE");
    for (std::int64_t i = 0; i < count; ++i) sum += operation(i);
    execute(database, "COMMIT");
    return watch.stop(count * per_call, sum);
}

std::string placeholders(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "?" : ",?";
    return text;
}

/// One statement for each combination of conditions, prepared when it is first needed.
[[gnu::hot]] outcome dynamic(sqlite3* database, std::int64_t users, std::int64_t count) {
    std::array<std::unique_ptr<statement>, 16> prepared;
    return in_transaction(database, count, [&](std::int64_t i) {
        std::unique_ptr<statement>& it = prepared[static_cast<std::size_t>(i & 15)];
        if (!it) {
            std::string sql = "SELECT id, name FROM users WHERE id >= ?1 AND id < ?2";
            if (i & 1) sql += " AND age >= ?3";
            if (i & 2) sql += " AND active";
            if (i & 4) sql += " AND score < ?4";
            if (i & 8) sql += " AND note IS NOT NULL";
            sql += " ORDER BY id LIMIT ?5";
            it = std::make_unique<statement>(database, sql);
        }
        const std::int64_t low = key_of(i, users);
        it->bind(1, low);
        it->bind(2, low + dynamic_span);
        if (i & 1) it->bind(3, least_age);
        if (i & 4) it->bind(4, score_limit);
        it->bind(5, dynamic_rows);
        std::int64_t sum = 0;
        while (it->step()) {
            const std::int64_t id = it->integer(0);
            const std::string name = it->text(1);
            sum += id + size_of(name);
        }
        return sum;
    });
}

[[gnu::hot]] outcome sessions(sqlite3* database, std::int64_t users, std::int64_t count) {
    statement begin(database, "BEGIN IMMEDIATE");
    statement commit(database, "COMMIT");
    statement update(database, "UPDATE users SET score = ? WHERE id = ?");
    const stopwatch watch;
    for (std::int64_t i = 0; i < count; ++i) {
        begin.step();
        update.bind(1, static_cast<double>(i));
        update.bind(2, key_of(i, users));
        update.step();
        commit.step();
    }
    return watch.stop(count, count);
}

[[gnu::hot]] outcome documents(sqlite3* database, std::int64_t count) {
    const std::vector<document> all = make_documents(count);
    const std::vector<result> found = make_results(count);
    statement by_hash(database, "SELECT id FROM documents WHERE hash = ?");
    statement add(database, "INSERT INTO documents (hash, title) VALUES (?, ?)");
    statement store(database, "INSERT INTO results (first_id, second_id, similarity) VALUES (?, ?, ?)");
    statement likest(database,
                     "SELECT second_id, similarity FROM results WHERE first_id = ? "
                     "ORDER BY similarity DESC, second_id LIMIT ?");
    const stopwatch watch;
    execute(database, "BEGIN IMMEDIATE");
    for (const document& each : all) {
        by_hash.bind(1, each.hash);
        if (by_hash.step()) {
            by_hash.reset();
            continue;
        }
        add.bind(1, each.hash);
        add.bind(2, each.title);
        add.step();
    }
    for (const result& each : found) {
        store.bind(1, each.first_id);
        store.bind(2, each.second_id);
        store.bind(3, each.similarity);
        store.step();
    }
    execute(database, "COMMIT");
    std::int64_t sum = 0;
    for (std::int64_t id = 1; id <= count; ++id) {
        likest.bind(1, id);
        likest.bind(2, top);
        while (likest.step()) sum += sum_of_result(likest.integer(0), likest.real(1));
    }
    return watch.stop(static_cast<std::int64_t>(found.size()), sum);
}

[[gnu::hot]] outcome diesel_insert(sqlite3* database, std::int64_t size, std::int64_t count) {
    const std::vector<person> people = make_people(size);
    statement add(database, "INSERT INTO people (name, hair_color) VALUES (?, ?)");
    const stopwatch watch;
    for (std::int64_t i = 0; i < count; ++i) {
        execute(database, "BEGIN IMMEDIATE");
        for (const person& each : people) {
            add.bind(1, each.name);
            add.bind(2, each.hair_color);
            add.step();
        }
        execute(database, "COMMIT");
    }
    return watch.stop(count * size, count * size);
}

/// The statements for the children have as many placeholders as there are parents, and are kept as long as
/// that number stays. Children come in their parents' order, so that grouping them needs no search.
[[gnu::hot]] std::int64_t associations(sqlite3* database, std::unique_ptr<statement>& of_people,
                                       std::unique_ptr<statement>& of_posts) {
    std::vector<person_with_posts> all;
    statement people(database, "SELECT id, name, hair_color FROM people");
    while (people.step()) all.push_back({read_person(people), {}});
    if (!of_people)
        of_people = std::make_unique<statement>(
            database, "SELECT id, user_id, title, body FROM posts WHERE user_id IN (" +
                          placeholders(all.size()) + ") ORDER BY user_id, id");
    int index = 0;
    for (const person_with_posts& each : all) of_people->bind(++index, each.it.id);
    std::vector<post> posts;
    while (of_people->step())
        posts.push_back(
            {of_people->integer(0), of_people->integer(1), of_people->text(2), of_people->optional_text(3)});
    if (!of_posts)
        of_posts = std::make_unique<statement>(database,
                                               "SELECT id, post_id, text FROM comments WHERE post_id IN (" +
                                                   placeholders(posts.size()) + ") ORDER BY post_id, id");
    index = 0;
    for (const post& each : posts) of_posts->bind(++index, each.id);
    std::size_t owner = 0;
    std::vector<std::vector<comment>> comments(posts.size());
    while (of_posts->step()) {
        const std::int64_t post_id = of_posts->integer(1);
        while (posts[owner].id != post_id) ++owner;
        comments[owner].push_back({of_posts->integer(0), post_id, of_posts->text(2)});
    }
    owner = 0;
    for (std::size_t i = 0; i < posts.size(); ++i) {
        while (all[owner].it.id != posts[i].user_id) ++owner;
        all[owner].posts.push_back({std::move(posts[i]), std::move(comments[i])});
    }
    return sum_of(all);
}

outcome in_database(sqlite3* database, const request& wanted, std::int64_t users, std::int64_t count) {
    const std::string_view name = wanted.name;
    const char* const user_columns = "SELECT id, name, email, age, score, active, note, created FROM users";
    if (name == "point_select") {
        statement it(database, std::string(user_columns) + " WHERE id = ?");
        return in_transaction(database, count, [&](std::int64_t i) {
            it.bind(1, key_of(i, users));
            if (!it.step()) by_hand::fail(database);
            const user found = read_user(it);
            it.reset();
            return sum_of(found);
        });
    }
    if (name == "scan") {
        statement it(database, user_columns);
        return in_transaction(
            database, count / users,
            [&](std::int64_t) {
                std::int64_t sum = 0;
                while (it.step()) {
                    const user each = read_user(it);
                    sum += sum_of(each);
                }
                return sum;
            },
            users);
    }
    if (name == "views") {
        statement it(database, "SELECT id, name, email FROM users");
        return in_transaction(
            database, count / users,
            [&](std::int64_t) {
                std::int64_t sum = 0;
                while (it.step()) sum += it.integer(0) + size_of(it.view(1)) + size_of(it.view(2));
                return sum;
            },
            users);
    }
    if (name == "insert" || name == "grow") {  // the latter without the rows in memory
        const std::vector<user> all = make_users(1, name == "grow" ? 0 : count);
        statement it(database,
                     "INSERT INTO users (name, email, age, score, active, note, created) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?)");
        return in_transaction(database, count, [&](std::int64_t i) {
            if (all.empty()) {
                const user made = make_user(i + 1);
                bind_user(it, 1, made);
                it.step();
                return sqlite3_changes64(database);
            }
            bind_user(it, 1, all[static_cast<std::size_t>(i)]);
            it.step();
            return sqlite3_changes64(database);
        });
    }
    if (name == "join") {
        statement it(database,
                     "SELECT u.name, o.total FROM orders o JOIN users u ON u.id = o.user_id "
                     "WHERE o.user_id = ? AND o.total >= ? AND u.active ORDER BY o.total DESC LIMIT ?");
        return in_transaction(database, count, [&](std::int64_t i) {
            it.bind(1, key_of(i, users));
            it.bind(2, least_total);
            it.bind(3, most_orders);
            std::int64_t sum = 0;
            while (it.step()) {
                const std::string called = it.text(0);
                sum += size_of(called) + static_cast<std::int64_t>(it.real(1));
            }
            return sum;
        });
    }
    if (name == "upsert") {
        std::vector<user> batch = make_users(1, 1000);
        statement it(database,
                     "INSERT INTO users (id, name, email, age, score, active, note, created) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
                     "email = excluded.email, score = excluded.score, note = excluded.note");
        return in_transaction(database, count, [&](std::int64_t i) {
            user& each = batch[static_cast<std::size_t>(i % 1000)];
            each.id = key_of(i, 2 * users);
            each.score = static_cast<double>(i);
            it.bind(1, each.id);
            bind_user(it, 2, each);
            it.step();
            return sqlite3_changes64(database);
        });
    }
    if (name == "in_list") {
        std::vector<std::int64_t> ids(list_length);
        statement it(database, "SELECT id, name FROM users WHERE id IN (" + placeholders(list_length) + ")");
        return in_transaction(database, count, [&](std::int64_t i) {
            fill_list(ids, i, users);
            for (std::size_t j = 0; j < list_length; ++j) it.bind(static_cast<int>(j) + 1, ids[j]);
            std::int64_t sum = 0;
            while (it.step()) {
                const std::int64_t id = it.integer(0);
                const std::string called = it.text(1);
                sum += id + size_of(called);
            }
            return sum;
        });
    }
    if (name == "dynamic") return dynamic(database, users, count);
    if (name == "session") return sessions(database, users, count);
    if (name == "documents") return documents(database, count);
    if (name == "trivial") {
        statement it(database, "SELECT id, name, hair_color FROM people");
        return in_transaction(database, count, [&](std::int64_t) {
            std::vector<person> all;
            while (it.step()) all.push_back(read_person(it));
            std::int64_t sum = 0;
            for (const person& each : all) sum += sum_of(each);
            return sum;
        });
    }
    if (name == "medium") {
        statement it(database,
                     "SELECT u.id, u.name, u.hair_color, p.id, p.user_id, p.title, p.body FROM people u "
                     "LEFT JOIN posts p ON p.user_id = u.id WHERE u.hair_color = ?");
        const std::string color = "black";
        return in_transaction(database, count, [&](std::int64_t) {
            std::vector<std::pair<person, std::optional<post>>> all;
            it.bind(1, color);
            while (it.step()) {
                std::optional<post> its_post;
                if (!it.is_null(3))
                    its_post = post{it.integer(3), it.integer(4), it.text(5), it.optional_text(6)};
                all.emplace_back(read_person(it), std::move(its_post));
            }
            std::int64_t sum = 0;
            for (const auto& [each, its_post] : all) sum += sum_of(each) + (its_post ? its_post->id : 0);
            return sum;
        });
    }
    if (name == "associations") {
        std::unique_ptr<statement> of_people, of_posts;
        return in_transaction(database, count,
                              [&](std::int64_t) { return associations(database, of_people, of_posts); });
    }
    if (name == "diesel_insert") return diesel_insert(database, wanted.size, count);
    throw unknown_workload();
}

}  // namespace

outcome run(const request& wanted, std::int64_t count, const char* path) {
    sqlite3* database = by_hand::open(path);
    std::int64_t users = 0;
    {
        statement how_many(database, "SELECT count(*) FROM users");
        how_many.step();
        users = how_many.integer(0);
    }
    outcome it = in_database(database, wanted, users, count);
    it.reprepares = statement::reprepared;
    sqlite3_close(database);
    return it;
}

}  // namespace peers
