// SPDX-License-Identifier: BSL-1.0
#include "common.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Statements are prepared once and kept, with the variables bound that they exchange values with, as SOCI's
// own documentation has it for repeated execution.
namespace peers {

namespace {

using soci::into;
using soci::session;
using soci::statement;
using soci::use;

// What a statement that reads users is bound to.
struct user_slots {
    long long id = 0;
    std::string name;
    std::string email;
    long long age = 0;
    double score = 0;
    int active = 0;
    std::string note;
    soci::indicator has_note = soci::i_null;
    long long created = 0;

    user take() const {
        user it{id, name, email, age, score, active != 0, std::nullopt, created};
        if (has_note == soci::i_ok) it.note = note;
        return it;
    }
    void put(const user& it) {
        id = it.id;
        name = it.name;
        email = it.email;
        age = it.age;
        score = it.score;
        active = it.active ? 1 : 0;
        has_note = it.note ? soci::i_ok : soci::i_null;
        if (it.note) note = *it.note;
        created = it.created;
    }
};

struct text_slot {
    std::string text;
    soci::indicator has = soci::i_null;

    std::optional<std::string> take() const {
        if (has == soci::i_ok) return text;
        return std::nullopt;
    }
};

// Hot: what main calls once would be compiled for size.
template <class Operation>
[[gnu::hot, gnu::noinline]] outcome in_transaction(session& db, std::int64_t count, Operation operation,
                                                   std::int64_t per_call = 1) {
    const stopwatch watch;
    std::int64_t sum = 0;
    soci::transaction transaction(db);
    for (std::int64_t i = 0; i < count; ++i) sum += operation(i);
    transaction.commit();
    return watch.stop(count * per_call, sum);
}

std::string placeholders(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? ":p" : ",:p") + std::to_string(i);
    return text;
}

// As long as the list: bound one by one.
void bind_list(statement& to, const std::vector<long long>& ids) {
    for (const long long& id : ids) to.exchange(use(id));
}

[[gnu::hot]] outcome dynamic(session& db, std::int64_t users, std::int64_t count) {
    return in_transaction(db, count, [&](std::int64_t i) {
        std::string sql = "SELECT id, name FROM users WHERE id >= :low AND id < :high";
        if (i & 1) sql += " AND age >= :age";
        if (i & 2) sql += " AND active";
        if (i & 4) sql += " AND score < :score";
        if (i & 8) sql += " AND note IS NOT NULL";
        sql += " ORDER BY id LIMIT :most";
        const long long low = key_of(i, users), high = low + dynamic_span, age = least_age,
                        most = dynamic_rows;
        const double score = score_limit;
        long long id = 0;
        std::string name;
        statement it(db);
        it.alloc();
        it.prepare(sql);
        it.exchange(use(low));
        it.exchange(use(high));
        if (i & 1) it.exchange(use(age));
        if (i & 4) it.exchange(use(score));
        it.exchange(use(most));
        it.exchange(into(id));
        it.exchange(into(name));
        it.define_and_bind();
        it.execute();
        std::int64_t sum = 0;
        while (it.fetch()) sum += id + size_of(name);
        return sum;
    });
}

[[gnu::hot]] outcome sessions(session& db, std::int64_t users, std::int64_t count) {
    double score = 0;
    long long id = 0;
    statement update = (db.prepare << "UPDATE users SET score = :score WHERE id = :id", use(score), use(id));
    const stopwatch watch;
    for (std::int64_t i = 0; i < count; ++i) {
        soci::transaction transaction(db);
        score = static_cast<double>(i);
        id = key_of(i, users);
        update.execute(true);
        transaction.commit();
    }
    return watch.stop(count, count);
}

[[gnu::hot]] outcome documents(session& db, std::int64_t count) {
    const std::vector<document> all = make_documents(count);
    const std::vector<result> found = make_results(count);
    std::string hash, title;
    long long id = 0, first = 0, second = 0;
    double similarity = 0;
    const long long most = top;
    statement by_hash = (db.prepare << "SELECT id FROM documents WHERE hash = :hash", use(hash), into(id));
    statement add =
        (db.prepare << "INSERT INTO documents (hash, title) VALUES (:hash, :title)", use(hash), use(title));
    statement store =
        (db.prepare << "INSERT INTO results (first_id, second_id, similarity) VALUES (:a, :b, :s)",
         use(first), use(second), use(similarity));
    statement likest = (db.prepare << "SELECT second_id, similarity FROM results WHERE first_id = :id "
                                      "ORDER BY similarity DESC, second_id LIMIT :most",
                        use(first), use(most), into(second), into(similarity));
    const stopwatch watch;
    soci::transaction transaction(db);
    for (const document& each : all) {
        hash = each.hash;
        if (by_hash.execute(true)) continue;
        title = each.title;
        add.execute(true);
    }
    for (const result& each : found) {
        first = each.first_id;
        second = each.second_id;
        similarity = each.similarity;
        store.execute(true);
    }
    transaction.commit();
    std::int64_t sum = 0;
    for (first = 1; first <= count; ++first) {
        likest.execute();
        while (likest.fetch()) sum += sum_of_result(second, similarity);
    }
    return watch.stop(static_cast<std::int64_t>(found.size()), sum);
}

[[gnu::hot]] outcome diesel_insert(session& db, std::int64_t size, std::int64_t count) {
    const std::vector<person> people = make_people(size);
    std::string name, color;
    statement add =
        (db.prepare << "INSERT INTO people (name, hair_color) VALUES (:name, :color)", use(name), use(color));
    const stopwatch watch;
    for (std::int64_t i = 0; i < count; ++i) {
        soci::transaction transaction(db);
        for (const person& each : people) {
            name = each.name;
            color = *each.hair_color;
            add.execute(true);
        }
        transaction.commit();
    }
    return watch.stop(count * size, count * size);
}

std::vector<person> load_people(session& db) {
    std::vector<person> all;
    long long id = 0;
    std::string name;
    text_slot color;
    statement people = (db.prepare << "SELECT id, name, hair_color FROM people", into(id), into(name),
                        into(color.text, color.has));
    people.execute();
    while (people.fetch()) all.push_back({id, name, color.take()});
    return all;
}

[[gnu::hot]] std::int64_t associations(session& db) {
    std::vector<person_with_posts> all;
    std::vector<long long> ids;
    for (person& each : load_people(db)) {
        ids.push_back(each.id);
        all.push_back({std::move(each), {}});
    }
    long long id = 0, owner_id = 0;
    std::string text;
    text_slot body;
    statement of_people(db);
    of_people.alloc();
    of_people.prepare("SELECT id, user_id, title, body FROM posts WHERE user_id IN (" +
                      placeholders(ids.size()) + ") ORDER BY user_id, id");
    bind_list(of_people, ids);
    of_people.exchange(into(id));
    of_people.exchange(into(owner_id));
    of_people.exchange(into(text));
    of_people.exchange(into(body.text, body.has));
    of_people.define_and_bind();
    of_people.execute();
    std::vector<post> posts;
    std::vector<long long> post_ids;
    while (of_people.fetch()) {
        posts.push_back({id, owner_id, text, body.take()});
        post_ids.push_back(id);
    }
    statement of_posts(db);
    of_posts.alloc();
    of_posts.prepare("SELECT id, post_id, text FROM comments WHERE post_id IN (" +
                     placeholders(post_ids.size()) + ") ORDER BY post_id, id");
    bind_list(of_posts, post_ids);
    of_posts.exchange(into(id));
    of_posts.exchange(into(owner_id));
    of_posts.exchange(into(text));
    of_posts.define_and_bind();
    of_posts.execute();
    std::vector<std::vector<comment>> comments(posts.size());
    std::size_t owner = 0;
    while (of_posts.fetch()) {
        while (posts[owner].id != owner_id) ++owner;
        comments[owner].push_back({id, owner_id, text});
    }
    owner = 0;
    for (std::size_t i = 0; i < posts.size(); ++i) {
        while (all[owner].it.id != posts[i].user_id) ++owner;
        all[owner].posts.push_back({std::move(posts[i]), std::move(comments[i])});
    }
    return sum_of(all);
}

outcome reading(session& db, const request& wanted, std::int64_t users, std::int64_t count) {
    const std::string_view name = wanted.name;
    long long id = 0;
    std::string called;
    if (name == "point_select" || name == "scan") {
        user_slots it;
        statement select(db);
        select.alloc();
        select.prepare(std::string("SELECT id, name, email, age, score, active, note, created FROM users") +
                       (name == "scan" ? "" : " WHERE id = :id"));
        if (name != "scan") select.exchange(use(id));
        select.exchange(into(it.id));
        select.exchange(into(it.name));
        select.exchange(into(it.email));
        select.exchange(into(it.age));
        select.exchange(into(it.score));
        select.exchange(into(it.active));
        select.exchange(into(it.note, it.has_note));
        select.exchange(into(it.created));
        select.define_and_bind();
        if (name == "scan")
            return in_transaction(
                db, count / users,
                [&](std::int64_t) {
                    std::int64_t sum = 0;
                    select.execute();
                    while (select.fetch()) {
                        const user each = it.take();
                        sum += sum_of(each);
                    }
                    return sum;
                },
                users);
        return in_transaction(db, count, [&](std::int64_t i) {
            id = key_of(i, users);
            select.execute(true);
            const user found = it.take();
            return sum_of(found);
        });
    }
    if (name == "views") {
        std::string email;
        statement it =
            (db.prepare << "SELECT id, name, email FROM users", into(id), into(called), into(email));
        return in_transaction(
            db, count / users,
            [&](std::int64_t) {
                std::int64_t sum = 0;
                it.execute();
                while (it.fetch()) sum += id + size_of(called) + size_of(email);
                return sum;
            },
            users);
    }
    if (name == "join") {
        double total = 0;
        const double least = least_total;
        const long long most = most_orders;
        statement it = (db.prepare << "SELECT u.name, o.total FROM orders o JOIN users u ON u.id = o.user_id "
                                      "WHERE o.user_id = :id AND o.total >= :least AND u.active "
                                      "ORDER BY o.total DESC LIMIT :most",
                        use(id), use(least), use(most), into(called), into(total));
        return in_transaction(db, count, [&](std::int64_t i) {
            id = key_of(i, users);
            it.execute();
            std::int64_t sum = 0;
            while (it.fetch()) sum += size_of(called) + static_cast<std::int64_t>(total);
            return sum;
        });
    }
    if (name == "in_list") {
        std::vector<std::int64_t> wanted_ids(list_length);
        std::vector<long long> ids(list_length);
        statement it(db);
        it.alloc();
        it.prepare("SELECT id, name FROM users WHERE id IN (" + placeholders(list_length) + ")");
        bind_list(it, ids);
        it.exchange(into(id));
        it.exchange(into(called));
        it.define_and_bind();
        return in_transaction(db, count, [&](std::int64_t i) {
            fill_list(wanted_ids, i, users);
            ids.assign(wanted_ids.begin(), wanted_ids.end());
            it.execute();
            std::int64_t sum = 0;
            while (it.fetch()) sum += id + size_of(called);
            return sum;
        });
    }
    if (name == "dynamic") return dynamic(db, users, count);
    if (name == "trivial")
        return in_transaction(db, count, [&](std::int64_t) {
            std::int64_t sum = 0;
            for (const person& each : load_people(db)) sum += sum_of(each);
            return sum;
        });
    if (name == "medium") {
        long long post_id = 0, owner = 0;
        std::string title;
        text_slot color, body;
        soci::indicator has_post = soci::i_null, has_owner = soci::i_null, has_title = soci::i_null;
        const std::string black = "black";
        statement it =
            (db.prepare << "SELECT u.id, u.name, u.hair_color, p.id, p.user_id, p.title, p.body "
                           "FROM people u LEFT JOIN posts p ON p.user_id = u.id "
                           "WHERE u.hair_color = :color",
             use(black), into(id), into(called), into(color.text, color.has), into(post_id, has_post),
             into(owner, has_owner), into(title, has_title), into(body.text, body.has));
        return in_transaction(db, count, [&](std::int64_t) {
            std::vector<std::pair<person, std::optional<post>>> all;
            it.execute();
            while (it.fetch()) {
                std::optional<post> its_post;
                if (has_post == soci::i_ok) its_post = post{post_id, owner, title, body.take()};
                all.emplace_back(person{id, called, color.take()}, std::move(its_post));
            }
            std::int64_t sum = 0;
            for (const auto& [each, its_post] : all) sum += sum_of(each) + (its_post ? its_post->id : 0);
            return sum;
        });
    }
    if (name == "associations")
        return in_transaction(db, count, [&](std::int64_t) { return associations(db); });
    throw unknown_workload();
}

outcome writing(session& db, const request& wanted, std::int64_t users, std::int64_t count) {
    if (wanted.name == "insert") {
        const std::vector<user> all = make_users(1, count);
        user_slots it;
        statement insert =
            (db.prepare << "INSERT INTO users (name, email, age, score, active, note, created) "
                           "VALUES (:name, :email, :age, :score, :active, :note, :created)",
             use(it.name), use(it.email), use(it.age), use(it.score), use(it.active),
             use(it.note, it.has_note), use(it.created));
        return in_transaction(db, count, [&](std::int64_t i) {
            it.put(all[static_cast<std::size_t>(i)]);
            insert.execute(true);
            return insert.get_affected_rows();
        });
    }
    if (wanted.name == "upsert") {
        std::vector<user> batch = make_users(1, 1000);
        user_slots it;
        statement upsert =
            (db.prepare << "INSERT INTO users (id, name, email, age, score, active, note, created) "
                           "VALUES (:id, :name, :email, :age, :score, :active, :note, :created) "
                           "ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, "
                           "score = excluded.score, note = excluded.note",
             use(it.id), use(it.name), use(it.email), use(it.age), use(it.score), use(it.active),
             use(it.note, it.has_note), use(it.created));
        return in_transaction(db, count, [&](std::int64_t i) {
            user& each = batch[static_cast<std::size_t>(i % 1000)];
            each.id = key_of(i, 2 * users);
            each.score = static_cast<double>(i);
            it.put(each);
            upsert.execute(true);
            return upsert.get_affected_rows();
        });
    }
    if (wanted.name == "session") return sessions(db, users, count);
    if (wanted.name == "documents") return documents(db, count);
    if (wanted.name == "diesel_insert") return diesel_insert(db, wanted.size, count);
    return reading(db, wanted, users, count);
}

}  // namespace

outcome run(const request& wanted, std::int64_t count, const char* path) {
    session db(soci::sqlite3, "db=" + std::string(path) + " timeout=30 synchronous=NORMAL foreign_keys=ON");
    db << "PRAGMA foreign_keys = ON";
    db << "PRAGMA synchronous = NORMAL";
    long long users = 0;
    db << "SELECT count(*) FROM users", into(users);
    return writing(db, wanted, users, count);
}

}  // namespace peers
