# tenon_migrations(<target> <directory>...)
#
# Gives a target the written migrations in <directory>/<module>/NNN_name.sql as constants, one header for each module:
# <tenon_migrations/MODULE.hpp> has `tenon_migrations::MODULE`, an array of tenon::migration_file that a module adds in
# its `static void migrations(tenon::migrations& to)`. `init.sql` is among them. Files that are added, changed or
# removed are noticed by the next build.
cmake_policy(VERSION 3.25)

set(tenon_embed_migrations "${CMAKE_CURRENT_LIST_DIR}/tenonEmbedMigrations.cmake")

function(tenon_migrations target)
    if(NOT TARGET "${target}")
        message(FATAL_ERROR "tenon_migrations: there is no target ${target}")
    endif()
    set(include_dir "${CMAKE_CURRENT_BINARY_DIR}/${target}_migrations")
    foreach(directory IN LISTS ARGN)
        get_filename_component(directory "${directory}" ABSOLUTE)
        if(NOT IS_DIRECTORY "${directory}")
            message(FATAL_ERROR "tenon_migrations: ${directory} is no directory")
        endif()
        file(GLOB modules CONFIGURE_DEPENDS LIST_DIRECTORIES TRUE "${directory}/*")
        foreach(module_dir IN LISTS modules)
            if(NOT IS_DIRECTORY "${module_dir}")
                continue()
            endif()
            get_filename_component(name "${module_dir}" NAME)
            string(MAKE_C_IDENTIFIER "${name}" name)
            file(GLOB files CONFIGURE_DEPENDS "${module_dir}/*.sql")
            set(header "${include_dir}/tenon_migrations/${name}.hpp")
            add_custom_command(OUTPUT "${header}"
                COMMAND "${CMAKE_COMMAND}" "-DDIRECTORY=${module_dir}" "-DNAME=${name}" "-DHEADER=${header}"
                    -P "${tenon_embed_migrations}"
                DEPENDS ${files} "${module_dir}" "${tenon_embed_migrations}"
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
