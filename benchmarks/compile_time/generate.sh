#!/usr/bin/env bash
# generate.sh <include directory> <output directory>: writes the units whose compilation is measured.
#   tables     10 tables of 8 columns                  c_tables   the same structs, for the C API
#   queries    and 50 typed joins with placeholders    c_queries  and the same 50 joins on the C API
#   heavy_queries   and 20 with WITH, a window and two joins
#   core, tenon                      nothing but <tenon/core.hpp>, <tenon/tenon.hpp>
#   core_standard, tenon_standard    nothing but the standard and system headers that these include
set -euo pipefail

include=$1
out=$2
tables=10
queries=50
heavy_queries=20
mkdir -p "$out"

structs() {  # with: "tenon" to describe them as tables
    local i
    for ((i = 0; i < tables; ++i)); do
        cat <<END
struct t$i {
    std::int64_t id = 0;
    std::int64_t parent_id = 0;
    std::string name;
    double total = 0;
    std::optional<std::string> note;
    bool active = true;
    std::int64_t amount = 0;
    std::string code;
END
        if [ "$1" = tenon ]; then
            echo "    static constexpr auto table = tenon::table(\"table_$i\", tenon::primary_key(\"id\"));"
        fi
        echo "};"
    done
}

each_query() {  # count, writer: called with the query's number and those of two different tables
    local q a b
    for ((q = 0; q < $1; ++q)); do
        a=$((q % tables))
        b=$(((q * 3 + 1) % tables))
        [ $a != $b ] || b=$(((b + 1) % tables))
        "$2" $q $a $b
    done
}

# Each query is a type of its own: the names of its placeholders differ.
tenon_query() {
    cat <<END
double query_$1(tenon::database& db, double low, std::int64_t most) {
    double sum = 0;
    for (const auto& [name, total] :
         db(tenon::select("a.name"_c, "b.total"_c)
                .from<t$2, "a">()
                .join<t$3, "b">("b.parent_id"_c == "a.id"_c)
                .where("b.total"_c >= "low_$1"_p && "a.active"_c)
                .order_by("b.total"_c.desc())
                .limit("most"_p),
            "low_$1"_p = low, "most"_p = most))
        sum += total + static_cast<double>(name.size());
    return sum;
}
END
}

heavy_query() {
    cat <<END
double heavy_$1(tenon::database& db, double low, std::int64_t most) {
    double sum = 0;
    for (const auto& [name, running, rank, note] :
         db(tenon::with<"large_$1">(tenon::select("id"_c, "parent_id"_c, "total"_c)
                                        .from<t$2>()
                                        .where("total"_c >= "low_$1"_p && "active"_c))
                .select("a.name"_c,
                        tenon::sum("l.total"_c)
                            .over(tenon::partition_by("a.id"_c)
                                      .order_by("l.total"_c)
                                      .rows(tenon::unbounded_preceding, tenon::current_row))
                            .as<"running">(),
                        tenon::row_number().over<"ranks">().as<"rank">(), "b.note"_c)
                .from<"large_$1", "l">()
                .join<t$3, "a">("a.id"_c == "l.parent_id"_c)
                .left_join<t$2, "b">("b.id"_c == "l.id"_c && "b.amount"_c > 0)
                .where("a.active"_c && tenon::exists(tenon::select("id"_c).from<t$3, "e">().where(
                                           "e.parent_id"_c == "a.id"_c)))
                .window<"ranks">(tenon::partition_by("a.code"_c).order_by("l.total"_c.desc()))
                .order_by("a.name"_c, "rank"_c)
                .limit("most"_p),
            "low_$1"_p = low, "most"_p = most))
        sum += running.value_or(0) + static_cast<double>(rank) + static_cast<double>(name.size()) +
               static_cast<double>(note ? note->size() : 0);
    return sum;
}
END
}

c_query() {
    cat <<END
double query_$1(sqlite3* database, sqlite3_stmt*& statement, double low, std::int64_t most) {
    if (statement == nullptr &&
        sqlite3_prepare_v3(database,
                           "SELECT a.name, b.total FROM table_$2 a JOIN table_$3 b ON b.parent_id = a.id "
                           "WHERE b.total >= ?1 AND a.active ORDER BY b.total DESC LIMIT ?2",
                           -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        fail(database);
    if (sqlite3_bind_double(statement, 1, low) != SQLITE_OK) fail(database);
    if (sqlite3_bind_int64(statement, 2, most) != SQLITE_OK) fail(database);
    double sum = 0;
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
        const unsigned char* text = sqlite3_column_text(statement, 0);
        if (text == nullptr) fail(database);
        const std::string name(reinterpret_cast<const char*>(text),
                               static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
        sum += sqlite3_column_double(statement, 1) + static_cast<double>(name.size());
    }
    if (code != SQLITE_DONE || sqlite3_reset(statement) != SQLITE_OK) fail(database);
    return sum;
}
END
}

tenon_tables() {
    local i list=t0
    for ((i = 1; i < tables; ++i)); do list+=", t$i"; done
    echo "#include <tenon/core.hpp>"
    echo "using namespace tenon::literals;"
    structs tenon
    echo "void create(tenon::database& db) { db.create<$list>(); }"
}

c_tables() {
    printf '#include <%s>\n' sqlite3.h cstddef cstdint optional string
    echo "[[noreturn]] void fail(sqlite3* database);"
    structs plain
}

standard_headers() {  # header
    local unit=$out/probe.cpp
    echo "#include <tenon/$1.hpp>" >"$unit"
    g++ -std=c++20 -MM -I"$include" "$unit" | tr ' \\' '\n\n' | grep "/tenon/" | xargs sed -n 's/^#include </#include </p' |
        grep -v '<tenon/\|<boost/\|<fmt/' | sort -u
    rm "$unit"
}

tenon_tables >"$out/tables.cpp"
{ tenon_tables; each_query $queries tenon_query; } >"$out/queries.cpp"
{ tenon_tables; each_query $heavy_queries heavy_query; } >"$out/heavy_queries.cpp"
c_tables >"$out/c_tables.cpp"
{ c_tables; each_query $queries c_query; } >"$out/c_queries.cpp"
for header in core tenon; do
    echo "#include <tenon/$header.hpp>" >"$out/$header.cpp"
    standard_headers $header >"$out/${header}_standard.cpp"
done
