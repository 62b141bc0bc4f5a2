// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <string_view>

/// Databases as other programs make them, with a few rows in each.
inline constexpr std::string_view schemas[] = {
    // 1: a shop, as an object-relational mapper writes it
    R"(CREATE TABLE customer (id INTEGER NOT NULL, name VARCHAR(255) NOT NULL, email VARCHAR(255), created_at DATETIME, active BOOLEAN, PRIMARY KEY (id), UNIQUE (email), CHECK (active IN (0, 1)));
       CREATE TABLE "order" (id INTEGER NOT NULL, customer_id INTEGER NOT NULL, total NUMERIC(10, 2) DEFAULT '0' NOT NULL, PRIMARY KEY (id), FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE);
       CREATE INDEX ix_order_customer_id ON "order" (customer_id);
       INSERT INTO customer VALUES (1, 'Ada', 'ada@example.com', '2024-01-01 00:00:00', 1), (2, 'Bob', NULL, NULL, 0);
       INSERT INTO "order" VALUES (1, 1, 9.5), (2, 1, 10), (3, 2, 0))",
    // 2: STRICT tables with all of their types
    R"(CREATE TABLE all_types (id INTEGER PRIMARY KEY, i INT NOT NULL, r REAL, t TEXT NOT NULL DEFAULT '', b BLOB, a ANY) STRICT;
       INSERT INTO all_types VALUES (1, 2, 2.5, 'x', x'00ff', 'any'), (2, 3, NULL, 'y', NULL, 'more'))",
    // 3: nothing but names, and values of any kind
    R"(CREATE TABLE notes (title, body, number); INSERT INTO notes VALUES ('a', 'b', 1), ('c', NULL, 2.5), (NULL, NULL, NULL))",
    // 4: WITHOUT ROWID, composite keys, deferred foreign keys, several paths
    R"(CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
       CREATE TABLE city (country TEXT NOT NULL, name TEXT NOT NULL, people INTEGER, PRIMARY KEY (country, name), FOREIGN KEY (country) REFERENCES country ON UPDATE CASCADE) WITHOUT ROWID;
       CREATE TABLE road (id INTEGER PRIMARY KEY, from_country TEXT, from_city TEXT, km REAL CHECK (km > 0), FOREIGN KEY (from_country, from_city) REFERENCES city (country, name) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED);
       INSERT INTO country VALUES ('de', 'Germany'), ('fr', 'France'); INSERT INTO city VALUES ('de', 'Bonn', 330000); INSERT INTO road VALUES (1, 'de', 'Bonn', 12.5))",
    // 5: a tree, AUTOINCREMENT, a reference to itself
    R"(CREATE TABLE node (id INTEGER PRIMARY KEY AUTOINCREMENT, parent INTEGER REFERENCES node (id) ON DELETE CASCADE, label TEXT COLLATE NOCASE);
       INSERT INTO node (parent, label) VALUES (NULL, 'root'), (1, 'leaf'), (1, 'twig'); DELETE FROM node WHERE id = 3)",
    // 6: two tables that refer to each other
    R"(CREATE TABLE team (id INTEGER PRIMARY KEY, lead INTEGER REFERENCES person (id), name TEXT UNIQUE);
       CREATE TABLE person (id INTEGER PRIMARY KEY, team INTEGER REFERENCES team (id), name TEXT);
       INSERT INTO team VALUES (1, NULL, 'a'); INSERT INTO person VALUES (1, 1, 'Ada'); UPDATE team SET lead = 1)",
    // 7: names that are words of C++ and of SQL, or no words at all
    R"(CREATE TABLE "class" ("int" INTEGER PRIMARY KEY, "table" TEXT, "select" TEXT, "two words" TEXT, "1st" REAL, "order" INT, "this" BLOB, "Straße" TEXT);
       CREATE TABLE [for each] ([class] INTEGER REFERENCES "class" ("int"), "a-b" TEXT, "a b" TEXT, "a_b" TEXT);
       CREATE TABLE `tenon` (`std` TEXT, `class` TEXT);
       INSERT INTO "class" VALUES (1, 't', 's', 'w', 1.5, 2, x'01', 'ß'); INSERT INTO [for each] VALUES (1, 'x', 'y', 'z'); INSERT INTO tenon VALUES ('a', 'b'))",
    // 8: quotes inside names and texts
    R"(CREATE TABLE "say ""hi""" ("it""s" TEXT DEFAULT 'don''t', b TEXT DEFAULT "double", c TEXT DEFAULT 'back\slash', CHECK ("it""s" <> 'a "b"'));
       INSERT INTO "say ""hi""" ("it""s") VALUES ('x'), ('y'))",
    // 9: defaults that are expressions
    R"(CREATE TABLE event (id INTEGER PRIMARY KEY, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, day TEXT DEFAULT (date('now')), random INT DEFAULT (abs(random() % 10)), ratio REAL DEFAULT 0.1, minus INT DEFAULT -5, yes BOOLEAN DEFAULT TRUE, none TEXT DEFAULT NULL, bytes BLOB DEFAULT x'00');
       INSERT INTO event (id) VALUES (1), (2))",
    // 10: generated columns
    R"(CREATE TABLE person (id INTEGER PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL, whole TEXT GENERATED ALWAYS AS (first || ' ' || last) VIRTUAL, letters INTEGER AS (length(first)) STORED, odd AS (printf('%05d', id)));
       CREATE INDEX by_whole ON person (whole);
       INSERT INTO person (first, last) VALUES ('Ada', 'Lovelace'), ('Alan', 'Turing'))",
    // 11: indexes of all kinds
    R"(CREATE TABLE doc (id INTEGER PRIMARY KEY, title TEXT NOT NULL, owner INTEGER, deleted_at TEXT);
       CREATE UNIQUE INDEX one_title ON doc (lower(title)) WHERE deleted_at IS NULL; CREATE INDEX newest ON doc (owner, id DESC); CREATE INDEX nocase ON doc (title COLLATE NOCASE, owner); CREATE INDEX odd ON doc (printf('%s', title), coalesce(owner, 0) + 1);
       INSERT INTO doc VALUES (1, 'A', 1, NULL), (2, 'a', 1, '2024'))",
    // 12: views and triggers
    R"(CREATE TABLE stock (item TEXT PRIMARY KEY, count INTEGER NOT NULL DEFAULT 0); CREATE TABLE moves (id INTEGER PRIMARY KEY, item TEXT NOT NULL REFERENCES stock (item), by INTEGER NOT NULL);
       CREATE TRIGGER moved AFTER INSERT ON moves BEGIN UPDATE stock SET count = count + new.by WHERE item = new.item; END;
       CREATE VIEW missing AS SELECT item FROM stock WHERE count <= 0; CREATE TRIGGER order_it INSTEAD OF DELETE ON missing BEGIN INSERT INTO moves (item, by) VALUES (old.item, 1); END;
       INSERT INTO stock (item) VALUES ('nail'), ('screw'); INSERT INTO moves (item, by) VALUES ('nail', 5))",
    // 13: conflict clauses, DESC in keys, INT that is no INTEGER
    R"(CREATE TABLE cache (key TEXT PRIMARY KEY ON CONFLICT REPLACE, value TEXT NOT NULL ON CONFLICT IGNORE, UNIQUE (value) ON CONFLICT ABORT);
       CREATE TABLE numbers (n INT PRIMARY KEY, m INTEGER); CREATE TABLE down (n INTEGER PRIMARY KEY DESC, m TEXT); CREATE TABLE pair (a INTEGER, b INTEGER, PRIMARY KEY (b DESC, a));
       INSERT INTO cache VALUES ('a', '1'), ('b', '2'); INSERT INTO numbers VALUES (1, 2), (NULL, 3); INSERT INTO down VALUES (5, 'five'); INSERT INTO pair VALUES (1, 2))",
    // 14: named constraints, and checks over functions
    R"(CREATE TABLE account (id INTEGER CONSTRAINT account_key PRIMARY KEY, iban TEXT NOT NULL CONSTRAINT one_iban UNIQUE, balance INTEGER NOT NULL CONSTRAINT not_below CHECK (balance >= 0), kind TEXT CHECK (kind IN ('giro', 'depot')), json TEXT CHECK (json_valid(json)), CONSTRAINT shape CHECK (iban GLOB '[A-Z][A-Z][0-9]*' AND length(iban) BETWEEN 15 AND 34));
       INSERT INTO account VALUES (1, 'DE0123456789012345', 100, 'giro', '{}'))",
    // 15: types that nobody has heard of
    R"(CREATE TABLE odd (a UNSIGNED BIG INT, b NATIVE CHARACTER(70), c DOUBLE PRECISION, d FLOATING POINT, e STRING, f UUID, g "my type", h TIMESTAMP WITH TIME ZONE, i MONEY, j TINYINT(1), k DATE, l TIME);
       INSERT INTO odd VALUES (1, 'b', 1.5, 2, 'text', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', 'g', '2024-01-01', 12.5, 1, '2024-01-01', '12:00'))",
    // 16: values that are not what the columns say
    R"(CREATE TABLE loose (id INTEGER PRIMARY KEY, number INTEGER, flag BOOLEAN, amount DECIMAL(8,2), day DATE);
       INSERT INTO loose VALUES (1, 'seven', 2, 'free', 20240101), (2, 7, 1, 5, '2024-01-01'), (3, NULL, NULL, 1.25, 2.5))",
    // 17: full text
    R"(CREATE TABLE mail (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, body TEXT); CREATE VIRTUAL TABLE mail_text USING fts5(subject, body, content='mail', content_rowid='id'); CREATE VIRTUAL TABLE memo USING fts5(words, tokenize = 'porter');
       INSERT INTO mail VALUES (1, 'Hello', 'World'); INSERT INTO memo VALUES ('running'))",
    // 18: a log, as a program of the nineties wrote it
    R"(CREATE TABLE LOG (TS INTEGER NOT NULL, LEVEL CHAR(1) NOT NULL DEFAULT 'I', MSG VARCHAR(2000), PRIMARY KEY (TS, LEVEL)); CREATE TABLE _meta (key TEXT NOT NULL UNIQUE, value); CREATE INDEX LOG_LEVEL ON LOG (LEVEL);
       INSERT INTO LOG VALUES (1, 'I', 'start'), (2, 'E', NULL); INSERT INTO _meta VALUES ('version', 3), ('name', 4))",
    // 19: foreign keys to what is unique, or is not there
    R"(CREATE TABLE account (id INTEGER PRIMARY KEY, login TEXT NOT NULL UNIQUE, a INT, b INT, UNIQUE (b, a)); CREATE TABLE session (token TEXT PRIMARY KEY NOT NULL, login TEXT REFERENCES account (login) ON UPDATE CASCADE ON DELETE RESTRICT, a INT, b INT, gone INTEGER REFERENCES nowhere (id), FOREIGN KEY (a, b) REFERENCES account (a, b));
       INSERT INTO account VALUES (1, 'ada', 1, 2); INSERT INTO session VALUES ('t', 'ada', 1, 2, NULL))",
    // 20: tables that were altered, and statistics
    R"(CREATE TABLE first (id INTEGER PRIMARY KEY, a TEXT); ALTER TABLE first ADD COLUMN b INTEGER NOT NULL DEFAULT 7; ALTER TABLE first RENAME COLUMN a TO "new name"; ALTER TABLE first RENAME TO renamed; CREATE INDEX i ON renamed (b);
       INSERT INTO renamed ("new name") VALUES ('x'), ('y'), ('z'); ANALYZE)",
};

inline constexpr int schema_count = sizeof schemas / sizeof schemas[0];
