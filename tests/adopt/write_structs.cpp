// SPDX-License-Identifier: BSL-1.0

// write_structs DIRECTORY: makes the databases 1.db, 2.db, …, writes structs for them as `adopt` does, and a
// header that has all of them.
#include <tenon/migrate/adopt.hpp>

#include "schemas.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

int main(int, char** arguments) try {
    const std::string directory = arguments[1];
    std::filesystem::remove_all(directory);
    std::filesystem::create_directories(directory);
    tenon::sqlite::connection_options options;
    options.journal = tenon::sqlite::journal_mode::unchanged;
    options.defensive = false;
    options.trusted_schema = true;
    options.foreign_keys = false;
    std::ofstream all(directory + "/all.hpp");
    for (int i = 0; i < schema_count; ++i) {
        const std::string number = std::to_string(i + 1);
        const std::string path = directory + '/' + number + ".db";
        tenon::sqlite::connection database(path, options);
        // Texts in double quotes are what old databases have.
        sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_DQS_DDL, 1, nullptr);
        database.execute(schemas[i]);
        const tenon::schema::adoption adopted = tenon::schema::adopt(database, "adopted_" + number);
        std::ofstream(directory + '/' + number + ".hpp") << adopted.header;
        all << "namespace schema_" << number << " {\n#include \"" << number << ".hpp\"\n}\n";
        if (!adopted.plan.empty()) {
            std::fprintf(stderr, "schema %s: %s", number.c_str(), tenon::schema::print(adopted.plan).c_str());
            return 1;
        }
        for (const std::string& note : adopted.notes) std::printf("%s: %s\n", number.c_str(), note.c_str());
    }
} catch (const std::exception& failed) {
    std::fprintf(stderr, "%s\n", failed.what());
    return 1;
}
