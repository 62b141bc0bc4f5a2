# cmake -DDIRECTORY=… -DNAME=… -DHEADER=… -P tenonEmbedMigrations.cmake: writes a header with the *.sql files of a
# directory as constants.
cmake_policy(VERSION 3.25)

file(GLOB files "${DIRECTORY}/*.sql")
list(SORT files COMPARE NATURAL)
set(entries "")
foreach(file IN LISTS files)
    get_filename_component(name "${file}" NAME)
    file(READ "${file}" text)
    string(FIND "${text}" ")tenon_sql\"" clash)
    if(NOT clash EQUAL -1)
        message(FATAL_ERROR "${file} holds )tenon_sql\", which ends the text in the header that is made of it")
    endif()
    string(APPEND entries "    {\"${name}\", R\"tenon_sql(${text})tenon_sql\"},\n")
endforeach()
set(count 0)
list(LENGTH files count)
file(CONFIGURE OUTPUT "${HEADER}" @ONLY CONTENT [[
// The files of migrations/@NAME@; change those.
#pragma once

#include <tenon/migrate/migration_file.hpp>

#include <array>

namespace tenon_migrations {

inline constexpr std::array<tenon::migration_file, @count@> @NAME@{{
@entries@}};

}  // namespace tenon_migrations
]])
