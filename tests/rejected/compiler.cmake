# What precompiling and checking share: `compiler` and its `flags`, from -DCOMPILER=… -DINCLUDE_DIRS=…
cmake_policy(VERSION 3.25)

find_program(compiler "${COMPILER}" NO_CACHE)
if(NOT compiler)
    message("${COMPILER} is not installed: skipped")
endif()

set(flags -std=c++20)
foreach(directory IN LISTS INCLUDE_DIRS)
    list(APPEND flags "-I${directory}")
endforeach()
set(ENV{LC_ALL} C.UTF-8)
