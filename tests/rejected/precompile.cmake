# cmake -DCOMPILER=… -DINCLUDE_DIRS=… -DPRELUDE=… -P precompile.cmake: writes a header at PRELUDE and, beside it, what
# the compiler makes of it, for check.cmake.
include("${CMAKE_CURRENT_LIST_DIR}/compiler.cmake")
if(NOT compiler)
    return()
endif()

file(WRITE "${PRELUDE}" "#include <tenon/core.hpp>\n")
execute_process(COMMAND "${compiler}" ${flags} -x c++-header "${PRELUDE}" -o "${PRELUDE}.gch" COMMAND_ERROR_IS_FATAL ANY)
