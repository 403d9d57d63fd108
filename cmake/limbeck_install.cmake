# Two components: `runtime` for whoever runs a history (no LLVM in a sysroot), `tools` for whoever builds one.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/limbeck")

get_property(libraries GLOBAL PROPERTY LIMBECK_RUNTIME_LIBRARIES)
install(TARGETS ${libraries} EXPORT limbeck-runtime
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT runtime
  INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(DIRECTORY migrations/include/limbeck runtime/include/limbeck
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT runtime)
install(EXPORT limbeck-runtime NAMESPACE limbeck:: DESTINATION "${package_dir}" COMPONENT runtime)

install(TARGETS limbeck-inspect RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT tools)
if(TARGET limbeckc)
  install(TARGETS limbeckc limbeckc_clang limbeck EXPORT limbeck-tools
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT tools)
  install(EXPORT limbeck-tools NAMESPACE limbeck:: DESTINATION "${package_dir}" COMPONENT tools)
endif()

get_property(dialects GLOBAL PROPERTY LIMBECK_DIALECTS)
foreach(dialect IN LISTS dialects)
  install(FILES runtime/connection/${dialect}/dependency.cmake RENAME limbeck_dependency_${dialect}.cmake
    DESTINATION "${package_dir}" COMPONENT runtime)
endforeach()
configure_package_config_file(cmake/limbeck-config.cmake.in "${CMAKE_CURRENT_BINARY_DIR}/limbeck-config.cmake"
  INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/limbeck-config-version.cmake"
  VERSION "${PROJECT_VERSION}" COMPATIBILITY SameMinorVersion)
install(FILES
  "${CMAKE_CURRENT_BINARY_DIR}/limbeck-config.cmake" "${CMAKE_CURRENT_BINARY_DIR}/limbeck-config-version.cmake"
  cmake/limbeck_add_migrations.cmake cmake/limbeck_guards.cmake cmake/limbeck_link_options.cmake cmake/limbeck_scan_arguments.cmake
  cmake/limbeck_write_compile_command.sh
  cmake/limbeck_revisions.cmake cmake/limbeck_record.cmake cmake/limbeck_shared_database.cmake cmake/limbeck_sql_objects.cmake cmake/limbeck_tests.cmake
  cmake/limbeck_state.cpp.in cmake/limbeck_backends.cpp.in cmake/limbeck_tool.cpp.in
  DESTINATION "${package_dir}" COMPONENT runtime)
