# limbeck_add_migrations(NAME …): a history of revisions as a library, checked against annotated models.
# Usage, how it works and every argument: README.md beside this file.
#
# The rules that look odd, each with its reason, are written where they are followed.

include_guard(GLOBAL)
cmake_policy(PUSH)
cmake_policy(VERSION 3.25)  # depfile paths (CMP0116) and GENERATED (CMP0118), whatever the caller asks for

set(LIMBECK_EXECUTABLE "" CACHE FILEPATH
  "A limbeckc that runs on this machine: for cross-compiling, or to use another one than the package's")

include("${CMAKE_CURRENT_LIST_DIR}/limbeck_guards.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/limbeck_scan_arguments.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/limbeck_revisions.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/limbeck_sql_objects.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/limbeck_shared_database.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/limbeck_record.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/limbeck_tests.cmake")

# The models' attributes, to compilers that do not know them. Targets that link a history have these options, and so have
# those in its LINK; limbeck::attributes is for any other that includes a model.
if(NOT TARGET limbeck::attributes)
  add_library(limbeck::attributes INTERFACE IMPORTED GLOBAL)
  target_compile_options(limbeck::attributes INTERFACE
    "$<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-attributes=limbeck::>"
    "$<$<COMPILE_LANG_AND_ID:CXX,Clang,AppleClang>:-Wno-unknown-attributes>")
endif()

function(limbeck_add_migrations name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "MULTIPLE_HEADS;COMMENTS;NO_TESTS"
    "DRIFT;DATABASE;VERSION_TABLE;VERSION_TABLE_SCHEMA;HISTORY_TABLE;TEST_DATABASE;TEMPLATE;FILE_TEMPLATE;TIMEZONE;TRUNCATE_SLUG_LENGTH"
    "DIRECTORY;MODELS;SQL_OBJECTS;DIALECTS;LINK;TYPE_MAP;NAMING_CONVENTION;EXCLUDE_TABLES;INCLUDE_SCHEMAS;DEPENDS;SCAN_OPTIONS;IGNORE_OPTIONS;POST_WRITE_HOOKS")
  _limbeck_list_sql_objects()
  _limbeck_check_arguments()
  _limbeck_read_shared_database()
  _limbeck_find_tool(tool tool_depends)
  get_target_property(attribute_options limbeck::attributes INTERFACE_COMPILE_OPTIONS)

  # A directory of the target's own, a configuration: a shared file would make limbeckc run at every switch
  # between Debug and Release, and a leftover of another target could shadow a real file.
  set(base "${CMAKE_CURRENT_BINARY_DIR}/${name}")
  get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(multi_config)
    set(dir "${base}/$<CONFIG>")
  elseif(CMAKE_BUILD_TYPE)
    set(dir "${base}/${CMAKE_BUILD_TYPE}")
  else()
    set(dir "${base}/default")
  endif()
  set(include_dir "${dir}/include")
  file(WRITE "${base}/.clang-tidy.in" "Checks: '-*,llvm-twine-local'\n")  # "no checks" is an error to it
  file(COPY_FILE "${base}/.clang-tidy.in" "${base}/.clang-tidy" ONLY_IF_DIFFERENT)

  _limbeck_list_revisions(revisions "${arg_DIRECTORY}")
  _limbeck_add_manifest()
  _limbeck_add_model()
  _limbeck_add_state()
  _limbeck_add_check()
  _limbeck_add_library()
  _limbeck_add_deployers_tool()
  _limbeck_add_tests()
  _limbeck_write_revision_arguments()
  _limbeck_record()

  # What LINK names may be defined later in the caller's directory.
  cmake_language(EVAL CODE "cmake_language(DEFER CALL _limbeck_order [[${name}]] [[${arg_LINK}]])")
endfunction()

# The functions below are parts of the one above and see its variables: macros, so that a target's whole making
# reads top to bottom.

# Revisions → <name>_manifest.cpp, <name>.h. Stamp first in OUTPUT: the files behind it are written only when
# their bytes change, so that Ninja compiles nothing when they did not; with the real file as the only output
# Make would run the command for ever.
macro(_limbeck_add_manifest)
  set(naming_lines "")
  foreach(pattern IN LISTS arg_NAMING_CONVENTION)
    string(APPEND naming_lines "--naming=${pattern}\n")
  endforeach()
  set(manifest_source "${dir}/${name}_manifest.cpp")
  set(manifest_header "${include_dir}/${name}.h")
  list(JOIN arg_DIRECTORY "\n--directory\n" directories)
  set(lines "--name\n${name}\n--directory\n${directories}\n--output\n${manifest_source}\n")
  string(APPEND lines "--header\n${manifest_header}\n--project-root\n${PROJECT_SOURCE_DIR}\n")
  foreach(revision IN LISTS revisions)
    string(APPEND lines "--revision\n${revision}\n")
  endforeach()
  foreach(dialect IN LISTS arg_DIALECT_VERSIONS)
    string(APPEND lines "--dialect\n${dialect}\n")
  endforeach()
  if(arg_DATABASE)
    string(APPEND lines "--database\n${arg_DATABASE}\n")
  endif()
  string(APPEND lines "${ledger_lines}${filter_lines}${naming_lines}")
  # More than one head is refused by the check, not here: the commands that repair it need the manifest.
  string(APPEND lines "--multiple-heads\n--backends\n")
  # A response file: no limit to its length, and Make, which does not look at command lines, sees it change.
  file(GENERATE OUTPUT "${dir}/manifest.rsp" CONTENT "${lines}")

  add_custom_command(
    OUTPUT "${dir}/manifest.stamp" "${manifest_source}" "${manifest_header}"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${include_dir}"  # Make does not, Ninja does
    COMMAND ${tool} manifest "@${dir}/manifest.rsp"
    COMMAND "${CMAKE_COMMAND}" -E touch "${dir}/manifest.stamp"
    DEPENDS ${revisions} "${dir}/manifest.rsp" ${tool_depends}
    COMMENT "Reading the revisions of ${name}"
    VERBATIM)
  # One target drives the command and everything else depends on it: two consumers that each ran it made Make
  # run it twice at the same time.
  add_custom_target(${name}_manifest DEPENDS "${dir}/manifest.stamp")

  # Compiled once, for the state program, the library and the deployer's tool.
  add_library(${name}_objects OBJECT "${manifest_source}" ${revisions})
  target_link_libraries(${name}_objects PRIVATE limbeck::migrations ${arg_LINK})
  target_include_directories(${name}_objects PUBLIC "${include_dir}")
  target_compile_options(${name}_objects PRIVATE ${attribute_options})
  add_dependencies(${name}_objects ${name}_manifest)
  set_target_properties(${name}_objects PROPERTIES UNITY_BUILD OFF POSITION_INDEPENDENT_CODE ON)
  set_source_files_properties("${manifest_source}" PROPERTIES SKIP_LINTING ON SKIP_AUTOGEN ON)
  _limbeck_batch_revisions(${name}_objects "${revisions}")
endmacro()

# Models → <name>.model.json, and <name>.schema.json, which is the same without places: a comment moves every
# line below it, and the check must not run again for that.
macro(_limbeck_add_model)
  set(model "")
  set(schema "")
  if(arg_MODELS)
    set(model "${dir}/${name}.model.json")
    set(schema "${dir}/${name}.schema.json")
    set(lines "--name\n${name}\n--output\n${model}\n--schema\n${schema}\n")
    # Absolute, and named like the first output: a depfile for another target, or with a relative one, makes
    # Ninja rebuild for ever and Make never notice a header.
    string(APPEND lines "--depfile\n${dir}/scan.d\n--depfile-target\n${dir}/scan.stamp\n")
    string(APPEND lines "--project-root\n${PROJECT_SOURCE_DIR}\n")
    foreach(header IN LISTS arg_MODELS)
      string(APPEND lines "--model\n${header}\n")
    endforeach()
    foreach(mapping IN LISTS arg_TYPE_MAP)
      string(APPEND lines "--type-map\n${mapping}\n")
    endforeach()
    string(APPEND lines "${naming_lines}")
    if(arg_COMMENTS)
      string(APPEND lines "--comments\n")
    endif()
    if(limbeck_RESOURCE_DIR)
      string(APPEND lines "--resource-dir\n${limbeck_RESOURCE_DIR}\n")
    endif()
    _limbeck_add_compile_command()
    _limbeck_scan_arguments()
    file(GENERATE OUTPUT "${dir}/scan.rsp" CONTENT "${lines}${scan_lines}")
    add_custom_command(
      OUTPUT "${dir}/scan.stamp" "${model}" "${schema}"
      COMMAND ${tool} scan "@${dir}/scan.rsp"
      COMMAND "${CMAKE_COMMAND}" -E touch "${dir}/scan.stamp"
      DEPENDS ${arg_MODELS} "${dir}/scan.rsp" "${compile_command}" ${tool_depends} ${arg_DEPENDS}
      DEPFILE "${dir}/scan.d"
      COMMENT "Scanning the models of ${name}"
      VERBATIM)
    add_custom_target(${name}_model DEPENDS "${dir}/scan.stamp")
    add_dependencies(${name}_model ${name}_compile_command)
  else()
    add_custom_target(${name}_model)
  endif()
  # Only generates: for editors, linters, and users who want the header before a build.
  add_custom_target(${name}_codegen)
  add_dependencies(${name}_codegen ${name}_model ${name}_manifest)
endmacro()

# A program of the revisions alone, run in the build, that prints the schema they lead to.
macro(_limbeck_add_state)
  set(state "${dir}/${name}.state.json")
  list(TRANSFORM arg_DIALECTS REPLACE ".+" "nullptr" OUTPUT_VARIABLE no_backends)
  list(JOIN no_backends ", " no_backends)
  configure_file("${CMAKE_CURRENT_FUNCTION_LIST_DIR}/limbeck_state.cpp.in" "${base}/${name}_state.cpp" @ONLY)
  add_executable(${name}_state EXCLUDE_FROM_ALL "${base}/${name}_state.cpp")
  target_link_libraries(${name}_state PRIVATE ${name}_objects limbeck::state ${arg_LINK})
  set_target_properties(${name}_state PROPERTIES
    UNITY_BUILD OFF RUNTIME_OUTPUT_DIRECTORY "${dir}" CXX_CLANG_TIDY "")
  add_dependencies(${name}_state ${name}_manifest)
  set(note_source "${dir}/${name}_note.cpp")
  add_custom_command(
    OUTPUT "${dir}/state.stamp" "${state}" "${note_source}"
    COMMAND ${name}_state --output "${state}" --root "${PROJECT_SOURCE_DIR}" --note "${note_source}"
    COMMAND "${CMAKE_COMMAND}" -E touch "${dir}/state.stamp"
    DEPENDS ${name}_state
    COMMENT "Replaying the revisions of ${name}"
    VERBATIM)
  add_custom_target(${name}_head DEPENDS "${dir}/state.stamp")
endmacro()

# The models against the history's head. What it finds fails ${name}, and nothing that is needed to write the
# missing revision.
macro(_limbeck_add_check)
  set(lines "--name\n${name}\n--state\n${state}\n--directory\n${directories}\n")
  string(APPEND lines "--stamp\n${dir}/check.stamp\n--project-root\n${PROJECT_SOURCE_DIR}\n")
  string(TOLOWER "${arg_DRIFT}" drift)
  string(APPEND lines "--drift\n${drift}\n")
  if(arg_MODELS)
    string(APPEND lines "--model\n${model}\n")
  endif()
  string(APPEND lines "${sql_object_lines}${filter_lines}")
  foreach(dialect IN LISTS arg_DIALECTS)
    string(APPEND lines "--dialect\n${dialect}\n")
  endforeach()
  if(arg_MULTIPLE_HEADS)
    string(APPEND lines "--multiple-heads\n")
  endif()
  file(GENERATE OUTPUT "${dir}/check.rsp" CONTENT "${lines}")
  if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
    add_custom_target(${name}_check)  # DRIFT OFF, or _limbeck_check_arguments would have refused
  else()
    add_custom_command(
      OUTPUT "${dir}/check.stamp"
      COMMAND ${tool} check "@${dir}/check.rsp"
      DEPENDS ${schema} "${state}" "${dir}/check.rsp" ${arg_SQL_OBJECTS} ${tool_depends}
      COMMENT "Comparing the models of ${name} with its history"
      VERBATIM)
    add_custom_target(${name}_check DEPENDS "${dir}/check.stamp")
    add_dependencies(${name}_check ${name}_model ${name}_head)
  endif()
endmacro()

# What an application links.
macro(_limbeck_add_library)
  # Naming a database's backend is what links its driver and SQL: an app carries those of DIALECTS only.
  list(TRANSFORM arg_DIALECTS REPLACE "(.+)" "&limbeck::\\1_backend" OUTPUT_VARIABLE backends)
  list(JOIN backends ", " backends)
  list(TRANSFORM arg_DIALECTS PREPEND "limbeck::connection_" OUTPUT_VARIABLE drivers)
  configure_file("${CMAKE_CURRENT_FUNCTION_LIST_DIR}/limbeck_backends.cpp.in" "${base}/${name}_backends.cpp" @ONLY)
  add_library(${name} STATIC $<TARGET_OBJECTS:${name}_objects> "${base}/${name}_backends.cpp")
  # What limbeck-inspect reads. Not where the revisions cannot be run.
  if(NOT CMAKE_CROSSCOMPILING OR CMAKE_CROSSCOMPILING_EMULATOR)
    target_sources(${name} PRIVATE "${note_source}")
    set_source_files_properties("${note_source}" PROPERTIES SKIP_LINTING ON SKIP_AUTOGEN ON)
    # So that what links the manifest links the note.
    set_property(TARGET ${name} APPEND PROPERTY COMPILE_DEFINITIONS LIMBECK_NOTE)
  endif()
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${name} INTERFACE "$<BUILD_INTERFACE:${include_dir}>")
  target_link_libraries(${name} PUBLIC limbeck::runtime ${drivers} PRIVATE ${arg_LINK})
  target_compile_options(${name} INTERFACE ${attribute_options})
  # The header exists before the sources that include it are compiled, and a drift is reported before that.
  add_dependencies(${name} ${name}_manifest ${name}_check)
endmacro()

# Works whatever the check says: a developer whose models are ahead still needs to look at a database.
macro(_limbeck_add_deployers_tool)
  string(REGEX REPLACE "_migrations$" "" short_name "${name}")
  set(deployers_tool "${short_name}-migrate")
  configure_file("${CMAKE_CURRENT_FUNCTION_LIST_DIR}/limbeck_tool.cpp.in" "${base}/${deployers_tool}.cpp" @ONLY)
  add_executable(${deployers_tool} "${base}/${deployers_tool}.cpp" "${base}/${name}_backends.cpp")
  target_link_libraries(${deployers_tool} PRIVATE ${name}_objects limbeck::command_line ${drivers} ${arg_LINK})
  set_target_properties(${deployers_tool} PROPERTIES UNITY_BUILD OFF CXX_CLANG_TIDY "")
  add_dependencies(${deployers_tool} ${name}_manifest)
endmacro()

# The scan waits for the targets that the models may need to be parsed (one may generate a header). Their sources, and
# whatever else links them, include the models too.
function(_limbeck_order name link)
  get_target_property(attribute_options limbeck::attributes INTERFACE_COMPILE_OPTIONS)
  foreach(item IN LISTS link)
    if(TARGET ${item})
      get_target_property(aliased ${item} ALIASED_TARGET)
      if(aliased)
        set(item ${aliased})
      endif()
      get_target_property(imported ${item} IMPORTED)
      if(NOT imported)
        add_dependencies(${name}_model ${item})
        get_target_property(type ${item} TYPE)
        if(NOT type STREQUAL "INTERFACE_LIBRARY")
          set_property(TARGET ${item} APPEND PROPERTY COMPILE_OPTIONS ${attribute_options})
        endif()
        set_property(TARGET ${item} APPEND PROPERTY INTERFACE_COMPILE_OPTIONS
          "$<BUILD_INTERFACE:${attribute_options}>")
      endif()
    endif()
  endforeach()
endfunction()

cmake_policy(POP)
