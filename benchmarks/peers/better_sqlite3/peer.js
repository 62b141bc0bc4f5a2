// SPDX-License-Identifier: BSL-1.0
// peer.js WORKLOAD[/SIZE] COUNT DATABASE: the workloads by better-sqlite3, which brings a SQLite of its own.
// Statements are prepared once and kept.
'use strict';

const { createRequire } = require('node:module');
const Database = createRequire(process.env.PEER_MODULES + '/')('better-sqlite3');

const keyOf = (i, users) => (i * 7919) % users + 1;

const makeUser = (number) => ({
    name: `the name of user number ${number}`,
    email: `user${number}@mail.example.com`,
    age: (number - 1) % 90,
    score: (number - 1) * 0.5,
    active: (number - 1) % 10 !== 0 ? 1 : 0,
    note: (number - 1) % 2 === 0 ? `a note on user number ${number}` : null,
    created: 1700000000 + number - 1,
});

const numbered = (count, make) => Array.from({ length: count }, (_, i) => make(i + 1));
const sizeOf = (text) => (text === null ? 0 : text.length);
const sumOfUser = (it) =>
    it.id + it.name.length + it.email.length + it.age + Math.trunc(it.score) + it.active + sizeOf(it.note) + it.created;
const sumOfPerson = (it) => it.id + it.name.length + sizeOf(it.hair_color);
const placeholders = (count) => Array(count).fill('?').join(',');

const [workload, countText, path] = process.argv.slice(2);
const [name, sizeText] = workload.split('/');
const count = Number(countText);
const size = Number(sizeText || 0);
const db = new Database(path, { timeout: 30000 });
db.pragma('foreign_keys = ON');
db.pragma('synchronous = NORMAL');
const users = db.prepare('SELECT count(*) FROM users').pluck().get();
const columns = 'SELECT id, name, email, age, score, active, note, created FROM users';

function measure(work) {
    const start = process.hrtime.bigint();
    const [operations, sum] = work();
    console.log(`${process.hrtime.bigint() - start} ${operations} ${sum} -1 0`);
}

function inTransaction(calls, operation, perCall = 1) {
    measure(() => {
        let sum = 0;
        db.transaction(() => {
            for (let i = 0; i < calls; ++i) sum += operation(i);
        }).immediate();
        return [calls * perCall, sum];
    });
}

function documents() {
    const all = numbered(count, (k) => [String(k * 2654435761).padStart(64, '0'), `document number ${k}`]);
    const found = [];
    for (let a = 1; a <= count; ++a)
        for (let b = a + 1; b <= count; ++b) {
            const likeness = (a * 7919 + b * 104729) % 1000;
            if (likeness < 226) found.push([a, b, likeness / 1000]);
        }
    const byHash = db.prepare('SELECT id FROM documents WHERE hash = ?').pluck();
    const add = db.prepare('INSERT INTO documents (hash, title) VALUES (?, ?)');
    const store = db.prepare('INSERT INTO results (first_id, second_id, similarity) VALUES (?, ?, ?)');
    const likest = db.prepare('SELECT second_id, similarity FROM results WHERE first_id = ? ' +
                              'ORDER BY similarity DESC, second_id LIMIT ?');
    measure(() => {
        db.transaction(() => {
            for (const [hash, title] of all) if (byHash.get(hash) === undefined) add.run(hash, title);
            for (const [a, b, similarity] of found) store.run(a, b, similarity);
        }).immediate();
        let sum = 0;
        for (let id = 1; id <= count; ++id)
            for (const it of likest.iterate(id, 10)) sum += it.second_id + Math.trunc(it.similarity * 1000 + 0.5);
        return [found.length, sum];
    });
}

function associations() {
    const all = db.prepare('SELECT id, name, hair_color FROM people').all();
    const posts = db.prepare(`SELECT id, user_id, title, body FROM posts WHERE user_id IN (${placeholders(all.length)}) ` +
                             'ORDER BY user_id, id').all(all.map((it) => it.id));
    const comments = db.prepare(`SELECT id, post_id, text FROM comments WHERE post_id IN (${placeholders(posts.length)}) ` +
                                'ORDER BY post_id, id').all(posts.map((it) => it.id));
    const postOf = new Map(posts.map((it) => [it.id, it]));
    const personOf = new Map(all.map((it) => [it.id, it]));
    for (const it of posts) it.comments = [];
    for (const it of all) it.posts = [];
    for (const it of comments) postOf.get(it.post_id).comments.push(it);
    for (const it of posts) personOf.get(it.user_id).posts.push(it);
    let sum = 0;
    for (const person of all) {
        sum += person.id;
        for (const post of person.posts) {
            sum += post.id;
            for (const it of post.comments) sum += it.id + it.text.length;
        }
    }
    return sum;
}

const workloads = {
    point_select() {
        const it = db.prepare(columns + ' WHERE id = ?');
        inTransaction(count, (i) => sumOfUser(it.get(keyOf(i, users))));
    },
    scan() {
        const it = db.prepare(columns);
        inTransaction(Math.trunc(count / users), () => {
            let sum = 0;
            for (const each of it.iterate()) sum += sumOfUser(each);
            return sum;
        }, users);
    },
    views() {
        const it = db.prepare('SELECT id, name, email FROM users').raw();
        inTransaction(Math.trunc(count / users), () => {
            let sum = 0;
            for (const [id, called, email] of it.iterate()) sum += id + called.length + email.length;
            return sum;
        }, users);
    },
    insert() {
        const all = numbered(count, makeUser);
        const it = db.prepare('INSERT INTO users (name, email, age, score, active, note, created) ' +
                              'VALUES (@name, @email, @age, @score, @active, @note, @created)');
        inTransaction(count, (i) => it.run(all[i]).changes);
    },
    join() {
        const it = db.prepare('SELECT u.name, o.total FROM orders o JOIN users u ON u.id = o.user_id WHERE o.user_id = ? ' +
                              'AND o.total >= ? AND u.active ORDER BY o.total DESC LIMIT ?');
        inTransaction(count, (i) => {
            let sum = 0;
            for (const each of it.all(keyOf(i, users), 20.0, 3)) sum += each.name.length + Math.trunc(each.total);
            return sum;
        });
    },
    upsert() {
        const batch = numbered(1000, makeUser);
        const it = db.prepare('INSERT INTO users (id, name, email, age, score, active, note, created) ' +
                              'VALUES (@id, @name, @email, @age, @score, @active, @note, @created) ' +
                              'ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, ' +
                              'score = excluded.score, note = excluded.note');
        inTransaction(count, (i) => {
            const each = batch[i % 1000];
            each.id = keyOf(i, 2 * users);
            each.score = i;
            return it.run(each).changes;
        });
    },
    in_list() {
        const it = db.prepare(`SELECT id, name FROM users WHERE id IN (${placeholders(100)})`);
        const ids = new Array(100);
        inTransaction(count, (i) => {
            for (let j = 0; j < 100; ++j) ids[j] = (i * 7919 + j * 31) % users + 1;
            let sum = 0;
            for (const each of it.all(ids)) sum += each.id + each.name.length;
            return sum;
        });
    },
    dynamic() {
        inTransaction(count, (i) => {
            const low = keyOf(i, users);
            let sql = 'SELECT id, name FROM users WHERE id >= ? AND id < ?';
            const values = [low, low + 50];
            if (i & 1) {
                sql += ' AND age >= ?';
                values.push(30);
            }
            if (i & 2) sql += ' AND active';
            if (i & 4) {
                sql += ' AND score < ?';
                values.push(25000);
            }
            if (i & 8) sql += ' AND note IS NOT NULL';
            values.push(10);
            let sum = 0;
            for (const each of db.prepare(sql + ' ORDER BY id LIMIT ?').all(values)) sum += each.id + each.name.length;
            return sum;
        });
    },
    session() {
        const it = db.prepare('UPDATE users SET score = ? WHERE id = ?');
        const change = db.transaction((score, id) => it.run(score, id));
        measure(() => {
            for (let i = 0; i < count; ++i) change.immediate(i, keyOf(i, users));
            return [count, count];
        });
    },
    documents,
    trivial() {
        const it = db.prepare('SELECT id, name, hair_color FROM people');
        inTransaction(count, () => it.all().reduce((sum, each) => sum + sumOfPerson(each), 0));
    },
    medium() {
        const it = db.prepare('SELECT u.id, u.name, u.hair_color, p.id, p.user_id, p.title, p.body FROM people u ' +
                              'LEFT JOIN posts p ON p.user_id = u.id WHERE u.hair_color = ?').expand();
        inTransaction(count, () => it.all('black').reduce(
            (sum, each) => sum + sumOfPerson(each.people) + (each.posts && each.posts.id || 0), 0));
    },
    associations() {
        inTransaction(count, associations);
    },
    diesel_insert() {
        const people = numbered(size, (k) => [`User ${k - 1}`, 'hair_color']);
        const it = db.prepare('INSERT INTO people (name, hair_color) VALUES (?, ?)');
        const insertAll = db.transaction(() => {
            for (const each of people) it.run(each);
        });
        measure(() => {
            for (let i = 0; i < count; ++i) insertAll.immediate();
            return [count * size, count * size];
        });
    },
};

if (workloads[name] === undefined) {
    console.error(`no workload ${workload}`);
    process.exit(3);
}
workloads[name]();
