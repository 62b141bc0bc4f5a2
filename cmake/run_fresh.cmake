# cmake -DPROGRAM=… -DDIRECTORY=… -P run_fresh.cmake: runs the program in a directory that is made anew,
# without the settings that the person who runs the tests has in the environment.
file(REMOVE_RECURSE "${DIRECTORY}")
file(MAKE_DIRECTORY "${DIRECTORY}")
unset(ENV{DATABASE_URL})
execute_process(COMMAND "${PROGRAM}" WORKING_DIRECTORY "${DIRECTORY}" RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "${PROGRAM} failed: ${result}")
endif()
