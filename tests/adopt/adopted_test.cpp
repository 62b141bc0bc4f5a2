// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrate.hpp>
#include <tenon/tenon.hpp>

#include "../sqlite/scratch.hpp"
#include "schemas.hpp"

#include <adopted/all.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

using namespace tenon::literals;

namespace {

constexpr auto how_many = tenon::count().as<"n">();

template <class... Tables>
std::int64_t rows_of(auto& session, bool reads_them, tenon::detail::types<Tables...>) {
    std::int64_t rows = 0;
    (
        [&] {
            const std::int64_t counted = session(tenon::select(how_many).template from<Tables>()).scalar();
            rows += counted;
            if (reads_them)
                CHECK(session(tenon::select<Tables>()).all().size() == static_cast<std::size_t>(counted));
        }(),
        ...);
    return rows;
}

template <class... Tables>
std::int64_t rows_by_hand(tenon::sqlite::connection& on, tenon::detail::types<Tables...>) {
    return (tenon::schema::detail::number_from(
                on, "SELECT count(*) FROM main." +
                        tenon::schema::detail::in_quotes(tenon::table_info_of<Tables>().name)) +
            ... + 0);
}

template <class Module>
void check_adopted(int number, bool reads_rows = true) {
    INFO("schema " << number << ": " << schemas[number - 1]);
    const scratch directory;
    const std::string path = directory / (std::string(tenon::detail::database_name<Module>()) + ".db");
    std::filesystem::copy_file(TENON_ADOPTED "/" + std::to_string(number) + ".db", path);
    using tables = typename Module::owned_tables;
    std::string before;
    std::int64_t rows = 0;
    tenon::settings settings;
    settings.directory = directory.path();
    settings.sqlite.trusted_schema = true;  // for CHECKs that call what older versions of SQLite call unsafe
    {
        tenon::sqlite::connection on(path, settings.sqlite);
        before = tenon::schema::print(tenon::schema::inspect(on));
        rows = rows_by_hand(on, tables{});
    }
    CHECK(rows > 0);
    tenon::registry<Module> db(settings);
    db.start();
    {
        auto session = db.template read_session<Module>("count");
        CHECK(rows_of(session, reads_rows, tables{}) == rows);
    }
    db.stop();
    tenon::sqlite::connection on(path, settings.sqlite);
    const auto history = tenon::schema::history(on, Module::name());
    REQUIRE(history.size() == 1);
    CHECK(history[0].name == "baseline");
    CHECK(history[0].steps == "");
    tenon::schema::model after = tenon::schema::inspect(on);
    for (const char* own : {"tenon_modules", "tenon_migrations"})
        tenon::schema::detail::remove(after.tables, own);
    CHECK(tenon::schema::print(after) == before);
}

}  // namespace

TEST_CASE("a start with structs that were written for a database changes nothing in it, and reads all rows") {
    check_adopted<schema_1::adopted_1>(1);
    check_adopted<schema_2::adopted_2>(2);
    check_adopted<schema_3::adopted_3>(3);
    check_adopted<schema_4::adopted_4>(4);
    check_adopted<schema_5::adopted_5>(5);
    check_adopted<schema_6::adopted_6>(6);
    check_adopted<schema_7::adopted_7>(7);
    check_adopted<schema_8::adopted_8>(8);
    check_adopted<schema_9::adopted_9>(9);
    check_adopted<schema_10::adopted_10>(10);
    check_adopted<schema_11::adopted_11>(11);
    check_adopted<schema_12::adopted_12>(12);
    check_adopted<schema_13::adopted_13>(13);
    check_adopted<schema_14::adopted_14>(14);
    check_adopted<schema_15::adopted_15>(15);
    check_adopted<schema_16::adopted_16>(16, false);  // its columns hold what no one type does
    check_adopted<schema_17::adopted_17>(17);
    check_adopted<schema_18::adopted_18>(18);
    check_adopted<schema_19::adopted_19>(19);
    check_adopted<schema_20::adopted_20>(20);
    STATIC_CHECK(schema_count == 20);
}
