# Installs tenon from its build directory, then builds and runs the project beside this file against the package.
function(run)
    execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE "${DIRECTORY}")
run("${CMAKE_COMMAND}" --install "${TENON_BUILD}" --prefix "${DIRECTORY}/prefix")
run("${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}" -B "${DIRECTORY}/build" -G "${GENERATOR}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_PREFIX_PATH=${DIRECTORY}/prefix")
run("${CMAKE_COMMAND}" --build "${DIRECTORY}/build")

set(PROGRAM "${DIRECTORY}/build/consumer")
set(DIRECTORY "${DIRECTORY}/data")
include("${CMAKE_CURRENT_LIST_DIR}/../../cmake/run_fresh.cmake")
