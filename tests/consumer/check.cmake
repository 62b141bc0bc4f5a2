# Installs tenon from its build directory, then builds and runs the project beside this file against the package:
# once as it is, and once more after a migration and a query were changed.
cmake_policy(VERSION 3.25)

function(run)
    execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# Builds the project, runs its program where the one before has left its data, and looks what it prints.
function(expect output)
    run("${CMAKE_COMMAND}" --build "${DIRECTORY}/build")
    execute_process(COMMAND "${DIRECTORY}/build/consumer" WORKING_DIRECTORY "${DIRECTORY}/data"
        OUTPUT_VARIABLE printed COMMAND_ERROR_IS_FATAL ANY)
    if(NOT printed STREQUAL output)
        message(FATAL_ERROR "The program printed\n${printed}but not\n${output}")
    endif()
endfunction()

file(REMOVE_RECURSE "${DIRECTORY}")
file(MAKE_DIRECTORY "${DIRECTORY}/data")
file(COPY "${CMAKE_CURRENT_LIST_DIR}/" DESTINATION "${DIRECTORY}/source")
unset(ENV{DATABASE_URL})
run("${CMAKE_COMMAND}" --install "${TENON_BUILD}" --prefix "${DIRECTORY}/prefix")
run("${CMAKE_COMMAND}" -S "${DIRECTORY}/source" -B "${DIRECTORY}/build" -G "${GENERATOR}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_PREFIX_PATH=${DIRECTORY}/prefix")
expect("001_create\nGrace \"the first\" 99.5\n")
run("${CMAKE_COMMAND}" --build "${DIRECTORY}/build" --target consumer_compiled)

file(WRITE "${DIRECTORY}/source/migrations/shop/002_shout.sql" "UPDATE customers SET name = upper(name);\n")
file(READ "${DIRECTORY}/source/queries/big_orders.sql" query)
string(REPLACE "o.total\nFROM" "o.total * 2 AS total\nFROM" query "${query}")
file(WRITE "${DIRECTORY}/source/queries/big_orders.sql" "${query}")
expect("001_create\n002_shout\nGRACE \"THE FIRST\" 199\nGRACE \"THE FIRST\" 199\n")

# Two directories of one name in C++.
file(MAKE_DIRECTORY "${DIRECTORY}/source/migrations/class_")
execute_process(COMMAND "${CMAKE_COMMAND}" -S "${DIRECTORY}/source" -B "${DIRECTORY}/build"
    ERROR_VARIABLE refused OUTPUT_QUIET RESULT_VARIABLE code)
string(REGEX REPLACE "[ \n]+" " " refused "${refused}")
if(code EQUAL 0 OR NOT refused MATCHES "would be tenon_migrations::class_: rename one")
    message(FATAL_ERROR "Two directories of one name were taken, or refused by another sentence: ${refused}")
endif()
