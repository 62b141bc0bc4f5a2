# tenon_migrations(<target> <directory>…): gives a target the written migrations in <directory>/<module>/NNN_name.sql as
# constants, one header for each module: <tenon_migrations/MODULE.hpp> has `tenon_migrations::MODULE`, an array of
# tenon::migration_file that a module adds in its `static void migrations(tenon::migrations& to)`. `init.sql` is among
# them. Files that are added, changed or removed are noticed by the next build. A directory whose name is none in C++ gets
# another: `2024-shop` is `_2024_shop`, `class` is `class_`; two that would get the same are refused.
#
# Run by `cmake -P`, with DIRECTORY, HEADER and NAME, this file writes such a header.
if(CMAKE_SCRIPT_MODE_FILE AND DEFINED HEADER)
    cmake_policy(VERSION 3.25)
    file(GLOB files "${DIRECTORY}/*.sql")
    list(SORT files COMPARE NATURAL)
    set(entries "")
    foreach(file IN LISTS files)
        cmake_path(GET file FILENAME name)
        file(READ "${file}" text)
        string(FIND "${text}" ")tenon_sql\"" end)
        if(NOT end EQUAL -1)
            message(FATAL_ERROR "${file} has `)tenon_sql\"` in it, which ends its text in C++")
        endif()
        string(APPEND entries "    {\"${name}\", R\"tenon_sql(${text})tenon_sql\"},\n")
    endforeach()
    list(LENGTH files count)
    file(WRITE "${HEADER}"
        "// Made from the files of migrations/${NAME} by tenon_migrations().\n#pragma once\n\n"
        "#include <tenon/migrate/migration_file.hpp>\n\n#include <array>\n\n"
        "namespace tenon_migrations {\n\n"
        "inline constexpr std::array<tenon::migration_file, ${count}> ${NAME}{{\n${entries}}};\n\n"
        "}  // namespace tenon_migrations\n")
    return()
endif()

include("${CMAKE_CURRENT_LIST_DIR}/tenon_names.cmake")

function(tenon_migrations target)
    if(NOT TARGET "${target}")
        message(FATAL_ERROR "tenon_migrations: there is no target ${target}")
    endif()
    set(include_dir "${CMAKE_CURRENT_BINARY_DIR}/${target}_migrations")
    foreach(directory IN LISTS ARGN)
        cmake_path(ABSOLUTE_PATH directory BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
        if(NOT IS_DIRECTORY "${directory}")
            message(FATAL_ERROR "tenon_migrations: ${directory} is no directory")
        endif()
        file(GLOB modules CONFIGURE_DEPENDS LIST_DIRECTORIES TRUE "${directory}/*")
        foreach(module_dir IN LISTS modules)
            if(NOT IS_DIRECTORY "${module_dir}")
                continue()
            endif()
            cmake_path(GET module_dir FILENAME name)
            tenon_cpp_name(name "${name}")
            get_target_property(other "${target}" "TENON_MIGRATIONS_${name}")
            if(other)
                message(FATAL_ERROR "tenon_migrations: ${target} has ${other} already, and both that and ${module_dir} "
                    "would be tenon_migrations::${name}: rename one, or put their files together")
            endif()
            set_target_properties("${target}" PROPERTIES "TENON_MIGRATIONS_${name}" "${module_dir}")
            file(GLOB files CONFIGURE_DEPENDS "${module_dir}/*.sql")
            set(header "${include_dir}/tenon_migrations/${name}.hpp")
            add_custom_command(OUTPUT "${header}"
                COMMAND "${CMAKE_COMMAND}" "-DDIRECTORY=${module_dir}" "-DHEADER=${header}" "-DNAME=${name}"
                    -P "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
                DEPENDS ${files} "${module_dir}" "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
                COMMENT "Embedding the migrations of ${name}"
                VERBATIM)
            target_sources("${target}" PRIVATE "${header}")
            # The target may belong to another directory, which would not know how the header is made.
            set(making "${target}_migrations_${name}")
            add_custom_target("${making}" DEPENDS "${header}")
            add_dependencies("${target}" "${making}")
        endforeach()
    endforeach()
    target_include_directories("${target}" PRIVATE "${include_dir}")
endfunction()
