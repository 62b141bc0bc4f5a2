#!/usr/bin/env bash
# generate.sh <include directory> <output directory>: writes the units whose compilation is measured.
#   tables     10 tables of 8 columns                  c_tables   the same structs, for the C API
#   queries    and 50 typed joins with placeholders    c_queries  and the same 50 joins on the C API
#   sql_queries     the 50 joins as SQL text
#   mixed      and 50 statements of five kinds         c_mixed    and the same on the C API
#   one_query  1 table and 1 query                     c_one_query
#   heavy_queries   and 20 with WITH, a window and two joins
#   core, tenon                      nothing but <tenon/core.hpp>, <tenon/tenon.hpp>
#   core_standard, tenon_standard    nothing but the standard and system headers that these include
set -euo pipefail

include=$1
out=$2
tables=10
queries=${QUERIES:-50}
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

sql_query() {
    cat <<END
double query_$1(tenon::database& db, double low, std::int64_t most) {
    double sum = 0;
    for (const auto& [name, total] :
         db(tenon::sql<unit, "SELECT a.name, b.total FROM table_$2 a JOIN table_$3 b ON b.parent_id = a.id "
                             "WHERE b.total >= :low_$1 AND a.active ORDER BY b.total DESC LIMIT :most">,
            "low_$1"_p = low, "most"_p = most))
        sum += total + static_cast<double>(name.size());
    return sum;
}
END
}

# Five kinds in turn: a select by key, an insert, an update, a delete, a sum by group.
mixed_statement() {
    case $(($1 % 5)) in
        0) cat <<END
std::string mixed_$1(tenon::database& db, std::int64_t key) {
    return db(tenon::select("name"_c).from<t$2>().where("id"_c == "key_$1"_p), "key_$1"_p = key).scalar();
}
END
        ;;
        1) cat <<END
std::int64_t mixed_$1(tenon::database& db, const std::string& name, double total) {
    return db(tenon::insert<t$2>(), "parent_id"_p = $1, "name"_p = name, "total"_p = total, "active"_p = true,
              "amount"_p = 0, "code"_p = name)
        .last_id;
}
END
        ;;
        2) cat <<END
std::int64_t mixed_$1(tenon::database& db, double total, std::int64_t key) {
    return db(tenon::update<t$2>().set("total"_c = "total"_c + "total_$1"_p).where("id"_c == "key"_p),
              "total_$1"_p = total, "key"_p = key)
        .rows;
}
END
        ;;
        3) cat <<END
std::int64_t mixed_$1(tenon::database& db, double low) {
    return db(tenon::delete_from<t$2>().where("total"_c < "low_$1"_p && !"active"_c), "low_$1"_p = low).rows;
}
END
        ;;
        4) cat <<END
double mixed_$1(tenon::database& db, double low) {
    double sum = 0;
    for (const auto& [code, total, count] :
         db(tenon::select("code"_c, tenon::sum("total"_c).as<"total">(), tenon::count().as<"count">())
                .from<t$2>()
                .where("total"_c >= "low_$1"_p)
                .group_by("code"_c),
            "low_$1"_p = low))
        sum += total + static_cast<double>(count) + static_cast<double>(code.size());
    return sum;
}
END
        ;;
    esac
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

# What the C API needs around each statement: prepared once, and checked.
c_prepare() {  # SQL
    cat <<END
    if (statement == nullptr && sqlite3_prepare_v3(database, "$1", -1, SQLITE_PREPARE_PERSISTENT, &statement,
                                                   nullptr) != SQLITE_OK)
        fail(database);
END
}

c_run() {
    echo "    if (sqlite3_step(statement) != SQLITE_DONE || sqlite3_reset(statement) != SQLITE_OK) fail(database);"
}

c_bind() {  # index, kind, value
    case $2 in
        text) echo "    if (sqlite3_bind_text64(statement, $1, $3.data(), $3.size(), SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK)
        fail(database);" ;;
        *) echo "    if (sqlite3_bind_$2(statement, $1, $3) != SQLITE_OK) fail(database);" ;;
    esac
}

c_text() {  # column, name
    cat <<END
        const unsigned char* text_$2 = sqlite3_column_text(statement, $1);
        if (text_$2 == nullptr) fail(database);
        std::string $2(reinterpret_cast<const char*>(text_$2),
                       static_cast<std::size_t>(sqlite3_column_bytes(statement, $1)));
END
}

c_mixed_statement() {
    local head="sqlite3* database, sqlite3_stmt*& statement"
    case $(($1 % 5)) in
        0)
            echo "std::string mixed_$1($head, std::int64_t key) {"
            c_prepare "SELECT name FROM table_$2 WHERE id = ?1"
            c_bind 1 int64 key
            echo "    if (sqlite3_step(statement) != SQLITE_ROW) fail(database);"
            c_text 0 name
            echo "    if (sqlite3_reset(statement) != SQLITE_OK) fail(database);"
            echo "    return name;" ;;
        1)
            echo "std::int64_t mixed_$1($head, const std::string& name, double total) {"
            c_prepare "INSERT INTO table_$2 (parent_id, name, total, active, amount, code) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
            c_bind 1 int64 $1
            c_bind 2 text name
            c_bind 3 double total
            c_bind 4 int 1
            c_bind 5 int64 0
            c_bind 6 text name
            c_run
            echo "    return sqlite3_last_insert_rowid(database);" ;;
        2)
            echo "std::int64_t mixed_$1($head, double total, std::int64_t key) {"
            c_prepare "UPDATE table_$2 SET total = total + ?1 WHERE id = ?2"
            c_bind 1 double total
            c_bind 2 int64 key
            c_run
            echo "    return sqlite3_changes64(database);" ;;
        3)
            echo "std::int64_t mixed_$1($head, double low) {"
            c_prepare "DELETE FROM table_$2 WHERE total < ?1 AND NOT active"
            c_bind 1 double low
            c_run
            echo "    return sqlite3_changes64(database);" ;;
        4)
            echo "double mixed_$1($head, double low) {"
            c_prepare "SELECT code, sum(total), count(*) FROM table_$2 WHERE total >= ?1 GROUP BY code"
            c_bind 1 double low
            cat <<END
    double sum = 0;
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
END
            c_text 0 name
            cat <<END
        sum += sqlite3_column_double(statement, 1) + static_cast<double>(sqlite3_column_int64(statement, 2)) +
               static_cast<double>(name.size());
    }
    if (code != SQLITE_DONE || sqlite3_reset(statement) != SQLITE_OK) fail(database);
    return sum;
END
            ;;
    esac
    echo "}"
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

# What tenon's headers open themselves, by the compiler's own account of what is opened from where.
standard_headers() {  # header
    local unit=$out/probe.cpp
    echo "#include <tenon/$1.hpp>" >"$unit"
    g++ -std=c++20 -H -fsyntax-only -I"$include" "$unit" 2>&1 | awk '
        /^\.+ / {
            file[length($1)] = $2
            if ($2 !~ /\/(tenon|boost|fmt)\// && file[length($1) - 1] ~ /\/tenon\//) print "#include \"" $2 "\""
        }'
    rm "$unit"
}

# Only a list of tables: modules need <tenon/tenon.hpp>.
sql_tables() {
    local i list=t0
    for ((i = 1; i < tables; ++i)); do list+=", t$i"; done
    tenon_tables
    echo "struct unit { using owned_tables = tenon::detail::types<$list>; };"
}

tenon_tables >"$out/tables.cpp"
{ tenon_tables; each_query $queries tenon_query; } >"$out/queries.cpp"
{ tenon_tables; each_query $heavy_queries heavy_query; } >"$out/heavy_queries.cpp"
{ sql_tables; each_query $queries sql_query; } >"$out/sql_queries.cpp"
{ tenon_tables; each_query $queries mixed_statement; } >"$out/mixed.cpp"
{ c_tables; each_query $queries c_mixed_statement; } >"$out/c_mixed.cpp"
c_tables >"$out/c_tables.cpp"
{ c_tables; each_query $queries c_query; } >"$out/c_queries.cpp"
for header in core tenon; do
    echo "#include <tenon/$header.hpp>" >"$out/$header.cpp"
    standard_headers $header >"$out/${header}_standard.cpp"
done
# One table that is joined with itself.
tables=1
{ tenon_tables; tenon_query 0 0 0; } >"$out/one_query.cpp"
{ c_tables; c_query 0 0 0; } >"$out/c_one_query.cpp"
