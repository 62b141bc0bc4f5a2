# `cmake --install` and the package that find_package(tenon CONFIG) reads.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir "${CMAKE_INSTALL_DATADIR}/cmake/tenon")

configure_package_config_file(
    "${CMAKE_CURRENT_LIST_DIR}/tenonConfig.cmake.in" "${PROJECT_BINARY_DIR}/tenonConfig.cmake"
    INSTALL_DESTINATION "${package_dir}"
    NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/tenonConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion
    ARCH_INDEPENDENT)

install(TARGETS tenon EXPORT tenonTargets FILE_SET HEADERS)
install(EXPORT tenonTargets NAMESPACE tenon:: DESTINATION "${package_dir}")
install(FILES "${PROJECT_BINARY_DIR}/tenonConfig.cmake" "${PROJECT_BINARY_DIR}/tenonConfigVersion.cmake"
    "${tenon_compiled_source}" "${CMAKE_CURRENT_LIST_DIR}/tenon_migrations.cmake" "${CMAKE_CURRENT_LIST_DIR}/tenon_names.cmake"
    "${CMAKE_CURRENT_LIST_DIR}/tenon_sql.cmake"
    DESTINATION "${package_dir}")
