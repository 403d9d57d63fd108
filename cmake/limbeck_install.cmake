# Two components: `runtime` for programs that run a history (no LLVM in a sysroot), `tools` for projects that build one.
include(GNUInstallDirs)
include(CMakeFindDependencyMacro)
include(CMakePackageConfigHelpers)
find_package(Threads REQUIRED)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/limbeck")

# One library of all layers, and one of each driver, which has a client library to link. They are made of the layers'
# objects and not of the layers, whose own libraries (JSON, command lines) are headers that no consumer needs.
get_property(layers GLOBAL PROPERTY LIMBECK_LAYERS)
get_property(dialects GLOBAL PROPERTY LIMBECK_DIALECTS)
set(drivers ${dialects})
list(TRANSFORM drivers PREPEND connection_)
list(REMOVE_ITEM layers ${drivers} drivers inspect)  # the last two are for limbeck's own programs
set(objects ${layers})
list(TRANSFORM objects REPLACE "(.+)" "$<TARGET_OBJECTS:limbeck_\\1>")
add_library(limbeck_installed STATIC ${objects})
target_link_libraries(limbeck_installed PUBLIC Threads::Threads)
set_target_properties(limbeck_installed PROPERTIES OUTPUT_NAME limbeck_runtime EXPORT_NAME library)
set(libraries limbeck_installed)
foreach(dialect IN LISTS dialects)
  include(runtime/connection/${dialect}/dependency.cmake)
  add_library(limbeck_installed_${dialect} STATIC $<TARGET_OBJECTS:limbeck_connection_${dialect}>)
  get_property(client_library GLOBAL PROPERTY LIMBECK_CLIENT_LIBRARY_OF_${dialect})
  target_link_libraries(limbeck_installed_${dialect} PUBLIC limbeck_installed PRIVATE ${client_library})
  set_target_properties(limbeck_installed_${dialect} PROPERTIES OUTPUT_NAME limbeck_${dialect}
    EXPORT_NAME connection_${dialect})
  list(APPEND libraries limbeck_installed_${dialect})
endforeach()
foreach(library IN LISTS libraries)
  set_target_properties(${library} PROPERTIES LINKER_LANGUAGE CXX)
  target_compile_features(${library} PUBLIC cxx_std_20)
endforeach()
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
