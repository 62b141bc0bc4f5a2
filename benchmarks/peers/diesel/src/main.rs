// SPDX-License-Identifier: BSL-1.0
// Typed queries, which Diesel prepares once and caches where their text is fixed by their type.
#[path = "../../rust/common.rs"]
mod common;

use common::*;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::upsert::excluded;

mod schema {
    diesel::table! { users (id) {
        id -> BigInt, name -> Text, email -> Text, age -> BigInt, score -> Double, active -> Bool,
        note -> Nullable<Text>, created -> BigInt,
    } }
    diesel::table! { orders (id) { id -> BigInt, user_id -> BigInt, total -> Double, } }
    diesel::table! { documents (id) { id -> BigInt, hash -> Text, title -> Text, } }
    diesel::table! { results (id) {
        id -> BigInt, first_id -> BigInt, second_id -> BigInt, similarity -> Double,
    } }
    diesel::table! { people (id) { id -> BigInt, name -> Text, hair_color -> Nullable<Text>, } }
    diesel::table! { posts (id) { id -> BigInt, user_id -> BigInt, title -> Text, body -> Nullable<Text>, } }
    diesel::table! { comments (id) { id -> BigInt, post_id -> BigInt, text -> Text, } }
    diesel::joinable!(orders -> users (user_id));
    diesel::joinable!(posts -> people (user_id));
    diesel::joinable!(comments -> posts (post_id));
    diesel::allow_tables_to_appear_in_same_query!(users, orders);
    diesel::allow_tables_to_appear_in_same_query!(people, posts, comments);
}

use schema::*;

#[derive(Queryable)]
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

#[derive(Insertable)]
#[diesel(table_name = users)]
struct NewUserRow<'a> {
    id: Option<i64>,
    name: &'a str,
    email: &'a str,
    age: i64,
    score: f64,
    active: bool,
    note: Option<&'a str>,
    created: i64,
}

#[derive(Insertable)]
#[diesel(table_name = users)]
struct KeylessUser<'a> {
    name: &'a str,
    email: &'a str,
    age: i64,
    score: f64,
    active: bool,
    note: Option<&'a str>,
    created: i64,
}

#[derive(Insertable)]
#[diesel(table_name = people)]
struct NewPerson<'a> {
    name: &'a str,
    hair_color: Option<&'a str>,
}

#[derive(Insertable)]
#[diesel(table_name = results)]
struct NewResult {
    first_id: i64,
    second_id: i64,
    similarity: f64,
}

#[derive(Queryable, Identifiable)]
#[diesel(table_name = people)]
struct Person {
    id: i64,
    name: String,
    hair_color: Option<String>,
}

#[allow(dead_code)]
#[derive(Queryable, Identifiable, Associations)]
#[diesel(table_name = posts, belongs_to(Person, foreign_key = user_id))]
struct Post {
    id: i64,
    user_id: i64,
    title: String,
    body: Option<String>,
}

#[derive(Queryable, Identifiable, Associations)]
#[diesel(table_name = comments, belongs_to(Post))]
struct Comment {
    id: i64,
    post_id: i64,
    text: String,
}

fn sum_of_user(it: &User) -> i64 {
    it.id + it.name.len() as i64 + it.email.len() as i64 + it.age + it.score as i64 + it.active as i64
        + optional_size(&it.note) + it.created
}

fn sum_of_person(it: &Person) -> i64 {
    it.id + it.name.len() as i64 + optional_size(&it.hair_color)
}

fn in_transaction(
    db: &mut SqliteConnection,
    count: i64,
    per_call: i64,
    mut operation: impl FnMut(&mut SqliteConnection, i64) -> QueryResult<i64>,
) -> QueryResult<Outcome> {
    let watch = Stopwatch::start();
    let sum = db.immediate_transaction(|db| {
        let mut sum = 0;
        for i in 0..count {
            sum += operation(db, i)?;
        }
        Ok::<_, diesel::result::Error>(sum)
    })?;
    Ok(watch.stop(count * per_call, sum))
}

fn documents_workload(db: &mut SqliteConnection, count: i64) -> QueryResult<Outcome> {
    let all = make_documents(count);
    let found = make_results(count);
    let watch = Stopwatch::start();
    db.immediate_transaction(|db| {
        for (hash, title) in &all {
            let known: Option<i64> =
                documents::table.select(documents::id).filter(documents::hash.eq(hash)).first(db).optional()?;
            if known.is_none() {
                diesel::insert_into(documents::table)
                    .values((documents::hash.eq(hash), documents::title.eq(title)))
                    .execute(db)?;
            }
        }
        for &(first_id, second_id, similarity) in &found {
            diesel::insert_into(results::table)
                .values(&NewResult { first_id, second_id, similarity })
                .execute(db)?;
        }
        Ok::<_, diesel::result::Error>(())
    })?;
    let mut sum = 0;
    for id in 1..=count {
        let top: Vec<(i64, f64)> = results::table
            .select((results::second_id, results::similarity))
            .filter(results::first_id.eq(id))
            .order((results::similarity.desc(), results::second_id))
            .limit(TOP)
            .load(db)?;
        sum += top.into_iter().map(|(second, similarity)| sum_of_result(second, similarity)).sum::<i64>();
    }
    Ok(watch.stop(found.len() as i64, sum))
}

fn associations(db: &mut SqliteConnection) -> QueryResult<i64> {
    let people = people::table.load::<Person>(db)?;
    let posts = Post::belonging_to(&people).load::<Post>(db)?;
    let comments = Comment::belonging_to(&posts).load::<Comment>(db)?.grouped_by(&posts);
    let posts = posts.into_iter().zip(comments).grouped_by(&people);
    let all: Vec<(Person, Vec<(Post, Vec<Comment>)>)> = people.into_iter().zip(posts).collect();
    let mut sum = 0;
    for (person, posts) in &all {
        sum += person.id;
        for (post, comments) in posts {
            sum += post.id;
            sum += comments.iter().map(|it| it.id + it.text.len() as i64).sum::<i64>();
        }
    }
    Ok(sum)
}

fn run(name: &str, size: i64, count: i64, path: &str) -> QueryResult<Option<Outcome>> {
    let mut connection = SqliteConnection::establish(path).unwrap();
    let db = &mut connection;
    sql_query("PRAGMA foreign_keys = ON").execute(db)?;
    sql_query("PRAGMA synchronous = NORMAL").execute(db)?;
    let users: i64 = users::table.count().get_result(db)?;
    Ok(Some(match name {
        "point_select" => in_transaction(db, count, 1, |db, i| {
            Ok(sum_of_user(&users::table.find(key_of(i, users)).first::<User>(db)?))
        })?,
        "scan" => in_transaction(db, count / users, users, |db, _| {
            let mut sum = 0;
            for user in users::table.load_iter::<User, diesel::connection::DefaultLoadingMode>(db)? {
                sum += sum_of_user(&user?);
            }
            Ok(sum)
        })?,
        "views" => in_transaction(db, count / users, users, |db, _| {
            let mut sum = 0;
            let columns = (users::id, users::name, users::email);
            let query = users::table.select(columns);
            for row in query.load_iter::<(i64, String, String), diesel::connection::DefaultLoadingMode>(db)? {
                let (id, name, email) = row?;
                sum += id + name.len() as i64 + email.len() as i64;
            }
            Ok(sum)
        })?,
        "insert" => {
            let all: Vec<NewUser> = (1..=count).map(make_user).collect();
            in_transaction(db, count, 1, |db, i| {
                let it = &all[i as usize];
                Ok(diesel::insert_into(users::table)
                    .values(&KeylessUser {
                        name: &it.0,
                        email: &it.1,
                        age: it.2,
                        score: it.3,
                        active: it.4,
                        note: it.5.as_deref(),
                        created: it.6,
                    })
                    .execute(db)? as i64)
            })?
        }
        "join" => in_transaction(db, count, 1, |db, i| {
            let rows: Vec<(String, f64)> = orders::table
                .inner_join(users::table)
                .select((users::name, orders::total))
                .filter(orders::user_id.eq(key_of(i, users)))
                .filter(orders::total.ge(LEAST_TOTAL))
                .filter(users::active)
                .order(orders::total.desc())
                .limit(MOST_ORDERS)
                .load(db)?;
            Ok(rows.iter().map(|(name, total)| name.len() as i64 + *total as i64).sum())
        })?,
        "upsert" => {
            let batch: Vec<NewUser> = (1..=1000).map(make_user).collect();
            in_transaction(db, count, 1, |db, i| {
                let it = &batch[(i % 1000) as usize];
                Ok(diesel::insert_into(users::table)
                    .values(&NewUserRow {
                        id: Some(key_of(i, 2 * users)),
                        name: &it.0,
                        email: &it.1,
                        age: it.2,
                        score: i as f64,
                        active: it.4,
                        note: it.5.as_deref(),
                        created: it.6,
                    })
                    .on_conflict(users::id)
                    .do_update()
                    .set((
                        users::name.eq(excluded(users::name)),
                        users::email.eq(excluded(users::email)),
                        users::score.eq(excluded(users::score)),
                        users::note.eq(excluded(users::note)),
                    ))
                    .execute(db)? as i64)
            })?
        }
        "in_list" => {
            let mut ids = Vec::new();
            in_transaction(db, count, 1, |db, i| {
                fill_list(&mut ids, i, users);
                let rows: Vec<(i64, String)> = users::table
                    .select((users::id, users::name))
                    .filter(users::id.eq_any(&ids))
                    .load(db)?;
                Ok(rows.iter().map(|(id, name)| id + name.len() as i64).sum())
            })?
        }
        "dynamic" => in_transaction(db, count, 1, |db, i| {
            let low = key_of(i, users);
            let mut search = users::table
                .select((users::id, users::name))
                .filter(users::id.ge(low))
                .filter(users::id.lt(low + DYNAMIC_SPAN))
                .into_boxed();
            if i & 1 != 0 {
                search = search.filter(users::age.ge(LEAST_AGE));
            }
            if i & 2 != 0 {
                search = search.filter(users::active);
            }
            if i & 4 != 0 {
                search = search.filter(users::score.lt(SCORE_LIMIT));
            }
            if i & 8 != 0 {
                search = search.filter(users::note.is_not_null());
            }
            let rows: Vec<(i64, String)> = search.order(users::id).limit(DYNAMIC_ROWS).load(db)?;
            Ok(rows.iter().map(|(id, name)| id + name.len() as i64).sum())
        })?,
        "session" => {
            let watch = Stopwatch::start();
            for i in 0..count {
                db.immediate_transaction(|db| {
                    diesel::update(users::table.find(key_of(i, users)))
                        .set(users::score.eq(i as f64))
                        .execute(db)
                })?;
            }
            watch.stop(count, count)
        }
        "documents" => documents_workload(db, count)?,
        "trivial" => in_transaction(db, count, 1, |db, _| {
            Ok(people::table.load::<Person>(db)?.iter().map(sum_of_person).sum())
        })?,
        "medium" => in_transaction(db, count, 1, |db, _| {
            let all: Vec<(Person, Option<Post>)> =
                people::table.left_outer_join(posts::table).filter(people::hair_color.eq("black")).load(db)?;
            Ok(all.iter().map(|(it, post)| sum_of_person(it) + post.as_ref().map_or(0, |it| it.id)).sum())
        })?,
        "associations" => in_transaction(db, count, 1, |db, _| associations(db))?,
        "diesel_insert" => {
            let people = make_people(size);
            let watch = Stopwatch::start();
            for _ in 0..count {
                let rows: Vec<NewPerson> = people
                    .iter()
                    .map(|it| NewPerson { name: &it.0, hair_color: it.1.as_deref() })
                    .collect();
                diesel::insert_into(people::table).values(&rows).execute(db)?;
            }
            watch.stop(count * size, count * size)
        }
        _ => return Ok(None),
    }))
}

fn main() {
    run_main(|name, size, count, path| run(name, size, count, path).unwrap());
}
