// SPDX-License-Identifier: BSL-1.0
// Statements come from the connection's own cache (prepare_cached), as rusqlite's documentation recommends.
#[path = "../../rust/common.rs"]
mod common;

use common::*;
use rusqlite::types::ToSql;
use rusqlite::{params, params_from_iter, Connection, OptionalExtension, Row, TransactionBehavior};

struct User {
    id: i64,
    name: String,
    email: String,
    age: i64,
    score: f64,
    active: bool,
    note: Option<String>,
    created: i64,
}

struct Person {
    id: i64,
    name: String,
    hair_color: Option<String>,
}

#[allow(dead_code)]
struct Post {
    id: i64,
    user_id: i64,
    title: String,
    body: Option<String>,
}

struct Comment {
    id: i64,
    post_id: i64,
    text: String,
}

fn read_user(row: &Row) -> rusqlite::Result<User> {
    Ok(User {
        id: row.get(0)?,
        name: row.get(1)?,
        email: row.get(2)?,
        age: row.get(3)?,
        score: row.get(4)?,
        active: row.get(5)?,
        note: row.get(6)?,
        created: row.get(7)?,
    })
}

fn read_person(row: &Row) -> rusqlite::Result<Person> {
    Ok(Person { id: row.get(0)?, name: row.get(1)?, hair_color: row.get(2)? })
}

fn sum_of_user(it: &User) -> i64 {
    it.id + it.name.len() as i64 + it.email.len() as i64 + it.age + it.score as i64 + it.active as i64
        + optional_size(&it.note) + it.created
}

fn sum_of_person(it: &Person) -> i64 {
    it.id + it.name.len() as i64 + optional_size(&it.hair_color)
}

const USER: &str = "SELECT id, name, email, age, score, active, note, created FROM users";
const USER_BY_ID: &str =
    "SELECT id, name, email, age, score, active, note, created FROM users WHERE id = ?";

fn in_transaction(
    db: &mut Connection,
    count: i64,
    per_call: i64,
    mut operation: impl FnMut(&Connection, i64) -> rusqlite::Result<i64>,
) -> rusqlite::Result<Outcome> {
    let watch = Stopwatch::start();
    let mut sum = 0;
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for i in 0..count {
        sum += operation(&transaction, i)?;
    }
    transaction.commit()?;
    Ok(watch.stop(count * per_call, sum))
}

fn placeholders(count: usize) -> String {
    vec!["?"; count].join(",")
}

fn documents(db: &mut Connection, count: i64) -> rusqlite::Result<Outcome> {
    let all = make_documents(count);
    let found = make_results(count);
    let watch = Stopwatch::start();
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (hash, title) in &all {
        let known: Option<i64> = transaction
            .prepare_cached("SELECT id FROM documents WHERE hash = ?")?
            .query_row([hash], |row| row.get(0))
            .optional()?;
        if known.is_none() {
            transaction
                .prepare_cached("INSERT INTO documents (hash, title) VALUES (?, ?)")?
                .execute([hash, title])?;
        }
    }
    {
        let mut store = transaction
            .prepare_cached("INSERT INTO results (first_id, second_id, similarity) VALUES (?, ?, ?)")?;
        for (first, second, similarity) in &found {
            store.execute(params![first, second, similarity])?;
        }
    }
    transaction.commit()?;
    let mut sum = 0;
    for id in 1..=count {
        let mut likest = db.prepare_cached(
            "SELECT second_id, similarity FROM results WHERE first_id = ? \
             ORDER BY similarity DESC, second_id LIMIT ?",
        )?;
        let mut rows = likest.query([id, TOP])?;
        while let Some(row) = rows.next()? {
            sum += sum_of_result(row.get(0)?, row.get(1)?);
        }
    }
    Ok(watch.stop(found.len() as i64, sum))
}

fn associations(db: &Connection) -> rusqlite::Result<i64> {
    let people =
        db.prepare_cached("SELECT id, name, hair_color FROM people")?.query_map([], read_person)?.collect::<Result<Vec<_>, _>>()?;
    let posts = db
        .prepare_cached(&format!(
            "SELECT id, user_id, title, body FROM posts WHERE user_id IN ({}) ORDER BY user_id, id",
            placeholders(people.len())
        ))?
        .query_map(params_from_iter(people.iter().map(|it| it.id)), |row| {
            Ok(Post { id: row.get(0)?, user_id: row.get(1)?, title: row.get(2)?, body: row.get(3)? })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let comments = db
        .prepare_cached(&format!(
            "SELECT id, post_id, text FROM comments WHERE post_id IN ({}) ORDER BY post_id, id",
            placeholders(posts.len())
        ))?
        .query_map(params_from_iter(posts.iter().map(|it| it.id)), |row| {
            Ok(Comment { id: row.get(0)?, post_id: row.get(1)?, text: row.get(2)? })
        })?
        .collect::<Result<Vec<_>, _>>()?;

    let mut posts: Vec<(Post, Vec<Comment>)> = posts.into_iter().map(|it| (it, Vec::new())).collect();
    let mut owner = 0;
    for comment in comments {
        while posts[owner].0.id != comment.post_id {
            owner += 1;
        }
        posts[owner].1.push(comment);
    }
    let mut people: Vec<(Person, Vec<(Post, Vec<Comment>)>)> =
        people.into_iter().map(|it| (it, Vec::new())).collect();
    owner = 0;
    for post in posts {
        while people[owner].0.id != post.0.user_id {
            owner += 1;
        }
        people[owner].1.push(post);
    }
    let mut sum = 0;
    for (person, posts) in &people {
        sum += person.id;
        for (post, comments) in posts {
            sum += post.id;
            sum += comments.iter().map(|it| it.id + it.text.len() as i64).sum::<i64>();
        }
    }
    Ok(sum)
}

fn run(name: &str, size: i64, count: i64, path: &str) -> rusqlite::Result<Option<Outcome>> {
    let mut db = Connection::open(path)?;
    db.execute_batch("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL")?;
    db.set_prepared_statement_cache_capacity(128);
    let users: i64 = db.query_row("SELECT count(*) FROM users", [], |row| row.get(0))?;
    let db = &mut db;
    Ok(Some(match name {
        "point_select" => in_transaction(db, count, 1, |db, i| {
            let found = db
                .prepare_cached(USER_BY_ID)?
                .query_row([key_of(i, users)], read_user)?;
            Ok(sum_of_user(&found))
        })?,
        "scan" => in_transaction(db, count / users, users, |db, _| {
            let mut sum = 0;
            for user in db.prepare_cached(USER)?.query_map([], read_user)? {
                sum += sum_of_user(&user?);
            }
            Ok(sum)
        })?,
        "views" => in_transaction(db, count / users, users, |db, _| {
            let mut sum = 0;
            let mut it = db.prepare_cached("SELECT id, name, email FROM users")?;
            let mut rows = it.query([])?;
            while let Some(row) = rows.next()? {
                let id: i64 = row.get(0)?;
                sum += id + row.get_ref(1)?.as_str()?.len() as i64 + row.get_ref(2)?.as_str()?.len() as i64;
            }
            Ok(sum)
        })?,
        "insert" => {
            let all: Vec<NewUser> = (1..=count).map(make_user).collect();
            in_transaction(db, count, 1, |db, i| {
                let it = &all[i as usize];
                Ok(db
                    .prepare_cached(
                        "INSERT INTO users (name, email, age, score, active, note, created) \
                         VALUES (?, ?, ?, ?, ?, ?, ?)",
                    )?
                    .execute(params![it.0, it.1, it.2, it.3, it.4, it.5, it.6])? as i64)
            })?
        }
        "join" => in_transaction(db, count, 1, |db, i| {
            let mut it = db.prepare_cached(
                "SELECT u.name, o.total FROM orders o JOIN users u ON u.id = o.user_id \
                 WHERE o.user_id = ? AND o.total >= ? AND u.active ORDER BY o.total DESC LIMIT ?",
            )?;
            let mut rows = it.query(params![key_of(i, users), LEAST_TOTAL, MOST_ORDERS])?;
            let mut sum = 0;
            while let Some(row) = rows.next()? {
                let name: String = row.get(0)?;
                let total: f64 = row.get(1)?;
                sum += name.len() as i64 + total as i64;
            }
            Ok(sum)
        })?,
        "upsert" => {
            let batch: Vec<NewUser> = (1..=1000).map(make_user).collect();
            in_transaction(db, count, 1, |db, i| {
                let it = &batch[(i % 1000) as usize];
                Ok(db
                    .prepare_cached(
                        "INSERT INTO users (id, name, email, age, score, active, note, created) \
                         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
                         email = excluded.email, score = excluded.score, note = excluded.note",
                    )?
                    .execute(params![key_of(i, 2 * users), it.0, it.1, it.2, i as f64, it.4, it.5, it.6])?
                    as i64)
            })?
        }
        "in_list" => {
            let mut ids = Vec::new();
            let sql = format!(
                "SELECT id, name FROM users WHERE id IN ({})",
                placeholders(LIST_LENGTH as usize)
            );
            in_transaction(db, count, 1, |db, i| {
                fill_list(&mut ids, i, users);
                let mut it = db.prepare_cached(&sql)?;
                let mut rows = it.query(params_from_iter(ids.iter()))?;
                let mut sum = 0;
                while let Some(row) = rows.next()? {
                    let id: i64 = row.get(0)?;
                    let name: String = row.get(1)?;
                    sum += id + name.len() as i64;
                }
                Ok(sum)
            })?
        }
        "dynamic" => in_transaction(db, count, 1, |db, i| {
            let low = key_of(i, users);
            let high = low + DYNAMIC_SPAN;
            let mut sql = String::from("SELECT id, name FROM users WHERE id >= ? AND id < ?");
            let mut values: Vec<&dyn ToSql> = vec![&low, &high];
            if i & 1 != 0 {
                sql += " AND age >= ?";
                values.push(&LEAST_AGE);
            }
            if i & 2 != 0 {
                sql += " AND active";
            }
            if i & 4 != 0 {
                sql += " AND score < ?";
                values.push(&SCORE_LIMIT);
            }
            if i & 8 != 0 {
                sql += " AND note IS NOT NULL";
            }
            sql += " ORDER BY id LIMIT ?";
            values.push(&DYNAMIC_ROWS);
            let mut it = db.prepare_cached(&sql)?;
            let mut rows = it.query(&values[..])?;
            let mut sum = 0;
            while let Some(row) = rows.next()? {
                let id: i64 = row.get(0)?;
                let name: String = row.get(1)?;
                sum += id + name.len() as i64;
            }
            Ok(sum)
        })?,
        "session" => {
            let watch = Stopwatch::start();
            for i in 0..count {
                let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
                transaction
                    .prepare_cached("UPDATE users SET score = ? WHERE id = ?")?
                    .execute(params![i as f64, key_of(i, users)])?;
                transaction.commit()?;
            }
            watch.stop(count, count)
        }
        "documents" => documents(db, count)?,
        "trivial" => in_transaction(db, count, 1, |db, _| {
            let all = db
                .prepare_cached("SELECT id, name, hair_color FROM people")?
                .query_map([], read_person)?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(all.iter().map(sum_of_person).sum())
        })?,
        "medium" => in_transaction(db, count, 1, |db, _| {
            let all = db
                .prepare_cached(
                    "SELECT u.id, u.name, u.hair_color, p.id, p.user_id, p.title, p.body FROM people u \
                     LEFT JOIN posts p ON p.user_id = u.id WHERE u.hair_color = ?",
                )?
                .query_map(["black"], |row| {
                    let post = match row.get::<_, Option<i64>>(3)? {
                        Some(id) => Some(Post {
                            id,
                            user_id: row.get(4)?,
                            title: row.get(5)?,
                            body: row.get(6)?,
                        }),
                        None => None,
                    };
                    Ok((read_person(row)?, post))
                })?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(all.iter().map(|(it, post)| sum_of_person(it) + post.as_ref().map_or(0, |it| it.id)).sum())
        })?,
        "associations" => in_transaction(db, count, 1, |db, _| associations(db))?,
        "diesel_insert" => {
            let people = make_people(size);
            let watch = Stopwatch::start();
            for _ in 0..count {
                let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
                {
                    let mut add =
                        transaction.prepare_cached("INSERT INTO people (name, hair_color) VALUES (?, ?)")?;
                    for it in &people {
                        add.execute(params![it.0, it.1])?;
                    }
                }
                transaction.commit()?;
            }
            watch.stop(count * size, count * size)
        }
        _ => return Ok(None),
    }))
}

fn main() {
    run_main(|name, size, count, path| run(name, size, count, path).unwrap());
}
