# Mistakes in a call of limbeck_add_migrations, reported when CMake runs, each with its remedy.

# A macro: it makes the caller's arg_MODELS, arg_DIRECTORY and arg_TEMPLATE absolute, and fills in arg_DRIFT.
macro(_limbeck_check_arguments)
  set(_call "limbeck_add_migrations(${name})")
  if(NOT "${name}" MATCHES "^[A-Za-z_][A-Za-z0-9_]*$")
    message(FATAL_ERROR "${_call}: the name becomes a C++ identifier: only letters, digits and underscores.")
  endif()
  if(TARGET ${name})
    message(FATAL_ERROR "${_call}: there is a target of that name already.")
  endif()
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${_call}: unknown arguments: ${arg_UNPARSED_ARGUMENTS}\n"
      "Known are MODELS SQL_OBJECTS DIRECTORY DIALECTS LINK DRIFT MULTIPLE_HEADS TYPE_MAP NAMING_CONVENTION COMMENTS DATABASE "
      "VERSION_TABLE VERSION_TABLE_SCHEMA HISTORY_TABLE EXCLUDE_TABLES INCLUDE_SCHEMAS DEPENDS SCAN_OPTIONS IGNORE_OPTIONS NO_TESTS TEST_DATABASE TEMPLATE FILE_TEMPLATE TIMEZONE TRUNCATE_SLUG_LENGTH POST_WRITE_HOOKS.")
  endif()
  if(arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "${_call}: ${arg_KEYWORDS_MISSING_VALUES} without a value. Give one, or leave it out.")
  endif()

  if(NOT DEFINED arg_DRIFT)  # OFF is false
    set(arg_DRIFT ERROR)
  elseif(NOT arg_DRIFT MATCHES "^(ERROR|WARN|OFF)$")
    message(FATAL_ERROR "${_call}: DRIFT is ERROR, WARN or OFF, not '${arg_DRIFT}'.")
  endif()
  if(NOT arg_DIRECTORY)
    message(FATAL_ERROR "${_call}: DIRECTORY is missing: where the revisions are.")
  endif()
  set(_directories "")
  foreach(_directory IN LISTS arg_DIRECTORY)
    cmake_path(ABSOLUTE_PATH _directory BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
    string(REGEX REPLACE "(.)/$" "\\1" _directory "${_directory}")
    # Not there yet is fine (git keeps no empty directory): the build sees it appear.
    if(EXISTS "${_directory}" AND NOT IS_DIRECTORY "${_directory}")
      message(FATAL_ERROR "${_call}: DIRECTORY ${_directory} is a file.")
    endif()
    list(APPEND _directories "${_directory}")
  endforeach()
  list(REMOVE_DUPLICATES _directories)
  set(arg_DIRECTORY "${_directories}")
  if(arg_TEMPLATE)
    cmake_path(ABSOLUTE_PATH arg_TEMPLATE BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
    if(NOT EXISTS "${arg_TEMPLATE}" OR IS_DIRECTORY "${arg_TEMPLATE}")
      message(FATAL_ERROR "${_call}: TEMPLATE: there is no file ${arg_TEMPLATE}.")
    endif()
  endif()
  if(DEFINED arg_TRUNCATE_SLUG_LENGTH AND NOT arg_TRUNCATE_SLUG_LENGTH MATCHES "^[1-9][0-9]*$")
    message(FATAL_ERROR "${_call}: TRUNCATE_SLUG_LENGTH is a number of bytes, not '${arg_TRUNCATE_SLUG_LENGTH}'.")
  endif()

  if(NOT arg_MODELS AND NOT arg_DRIFT STREQUAL "OFF")
    message(FATAL_ERROR "${_call}: MODELS is missing: the headers that declare the schema. "
      "A history without models says DRIFT OFF.")
  endif()
  if(sql_object_lines AND NOT arg_MODELS)
    message(FATAL_ERROR "${_call}: SQL_OBJECTS stand beside MODELS, which declare the tables. Give both.")
  endif()
  set(_models "")
  foreach(_model IN LISTS arg_MODELS)
    cmake_path(ABSOLUTE_PATH _model BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
    get_source_file_property(_generated "${_model}" GENERATED)
    if(NOT _generated AND (NOT EXISTS "${_model}" OR IS_DIRECTORY "${_model}"))
      message(FATAL_ERROR "${_call}: there is no model header ${_model}.\n"
        "If the build generates it, make it the OUTPUT of a command of this directory before this call, or "
        "set its source property GENERATED and name the target that makes it in DEPENDS.")
    endif()
    list(APPEND _models "${_model}")
  endforeach()
  list(REMOVE_DUPLICATES _models)
  set(arg_MODELS "${_models}")

  if(NOT arg_DIALECTS)
    message(FATAL_ERROR "${_call}: DIALECTS is missing: the databases the history must work on, as in "
      "DIALECTS sqlite.")
  endif()
  list(REMOVE_DUPLICATES arg_DIALECTS)
  get_property(_known GLOBAL PROPERTY LIMBECK_DIALECTS)
  # With a version as they were given; arg_DIALECTS keeps the names.
  set(arg_DIALECT_VERSIONS "${arg_DIALECTS}")
  list(TRANSFORM arg_DIALECTS REPLACE ">=[0-9]+([.][0-9]+)?$" "")
  set(_names "${arg_DIALECTS}")
  list(REMOVE_DUPLICATES _names)
  if(NOT _names STREQUAL arg_DIALECTS)
    message(FATAL_ERROR "${_call}: DIALECTS has a database twice: ${arg_DIALECT_VERSIONS}.")
  endif()
  foreach(_dialect IN LISTS arg_DIALECTS)
    if(_dialect MATCHES "[<>=]")
      message(FATAL_ERROR "${_call}: DIALECTS takes a database, or one with the lowest version of its server, as in "
        "\"postgresql>=13\", not '${_dialect}'.")
    endif()
    if(NOT _dialect IN_LIST _known)
      list(JOIN _known ", " _known)
      message(FATAL_ERROR "${_call}: unknown dialect '${_dialect}'. This limbeck knows ${_known}.")
    endif()
  endforeach()

  foreach(_mapping IN LISTS arg_TYPE_MAP)
    if(NOT _mapping MATCHES "^[^=]+=.+$")
      message(FATAL_ERROR "${_call}: TYPE_MAP takes C++ type = SQL type, as in \"QUuid=uuid\", "
        "not '${_mapping}'.")
    endif()
  endforeach()

  foreach(_pattern IN LISTS arg_NAMING_CONVENTION)
    if(NOT _pattern MATCHES "^(ix|uq|ck|fk|pk|ex)=.*$" AND NOT _pattern MATCHES "^after=.+$")
      message(FATAL_ERROR "${_call}: NAMING_CONVENTION takes patterns for ix, uq, ck, fk, pk and ex, as in "
        "\"ix=idx_%(table_name)s_%(column_0_N_name)s\", and after=revision before those that hold only after it, "
        "not '${_pattern}'.")
    endif()
  endforeach()

  if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR AND NOT arg_DRIFT STREQUAL "OFF")
    message(FATAL_ERROR "${_call}: the check runs the revisions, which are compiled for "
      "${CMAKE_SYSTEM_PROCESSOR}. Set CMAKE_CROSSCOMPILING_EMULATOR (qemu-user, for example), or say "
      "DRIFT OFF here and leave the check to a build for this machine.")
  endif()
endmacro()

# The limbeckc to run, and what to depend on so that another one reruns everything: the target orders, the file
# makes the commands out of date.
function(_limbeck_find_tool tool_variable depends_variable)
  if(LIMBECK_EXECUTABLE)
    if(NOT EXISTS "${LIMBECK_EXECUTABLE}")
      message(FATAL_ERROR "LIMBECK_EXECUTABLE: there is no ${LIMBECK_EXECUTABLE}.")
    endif()
    set(tool "${LIMBECK_EXECUTABLE}")
    set(depends "${LIMBECK_EXECUTABLE}")
    if(EXISTS "${LIMBECK_EXECUTABLE}-clang")
      list(APPEND depends "${LIMBECK_EXECUTABLE}-clang")
    endif()
  elseif(NOT TARGET limbeck::limbeckc)
    message(FATAL_ERROR "limbeckc is missing: install limbeck's component 'tools', or set "
      "LIMBECK_EXECUTABLE to a limbeckc.")
  elseif(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
    message(FATAL_ERROR "Cross-compiling: the limbeckc found here is one for ${CMAKE_SYSTEM_PROCESSOR}. Set "
      "LIMBECK_EXECUTABLE to a limbeckc that runs on this machine, or CMAKE_CROSSCOMPILING_EMULATOR.")
  else()
    set(tool limbeck::limbeckc)
    if(CMAKE_CROSSCOMPILING)
      set(tool limbeck::limbeckc_clang)  # an emulator does not see to what limbeckc starts
    endif()
    set(depends limbeck::limbeckc "$<TARGET_FILE:limbeck::limbeckc>" "$<TARGET_FILE:limbeck::limbeckc_clang>")
  endif()
  set(${tool_variable} "${tool}" PARENT_SCOPE)
  set(${depends_variable} "${depends}" PARENT_SCOPE)
endfunction()
