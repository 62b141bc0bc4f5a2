// SPDX-License-Identifier: BSL-1.0
#include "common.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Statements are objects that are prepared once and kept, as SQLiteCpp's own documentation has it; texts are
// bound without a copy, by bindNoCopy.
namespace peers {

namespace {

using SQLite::Database;
using SQLite::Statement;

std::optional<std::string> optional_text(const Statement& from, int column) {
    const SQLite::Column it = from.getColumn(column);
    if (it.isNull()) return std::nullopt;
    return it.getString();
}

user read_user(const Statement& from) {
    return {from.getColumn(0).getInt64(), from.getColumn(1).getString(), from.getColumn(2).getString(),
            from.getColumn(3).getInt64(), from.getColumn(4).getDouble(), from.getColumn(5).getInt() != 0,
            optional_text(from, 6),       from.getColumn(7).getInt64()};
}

person read_person(const Statement& from) {
    return {from.getColumn(0).getInt64(), from.getColumn(1).getString(), optional_text(from, 2)};
}

void bind_user(Statement& to, int first, const user& it) {
    to.bindNoCopy(first, it.name);
    to.bindNoCopy(first + 1, it.email);
    to.bind(first + 2, it.age);
    to.bind(first + 3, it.score);
    to.bind(first + 4, it.active ? 1 : 0);
    if (it.note)
        to.bindNoCopy(first + 5, *it.note);
    else
        to.bind(first + 5);
    to.bind(first + 6, it.created);
}

// Hot: what main calls once would be compiled for size.
template <class Operation>
[[gnu::hot, gnu::noinline]] outcome in_transaction(Database& db, std::int64_t count, Operation operation,
                                                   std::int64_t per_call = 1) {
    const stopwatch watch;
    std::int64_t sum = 0;
    SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
    for (std::int64_t i = 0; i < count; ++i) sum += operation(i);
    transaction.commit();
    return watch.stop(count * per_call, sum);
}

std::string placeholders(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "?" : ",?";
    return text;
}

[[gnu::hot]] outcome dynamic(Database& db, std::int64_t users, std::int64_t count) {
    return in_transaction(db, count, [&](std::int64_t i) {
        std::string sql = "SELECT id, name FROM users WHERE id >= ?1 AND id < ?2";
        if (i & 1) sql += " AND age >= ?3";
        if (i & 2) sql += " AND active";
        if (i & 4) sql += " AND score < ?4";
        if (i & 8) sql += " AND note IS NOT NULL";
        sql += " ORDER BY id LIMIT ?5";
        Statement it(db, sql);
        const std::int64_t low = key_of(i, users);
        it.bind(1, low);
        it.bind(2, low + dynamic_span);
        if (i & 1) it.bind(3, least_age);
        if (i & 4) it.bind(4, score_limit);
        it.bind(5, dynamic_rows);
        std::int64_t sum = 0;
        while (it.executeStep()) sum += it.getColumn(0).getInt64() + size_of(it.getColumn(1).getString());
        return sum;
    });
}

[[gnu::hot]] outcome sessions(Database& db, std::int64_t users, std::int64_t count) {
    Statement update(db, "UPDATE users SET score = ? WHERE id = ?");
    const stopwatch watch;
    for (std::int64_t i = 0; i < count; ++i) {
        SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
        update.bind(1, static_cast<double>(i));
        update.bind(2, key_of(i, users));
        update.exec();
        update.reset();
        transaction.commit();
    }
    return watch.stop(count, count);
}

[[gnu::hot]] outcome documents(Database& db, std::int64_t count) {
    const std::vector<document> all = make_documents(count);
    const std::vector<result> found = make_results(count);
    Statement by_hash(db, "SELECT id FROM documents WHERE hash = ?");
    Statement add(db, "INSERT INTO documents (hash, title) VALUES (?, ?)");
    Statement store(db, "INSERT INTO results (first_id, second_id, similarity) VALUES (?, ?, ?)");
    Statement likest(db,
                     "SELECT second_id, similarity FROM results WHERE first_id = ? "
                     "ORDER BY similarity DESC, second_id LIMIT ?");
    const stopwatch watch;
    SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
    for (const document& each : all) {
        by_hash.bindNoCopy(1, each.hash);
        const bool known = by_hash.executeStep();
        by_hash.reset();
        if (known) continue;
        add.bindNoCopy(1, each.hash);
        add.bindNoCopy(2, each.title);
        add.exec();
        add.reset();
    }
    for (const result& each : found) {
        store.bind(1, each.first_id);
        store.bind(2, each.second_id);
        store.bind(3, each.similarity);
        store.exec();
        store.reset();
    }
    transaction.commit();
    std::int64_t sum = 0;
    for (std::int64_t id = 1; id <= count; ++id) {
        likest.bind(1, id);
        likest.bind(2, top);
        while (likest.executeStep())
            sum += sum_of_result(likest.getColumn(0).getInt64(), likest.getColumn(1).getDouble());
        likest.reset();
    }
    return watch.stop(static_cast<std::int64_t>(found.size()), sum);
}

[[gnu::hot]] outcome diesel_insert(Database& db, std::int64_t size, std::int64_t count) {
    const std::vector<person> people = make_people(size);
    Statement add(db, "INSERT INTO people (name, hair_color) VALUES (?, ?)");
    const stopwatch watch;
    for (std::int64_t i = 0; i < count; ++i) {
        SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
        for (const person& each : people) {
            add.bindNoCopy(1, each.name);
            add.bindNoCopy(2, *each.hair_color);
            add.exec();
            add.reset();
        }
        transaction.commit();
    }
    return watch.stop(count * size, count * size);
}

[[gnu::hot]] std::int64_t associations(Database& db) {
    std::vector<person_with_posts> all;
    Statement people(db, "SELECT id, name, hair_color FROM people");
    while (people.executeStep()) all.push_back({read_person(people), {}});
    Statement of_people(db, "SELECT id, user_id, title, body FROM posts WHERE user_id IN (" +
                                placeholders(all.size()) + ") ORDER BY user_id, id");
    int index = 0;
    for (const person_with_posts& each : all) of_people.bind(++index, each.it.id);
    std::vector<post> posts;
    while (of_people.executeStep())
        posts.push_back({of_people.getColumn(0).getInt64(), of_people.getColumn(1).getInt64(),
                         of_people.getColumn(2).getString(), optional_text(of_people, 3)});
    Statement of_posts(db, "SELECT id, post_id, text FROM comments WHERE post_id IN (" +
                               placeholders(posts.size()) + ") ORDER BY post_id, id");
    index = 0;
    for (const post& each : posts) of_posts.bind(++index, each.id);
    std::vector<std::vector<comment>> comments(posts.size());
    std::size_t owner = 0;
    while (of_posts.executeStep()) {
        const std::int64_t post_id = of_posts.getColumn(1).getInt64();
        while (posts[owner].id != post_id) ++owner;
        comments[owner].push_back(
            {of_posts.getColumn(0).getInt64(), post_id, of_posts.getColumn(2).getString()});
    }
    owner = 0;
    for (std::size_t i = 0; i < posts.size(); ++i) {
        while (all[owner].it.id != posts[i].user_id) ++owner;
        all[owner].posts.push_back({std::move(posts[i]), std::move(comments[i])});
    }
    return sum_of(all);
}

outcome in_database(Database& db, const request& wanted, std::int64_t users, std::int64_t count) {
    const std::string_view name = wanted.name;
    const std::string user_columns = "SELECT id, name, email, age, score, active, note, created FROM users";
    if (name == "point_select") {
        Statement it(db, user_columns + " WHERE id = ?");
        return in_transaction(db, count, [&](std::int64_t i) {
            it.bind(1, key_of(i, users));
            it.executeStep();
            const user found = read_user(it);
            it.reset();
            return sum_of(found);
        });
    }
    if (name == "scan") {
        Statement it(db, user_columns);
        return in_transaction(
            db, count / users,
            [&](std::int64_t) {
                std::int64_t sum = 0;
                while (it.executeStep()) {
                    const user each = read_user(it);
                    sum += sum_of(each);
                }
                it.reset();
                return sum;
            },
            users);
    }
    if (name == "views") {
        Statement it(db, "SELECT id, name, email FROM users");
        return in_transaction(
            db, count / users,
            [&](std::int64_t) {
                std::int64_t sum = 0;
                while (it.executeStep())
                    sum +=
                        it.getColumn(0).getInt64() + it.getColumn(1).getBytes() + it.getColumn(2).getBytes();
                it.reset();
                return sum;
            },
            users);
    }
    if (name == "insert") {
        const std::vector<user> all = make_users(1, count);
        Statement it(db,
                     "INSERT INTO users (name, email, age, score, active, note, created) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?)");
        return in_transaction(db, count, [&](std::int64_t i) {
            bind_user(it, 1, all[static_cast<std::size_t>(i)]);
            const int rows = it.exec();
            it.reset();
            return rows;
        });
    }
    if (name == "join") {
        Statement it(db,
                     "SELECT u.name, o.total FROM orders o JOIN users u ON u.id = o.user_id "
                     "WHERE o.user_id = ? AND o.total >= ? AND u.active ORDER BY o.total DESC LIMIT ?");
        return in_transaction(db, count, [&](std::int64_t i) {
            it.bind(1, key_of(i, users));
            it.bind(2, least_total);
            it.bind(3, most_orders);
            std::int64_t sum = 0;
            while (it.executeStep())
                sum += size_of(it.getColumn(0).getString()) +
                       static_cast<std::int64_t>(it.getColumn(1).getDouble());
            it.reset();
            return sum;
        });
    }
    if (name == "upsert") {
        std::vector<user> batch = make_users(1, 1000);
        Statement it(db,
                     "INSERT INTO users (id, name, email, age, score, active, note, created) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
                     "email = excluded.email, score = excluded.score, note = excluded.note");
        return in_transaction(db, count, [&](std::int64_t i) {
            user& each = batch[static_cast<std::size_t>(i % 1000)];
            each.id = key_of(i, 2 * users);
            each.score = static_cast<double>(i);
            it.bind(1, each.id);
            bind_user(it, 2, each);
            const int rows = it.exec();
            it.reset();
            return rows;
        });
    }
    if (name == "in_list") {
        std::vector<std::int64_t> ids(list_length);
        Statement it(db, "SELECT id, name FROM users WHERE id IN (" + placeholders(list_length) + ")");
        return in_transaction(db, count, [&](std::int64_t i) {
            fill_list(ids, i, users);
            for (std::size_t j = 0; j < list_length; ++j) it.bind(static_cast<int>(j) + 1, ids[j]);
            std::int64_t sum = 0;
            while (it.executeStep()) sum += it.getColumn(0).getInt64() + size_of(it.getColumn(1).getString());
            it.reset();
            return sum;
        });
    }
    if (name == "dynamic") return dynamic(db, users, count);
    if (name == "session") return sessions(db, users, count);
    if (name == "documents") return documents(db, count);
    if (name == "trivial") {
        Statement it(db, "SELECT id, name, hair_color FROM people");
        return in_transaction(db, count, [&](std::int64_t) {
            std::vector<person> all;
            while (it.executeStep()) all.push_back(read_person(it));
            it.reset();
            std::int64_t sum = 0;
            for (const person& each : all) sum += sum_of(each);
            return sum;
        });
    }
    if (name == "medium") {
        Statement it(db,
                     "SELECT u.id, u.name, u.hair_color, p.id, p.user_id, p.title, p.body FROM people u "
                     "LEFT JOIN posts p ON p.user_id = u.id WHERE u.hair_color = ?");
        return in_transaction(db, count, [&](std::int64_t) {
            std::vector<std::pair<person, std::optional<post>>> all;
            it.bind(1, "black");
            while (it.executeStep()) {
                std::optional<post> its_post;
                if (!it.getColumn(3).isNull())
                    its_post = post{it.getColumn(3).getInt64(), it.getColumn(4).getInt64(),
                                    it.getColumn(5).getString(), optional_text(it, 6)};
                all.emplace_back(read_person(it), std::move(its_post));
            }
            it.reset();
            std::int64_t sum = 0;
            for (const auto& [each, its_post] : all) sum += sum_of(each) + (its_post ? its_post->id : 0);
            return sum;
        });
    }
    if (name == "associations")
        return in_transaction(db, count, [&](std::int64_t) { return associations(db); });
    if (name == "diesel_insert") return diesel_insert(db, wanted.size, count);
    throw unknown_workload();
}

}  // namespace

outcome run(const request& wanted, std::int64_t count, const char* path) {
    Database db(path, SQLite::OPEN_READWRITE, 30'000);
    db.exec("PRAGMA foreign_keys = ON");
    db.exec("PRAGMA synchronous = NORMAL");
    const std::int64_t users = db.execAndGet("SELECT count(*) FROM users").getInt64();
    return in_database(db, wanted, users, count);
}

}  // namespace peers
