# SPDX-License-Identifier: BSL-1.0
"""The databases that the workloads run on, made once, and what is read from them to compare what was written."""

import os
import shutil
import sqlite3
import subprocess


def _user(number):
    return (number, f"the name of user number {number}", f"user{number}@mail.example.com", (number - 1) % 90,
            (number - 1) * 0.5, int((number - 1) % 10 != 0),
            f"a note on user number {number}" if (number - 1) % 2 == 0 else None, 1_700_000_000 + number - 1)


def _fill_users(db, users):
    db.executemany("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (_user(k) for k in range(1, users + 1)))
    db.executemany("INSERT INTO orders (user_id, total) VALUES (?, ?)",
                   ((j % users + 1, float(j * 7 % 100)) for j in range(4 * users)))


def _fill_people(db, people):
    db.executemany("INSERT INTO people (name, hair_color) VALUES (?, ?)",
                   ((f"User {i}", "black" if i % 2 == 0 else "brown") for i in range(people)))


def _fill_associations(db, people):
    _fill_people(db, people)
    for person in range(1, people + 1):
        for i in range(10):
            post = db.execute("INSERT INTO posts (user_id, title) VALUES (?, ?)",
                              (person, f"Post {i} by user {person}")).lastrowid
            db.executemany("INSERT INTO comments (post_id, text) VALUES (?, ?)",
                           ((post, f"Comment {j} on post {post}") for j in range(10)))


class Fixture:
    """The databases in a directory, which should be on tmpfs."""

    def __init__(self, directory, creator):
        self.directory = directory
        self._creator = creator  # the peer that makes the tables
        os.makedirs(directory, exist_ok=True)

    def path(self, name):
        path = os.path.join(self.directory, name + ".db")
        if not os.path.exists(path):
            self._make(name, path)
        return path

    def copy(self, name):
        """A copy to write into, always at the same path."""
        path = os.path.join(self.directory, "scratch.db")
        for end in ("", "-wal", "-shm"):
            if os.path.exists(path + end):
                os.remove(path + end)
        shutil.copyfile(self.path(name), path)
        return path

    def _make(self, name, path):
        subprocess.run([self._creator, "create", "0", path], check=True, stdout=subprocess.DEVNULL)
        db = sqlite3.connect(path)
        kind, _, size = name.partition("_")
        if kind in ("main", "small"):
            _fill_users(db, 100_000 if kind == "main" else 1_000)
        elif kind == "people":
            _fill_people(db, int(size))
        elif kind == "associated":
            _fill_associations(db, int(size))
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()

    def remove(self):
        shutil.rmtree(self.directory, ignore_errors=True)


def written(path):
    """A digest of all that a workload may have written."""
    db = sqlite3.connect(path)
    found = []
    for query in ("SELECT count(*), sum(id), sum(age), total(score), sum(active), sum(created), sum(length(name)), "
                  "sum(length(email)), sum(length(note)) FROM users",
                  "SELECT count(*), sum(id), sum(length(hash)), sum(length(title)) FROM documents",
                  "SELECT count(*), sum(first_id), sum(second_id), round(total(similarity), 3) FROM results",
                  "SELECT count(*), sum(id), sum(length(name)), sum(length(hair_color)) FROM people"):
        found.extend(db.execute(query).fetchone())
    db.close()
    return found
