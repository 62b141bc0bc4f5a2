// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrate/settle.hpp>
#include <tenon/tenon.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Files as other systems make them: their SQL, their ways to keep track of versions. Structs describe them,
// and a start changes nothing.

using namespace tenon::literals;

namespace {

// An ORM for Python, which numbers migrations in `schema_info`.
namespace shop {
constexpr std::string_view sql = R"(
CREATE TABLE users (
    id INTEGER NOT NULL,
    name VARCHAR(255) NOT NULL,
    email VARCHAR(255) NOT NULL,
    created_at DATETIME NOT NULL,
    is_active BOOLEAN,
    PRIMARY KEY (id),
    UNIQUE (email)
);
CREATE TABLE user_sessions (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    token VARCHAR(255) NOT NULL,
    expires_at DATETIME NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES users (id),
    UNIQUE (token)
);
CREATE TABLE products (id INTEGER NOT NULL, name VARCHAR(255) NOT NULL, price DECIMAL(10, 2) NOT NULL, PRIMARY KEY (id));
CREATE INDEX ix_products_name ON products (name);
CREATE TABLE schema_info (migration_version INTEGER PRIMARY KEY);
ALTER TABLE users ADD COLUMN last_login DATETIME;
INSERT INTO schema_info VALUES (1); UPDATE schema_info SET migration_version = 2;
INSERT INTO users VALUES (1, 'Ada', 'a@b', '2024-05-01 10:00:00.000000', 1, NULL), (2, 'Bob', 'b@b', '2024-05-02 11:00:00.5', NULL, '2024-06-01 00:00:00');
INSERT INTO user_sessions VALUES (1, 2, 'x', '2030-01-01 00:00:00.000000');
INSERT INTO products VALUES (1, 'Tea', 2.5), (2, 'Cup', 7);)";

struct user {
    std::int64_t id = 0;
    std::string name{};
    std::string email{};
    tenon::timestamp created_at{};
    std::optional<bool> is_active{};
    std::optional<tenon::timestamp> last_login{};
    static constexpr auto table = tenon::table("users", tenon::primary_key("id"), tenon::unique("email"));
};
struct user_session {
    std::int64_t id = 0;
    std::int64_t user_id = 0;
    std::string token{};
    tenon::timestamp expires_at{};
    static constexpr auto table =
        tenon::table("user_sessions", tenon::primary_key("id"), tenon::unique("token"),
                     tenon::foreign_key("user_id").references<user>("id"));
};
struct product {
    std::int64_t id = 0;
    std::string name{};
    double price = 0;
    static constexpr auto table = tenon::table("products", tenon::primary_key("id"));
};
struct module_ : tenon::database_module<"other.adopted", user, user_session, product> {};
}  // namespace shop

// The same with defaults of the database, and without a version.
namespace documents {
constexpr std::string_view sql = R"(
CREATE TABLE documents (
	id INTEGER NOT NULL, 
	title VARCHAR(500) NOT NULL, 
	body TEXT, 
	processed BOOLEAN DEFAULT 0 NOT NULL, 
	score FLOAT, 
	created_at DATETIME DEFAULT (CURRENT_TIMESTAMP) NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO documents (title, body, score) VALUES ('a', 'b', 0.25);)";

struct document {
    std::int64_t id = 0;
    std::string title{};
    std::optional<std::string> body{};
    bool processed = false;
    std::optional<double> score{};
    tenon::timestamp created_at{};
    static constexpr auto table =
        tenon::table("documents", tenon::primary_key("id"), tenon::default_("processed", false),
                     tenon::default_("created_at", tenon::current_timestamp));
};
struct module_ : tenon::database_module<"other.adopted", document> {};
}  // namespace documents

// Tables made by hand for a driver without an ORM.
namespace orders {
constexpr std::string_view sql = R"(
create table if not exists users (id integer primary key autoincrement, username text not null unique collate nocase);
create table orders (
  id integer primary key autoincrement,
  user_id integer not null references users(id) on delete cascade,
  total real not null check (total >= 0)
);
create index idx_orders_user on orders(user_id, total desc);
insert into users (username) values ('ada'), ('bob'); delete from users where username = 'bob';
insert into orders (user_id, total) values (1, 9.5);)";

struct user {
    std::int64_t id = 0;
    std::string username{};
    static constexpr auto table =
        tenon::table("users", tenon::primary_key("id"), tenon::autoincrement, tenon::unique("username"),
                     tenon::column("username").collate("NOCASE"));
};
struct order {
    std::int64_t id = 0;
    std::int64_t user_id = 0;
    double total = 0;
    static constexpr auto table =
        tenon::table("orders", tenon::primary_key("id"), tenon::autoincrement,
                     tenon::foreign_key("user_id").references<user>("id").on_delete(tenon::cascade),
                     tenon::check("total >= 0"));
};
struct module_ : tenon::database_module<"other.adopted", user, order> {};
}  // namespace orders

// Schema files that are discovered, and noted in `_schema_versions`.
namespace settings {
constexpr std::string_view sql = R"(
CREATE TABLE IF NOT EXISTS config_settings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key VARCHAR(255) NOT NULL UNIQUE,
  value TEXT NOT NULL,
  type VARCHAR(50) NOT NULL DEFAULT 'string',
  description TEXT,
  encrypted BOOLEAN NOT NULL DEFAULT FALSE,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS idx_config_settings_key ON config_settings(key);
CREATE INDEX IF NOT EXISTS idx_config_settings_type ON config_settings(type);
CREATE TABLE _schema_versions (module TEXT PRIMARY KEY, version TEXT, applied_at TIMESTAMP);
INSERT INTO _schema_versions VALUES ('core/config', '1', '2024-01-01');
INSERT INTO config_settings (key, value) VALUES ('lang', 'en'), ('theme', 'dark');)";

struct setting {
    std::int64_t id = 0;
    std::string key{};
    std::string value{};
    std::string type{};
    std::optional<std::string> description{};
    bool encrypted = false;
    tenon::timestamp created_at{};
    tenon::timestamp updated_at{};
    static constexpr auto table =
        tenon::table("config_settings", tenon::primary_key("id"), tenon::autoincrement, tenon::unique("key"),
                     tenon::default_("type", "string"), tenon::default_("encrypted", false),
                     tenon::default_("created_at", tenon::current_timestamp),
                     tenon::default_("updated_at", tenon::current_timestamp),
                     tenon::index("key").named("idx_config_settings_key"),
                     tenon::index("type").named("idx_config_settings_type"));
};
struct module_ : tenon::database_module<"other.adopted", setting> {};
}  // namespace settings

// Versions of whole schemas in `schema_version`, keys of texts.
namespace accounts {
constexpr std::string_view sql = R"(
CREATE TABLE users (id UUID PRIMARY KEY, username VARCHAR UNIQUE, created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE user_settings (
    user_id UUID, setting_key VARCHAR, setting_value TEXT,
    PRIMARY KEY (user_id, setting_key), FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE TABLE schema_version (version INT8 PRIMARY KEY, applied_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP);
INSERT INTO schema_version (version) VALUES (1), (3);
INSERT INTO users (id, username) VALUES ('550e8400-e29b-41d4-a716-446655440000', 'ada');
INSERT INTO user_settings VALUES ('550e8400-e29b-41d4-a716-446655440000', 'lang', 'en');)";

struct user {
    std::string id{};
    std::optional<std::string> username{};
    std::optional<tenon::timestamp> created_at{};
    static constexpr auto table = tenon::table("users", tenon::primary_key("id"), tenon::unique("username"),
                                               tenon::default_("created_at", tenon::current_timestamp));
};
struct user_setting {
    std::string user_id{};
    std::string setting_key{};
    std::optional<std::string> setting_value{};
    static constexpr auto table = tenon::table("user_settings", tenon::primary_key("user_id", "setting_key"),
                                               tenon::foreign_key("user_id").references<user>("id"));
};
struct module_ : tenon::database_module<"other.adopted", user, user_setting> {};
}  // namespace accounts

std::string all_of(const std::string& path) {
    tenon::sqlite::connection db(path);
    std::string result;
    for (const tenon::schema::table& table : tenon::schema::inspect(db).tables) {
        if (table.name.rfind("tenon_", 0) == 0) continue;
        std::string columns;
        for (const tenon::schema::column& column : table.columns)
            columns += " || quote(" + tenon::schema::detail::in_quotes(column.name) + ") || ' '";
        const std::string rows =
            "SELECT ''" + columns + " FROM " + tenon::schema::detail::in_quotes(table.name);
        result += table.name + ": ";
        for (const std::string& row : tenon::schema::detail::texts_from(db, rows)) result += row + "; ";
    }
    for (const std::string& sql : tenon::schema::detail::texts_from(
             db,
             "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'tenon%' ORDER BY name"))
        result += sql + '\n';
    return result;
}

template <class Module>
void check_adopted(std::string_view sql, std::string_view name) {
    const scratch dir;
    const std::string path = dir / "adopted.db";
    tenon::sqlite::connection(path).execute(sql);
    const std::string before = all_of(path);
    tenon::settings how;
    how.directory = dir.path().string();
    for (int time = 0; time < 3; ++time) {
        tenon::registry<Module> db(how);
        db.start();
    }
    CHECK(all_of(path) == before);
    tenon::sqlite::connection db(path);
    const auto history = tenon::schema::history(db, "other.adopted");
    REQUIRE(history.size() == 1);
    CHECK(history[0].name == name);
    CHECK(history[0].steps.empty());
}

}  // namespace

TEST_CASE("files of other systems are taken over as they are") {
    check_adopted<shop::module_>(shop::sql, "baseline of schema_info 2");
    check_adopted<documents::module_>(documents::sql, "baseline");
    check_adopted<orders::module_>(orders::sql, "baseline");
    check_adopted<settings::module_>(settings::sql, "baseline of _schema_versions 1");
    check_adopted<accounts::module_>(accounts::sql, "baseline of schema_version 3");
}

TEST_CASE("other systems have their versions as texts, too, or none yet") {
    const auto told = [](std::string_view table) {
        tenon::sqlite::connection db(":memory:");
        db.execute(table);
        return tenon::schema::detail::tracked_version(db, tenon::schema::inspect(db));
    };
    CHECK(told("CREATE TABLE schema_version (version TEXT); INSERT INTO schema_version VALUES ('1.2'), "
               "('1.10'), "
               "('0.9')") == " of schema_version 1.2");
    CHECK(told("CREATE TABLE schema_version (version); INSERT INTO schema_version VALUES ('2'), ('10'), "
               "(NULL)") == " of schema_version 10");
    CHECK(told("CREATE TABLE schema_version (version INT)") == " of schema_version 0");
    CHECK(told("CREATE TABLE schema_info (version INT); INSERT INTO schema_info VALUES (4)") ==
          " of schema_info 4");
    CHECK(told("CREATE TABLE schema_info (other INT)").empty());
}

TEST_CASE("rows of other systems are read and written through structs") {
    const scratch dir;
    tenon::sqlite::connection(dir / "adopted.db").execute(shop::sql);
    tenon::settings how;
    how.directory = dir.path().string();
    tenon::registry<shop::module_> db(how);
    db.start();
    auto session = db.integrity_session<shop::module_>("adopt");
    const auto users = session(tenon::select<shop::user>().order_by("id"_c)).all();
    REQUIRE(users.size() == 2);
    CHECK(users[0].is_active == true);
    CHECK_FALSE(users[1].is_active.has_value());
    CHECK(users[1].last_login.has_value());
    CHECK(session(tenon::select("price"_c).from<shop::product>().order_by("id"_c)).all().size() == 2);
    session(tenon::insert<shop::user>(),
            shop::user{.name = "Eve", .email = "e@e", .created_at = tenon::now(), .is_active = false});
    CHECK(session(tenon::select("email"_c).from<shop::user>().where("is_active"_c == false)).scalar() ==
          "e@e");
    session.commit();
}
