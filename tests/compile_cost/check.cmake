# SPDX-License-Identifier: BSL-1.0
# cmake -DINCLUDE_DIR=… -DDIRECTORY=… -DGCC=g++ -DCLANG=clang++-19 -P check.cmake: what compiling typed queries costs,
# counted, not timed: the same on every machine. Units with 2 and with 12 join queries are compiled; their difference is
# what ten queries add. The same for heavy ones: WITH, a value that is captured before other clauses follow, EXISTS.
#
# A change that costs more fails here. If it is worth it, raise the bound to the figure printed and a twentieth, say why
# in the commit, and measure `./dev bench compile` before and after.
cmake_minimum_required(VERSION 3.25)

set(declarations_bound 1550)  # clang's declarations per query, those that templates are instantiated to among them
set(heavy_bound 3140)         # of the same per heavy query
set(bytes_bound 4930)         # of g++'s object per query, without optimisation
set(steps_bound 68000)        # of g++'s evaluation of the constant that is one query

function(write_unit name queries heavy)
    set(text "#include <tenon/core.hpp>\nusing namespace tenon::literals;\n")
    foreach(table left right)
        string(APPEND text "struct ${table} {\n"
            "    std::int64_t id = 0;\n    std::int64_t parent_id = 0;\n    std::string name;\n    double total = 0;\n"
            "    std::optional<std::string> note;\n    bool active = true;\n    std::int64_t amount = 0;\n"
            "    static constexpr auto table = tenon::table(\"${table}_rows\", tenon::primary_key(\"id\"));\n};\n")
    endforeach()
    foreach(query RANGE 1 ${queries})
        string(APPEND text "double query_${query}(tenon::database& db, double low, std::int64_t most) {\n"
            "    double sum = 0;\n    for (const auto& [name, total] :\n"
            "         db(tenon::select(\"a.name\"_c, \"b.total\"_c)\n                .from<left, \"a\">()\n"
            "                .join<right, \"b\">(\"b.parent_id\"_c == \"a.id\"_c)\n"
            "                .where(\"b.total\"_c >= \"low_${query}\"_p && \"a.active\"_c)\n"
            "                .order_by(\"b.total\"_c.desc())\n                .limit(\"most\"_p),\n"
            "            \"low_${query}\"_p = low, \"most\"_p = most))\n"
            "        sum += total + static_cast<double>(name.size());\n    return sum;\n}\n")
    endforeach()
    set(query 0)
    while(query LESS heavy)
        math(EXPR query "${query} + 1")
        string(APPEND text "double heavy_${query}(tenon::database& db, double low) {\n"
            "    double sum = 0;\n    for (const auto& [name, total] :\n"
            "         db(tenon::with<\"large\">(tenon::select(\"id\"_c, \"parent_id\"_c, \"total\"_c).from<left>()\n"
            "                .where(\"total\"_c >= \"low_${query}\"_p && \"active\"_c))\n"
            "                .select(\"b.name\"_c, tenon::total(\"l.total\"_c).over<\"parents\">().as<\"total\">())\n"
            "                .from<\"large\", \"l\">()\n"
            "                .join<right, \"b\">(\"b.id\"_c == \"l.parent_id\"_c && \"b.amount\"_c > 0)\n"
            "                .where(tenon::exists(tenon::select(\"id\"_c).from<left, \"e\">().where(\n"
            "                    \"e.parent_id\"_c == \"b.id\"_c)))\n"
            "                .window<\"parents\">(tenon::partition_by(\"b.id\"_c))\n"
            "                .order_by(\"b.name\"_c).limit(\"most\"_p),\n"
            "            \"low_${query}\"_p = low, \"most\"_p = 10))\n"
            "        sum += total + static_cast<double>(name.size());\n    return sum;\n}\n")
    endwhile()
    file(WRITE "${DIRECTORY}/${name}.cpp" "${text}")
endfunction()

function(compile unit)
    execute_process(COMMAND ${ARGN} -std=c++20 "-I${INCLUDE_DIR}" "${DIRECTORY}/${unit}.cpp"
        RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "${unit} does not compile:\n${output}")
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

function(compare what few many bound)
    math(EXPR each "(${many} - ${few}) / 10")
    message(STATUS "${what} per query: ${each}, at most ${bound}")
    if(each GREATER bound)
        message(SEND_ERROR "a typed query costs ${each} ${what}, more than ${bound}")
    endif()
endfunction()

write_unit(few 2 0)
write_unit(many 12 0)
write_unit(few_heavy 2 2)
write_unit(many_heavy 2 12)
foreach(unit few many few_heavy many_heavy)
    compile(${unit} "${CLANG}" -fsyntax-only -Xclang -print-stats)
    string(REGEX MATCH "([0-9]+) decls total" found "${output}")
    set(declarations_${unit} "${CMAKE_MATCH_1}")
endforeach()
foreach(unit few many)
    compile(${unit} "${GCC}" -O0 -c "-fconstexpr-ops-limit=${steps_bound}" -o "${DIRECTORY}/${unit}.o")
    file(SIZE "${DIRECTORY}/${unit}.o" bytes_${unit})
endforeach()
compare("declarations" "${declarations_few}" "${declarations_many}" ${declarations_bound})
compare("declarations of a heavy query" "${declarations_few_heavy}" "${declarations_many_heavy}" ${heavy_bound})
compare("bytes of object" "${bytes_few}" "${bytes_many}" ${bytes_bound})
