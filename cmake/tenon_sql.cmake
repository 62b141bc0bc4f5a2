# tenon_sql(<target> [NAMESPACE <name>] <file.sql>…): makes each file a constant for `tenon::sql`: `big_orders.sql` is
# `queries::big_orders` of <queries/big_orders.hpp>, to be used as `tenon::sql<shop, queries::big_orders>`. The target is
# compiled anew when a file changes; the places in errors are the file's lines and columns. Another NAMESPACE than
# `queries` is the folder's name, too. A keyword gets a `_` behind it: `delete.sql` is `queries::delete_`.
#
# Run by `cmake -P`, with SQL, HEADER, NAME and NAMESPACE, this file writes such a header.
if(CMAKE_SCRIPT_MODE_FILE AND DEFINED HEADER)
    file(READ "${SQL}" text)
    string(FIND "${text}" ")tenon_sql\"" end)
    if(NOT end EQUAL -1)
        message(FATAL_ERROR "${SQL} has `)tenon_sql\"` in it, which ends its text in C++")
    endif()
    file(WRITE "${HEADER}"
        "// Made from ${NAME}.sql by tenon_sql().\n#pragma once\n\n#include <tenon/meta/fixed_string.hpp>\n\n"
        "namespace ${NAMESPACE} {\n\n"
        "inline constexpr tenon::fixed_string ${NAME}{R\"tenon_sql(${text})tenon_sql\"};\n\n"
        "}  // namespace ${NAMESPACE}\n")
    return()
endif()

include("${CMAKE_CURRENT_LIST_DIR}/tenon_names.cmake")

function(tenon_sql target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "NAMESPACE" "")
    if(NOT arg_NAMESPACE)
        set(arg_NAMESPACE queries)
    endif()
    set(directory "${CMAKE_CURRENT_BINARY_DIR}/${target}_sql")
    foreach(file IN LISTS arg_UNPARSED_ARGUMENTS)
        cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
        cmake_path(GET file STEM LAST_ONLY name)
        if(NOT name MATCHES "^[A-Za-z_][A-Za-z0-9_]*$")
            message(FATAL_ERROR "tenon_sql: `${name}` of ${file} is no name in C++")
        endif()
        tenon_cpp_name(name "${name}")
        set(header "${directory}/${arg_NAMESPACE}/${name}.hpp")
        add_custom_command(OUTPUT "${header}"
            COMMAND "${CMAKE_COMMAND}" "-DSQL=${file}" "-DHEADER=${header}" "-DNAME=${name}"
                "-DNAMESPACE=${arg_NAMESPACE}" -P "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
            DEPENDS "${file}" "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
            VERBATIM)
        target_sources("${target}" PRIVATE "${header}")
        # The target may belong to another directory, which would not know how the header is made.
        set(making "${target}_sql_${arg_NAMESPACE}_${name}")
        add_custom_target("${making}" DEPENDS "${header}")
        add_dependencies("${target}" "${making}")
    endforeach()
    target_include_directories("${target}" PRIVATE "${directory}")
endfunction()
