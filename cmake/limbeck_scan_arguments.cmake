# How the models are parsed: as the target's own sources are compiled.
#
# A project says an option in many ways: its toolchain file, CMAKE_CXX_FLAGS and those of a configuration, directories,
# targets and what they link, precompiled headers, generator expressions, the environment. Only the command that CMake
# makes of all that is sure to have every one. So there is a target whose only source has the command of the revisions, and
# a build writes that command down instead of running it (limbeck_write_compile_command.sh). The scan reads it from there.

# Parts of limbeck_add_migrations that see its variables. Sets `compile_command`, the written file.
macro(_limbeck_add_compile_command)
  set(_source "${base}/limbeck_options.cpp")
  if(NOT EXISTS "${_source}")
    file(WRITE "${_source}" "// No compiler reads this file: limbeck records the command that would compile it.\n")
  endif()
  set(_script "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/limbeck_write_compile_command.sh")
  add_library(${name}_compile_command OBJECT EXCLUDE_FROM_ALL "${_source}")
  set_source_files_properties("${_source}" PROPERTIES OBJECT_DEPENDS "${CMAKE_CXX_COMPILER};${_script}")
  set_target_properties(${name}_compile_command PROPERTIES
    CXX_COMPILER_LAUNCHER "sh;${_script}"
    RULE_LAUNCH_COMPILE ""  # a launcher in front of ours would take ours for the compiler
    CXX_CLANG_TIDY "" CXX_CPPCHECK "" CXX_CPPLINT "" CXX_INCLUDE_WHAT_YOU_USE "" SKIP_LINTING ON
    AUTOMOC OFF AUTOUIC OFF AUTORCC OFF UNITY_BUILD OFF EXPORT_COMPILE_COMMANDS OFF CXX_SCAN_FOR_MODULES OFF)
  # With a precompiled header there are two objects.
  set(compile_command "$<FILTER:$<TARGET_OBJECTS:${name}_compile_command>,INCLUDE,/limbeck_options\\.cpp[^/]*$>")
  # When all directories have said what they say.
  cmake_language(EVAL CODE
    "cmake_language(DEFER DIRECTORY [=[${CMAKE_SOURCE_DIR}]=] CALL _limbeck_copy_options [[${name}]] [[${arg_LINK}]])")
endmacro()

# `scan_lines` of the response file: the arguments that only the scan gets.
macro(_limbeck_scan_arguments)
  set(scan_lines "--compile-command=${compile_command}\n")
  foreach(_option IN LISTS arg_IGNORE_OPTIONS)
    string(APPEND scan_lines "--ignore-option=${_option}\n")
  endforeach()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_CXX_COMPILER_TARGET)
    _limbeck_gcc_arguments(_gcc)
    string(APPEND scan_lines "${_gcc}")
  endif()
  foreach(_option IN LISTS arg_SCAN_OPTIONS)
    string(APPEND scan_lines "--argument=${_option}\n")
  endforeach()
  string(APPEND scan_lines "$<TARGET_PROPERTY:${name}_compile_command,LIMBECK_SCAN_LINES>")
  if(multi_config)
    string(APPEND scan_lines "--configuration=$<CONFIG>=${dir}\n")
    foreach(_configuration IN LISTS CMAKE_CONFIGURATION_TYPES)
      string(APPEND scan_lines "--other-configuration=${_configuration}=${base}/${_configuration}\n")
    endforeach()
    # Nothing depends on this file. If it is newer, the scan of another configuration knows that this one will run again.
    set(_objects "$<TARGET_PROPERTY:${name}_objects")
    file(GENERATE OUTPUT "${dir}/options_$<COMPILE_LANGUAGE>.txt" CONTENT
      "${CMAKE_CXX_FLAGS}\n$<CONFIG>\n${_objects},COMPILE_DEFINITIONS>\n${_objects},COMPILE_OPTIONS>\n${_objects},INCLUDE_DIRECTORIES>\n${_objects},PRECOMPILE_HEADERS>\n${_objects},COMPILE_FEATURES>\n$<TARGET_PROPERTY:${name}_compile_command,LIMBECK_FLAGS_$<CONFIG>>\n"
      TARGET ${name}_objects)
    foreach(_configuration IN LISTS CMAKE_CONFIGURATION_TYPES)
      string(TOUPPER "${_configuration}" _upper)
      set_property(TARGET ${name}_compile_command
        PROPERTY LIMBECK_FLAGS_${_configuration} "${CMAKE_CXX_FLAGS_${_upper}}")
    endforeach()
  endif()
endmacro()

# The options of <name>_objects for <name>_compile_command, and the name that warnings of conditions in the models have.
function(_limbeck_copy_options name link)
  set(target ${name}_compile_command)
  foreach(property IN ITEMS COMPILE_DEFINITIONS COMPILE_FEATURES COMPILE_FLAGS COMPILE_OPTIONS INCLUDE_DIRECTORIES
      LINK_LIBRARIES PRECOMPILE_HEADERS PRECOMPILE_HEADERS_REUSE_FROM DISABLE_PRECOMPILE_HEADERS CXX_STANDARD
      CXX_STANDARD_REQUIRED CXX_EXTENSIONS POSITION_INDEPENDENT_CODE NO_SYSTEM_FROM_IMPORTED
      INTERPROCEDURAL_OPTIMIZATION)
    get_property(is_set TARGET ${name}_objects PROPERTY ${property} SET)
    if(is_set)
      get_property(value TARGET ${name}_objects PROPERTY ${property})
      set_property(TARGET ${target} PROPERTY ${property} "${value}")
    endif()
  endforeach()

  _limbeck_linked_targets(linked "${link}")
  set(lines "")
  _limbeck_configuration_macros(macros ${name}_objects "${linked}")
  foreach(macro IN LISTS macros)
    string(APPEND lines "--configuration-macro=${macro}\n")
  endforeach()
  _limbeck_private_macros(macros ${name}_objects "${linked}")
  foreach(macro IN LISTS macros)
    string(APPEND lines "--private-macro=${macro}\n")
  endforeach()
  foreach(library IN LISTS linked)
    get_target_property(headers ${library} PRECOMPILE_HEADERS)
    get_target_property(passed_on ${library} INTERFACE_PRECOMPILE_HEADERS)
    if(headers AND NOT passed_on)
      string(APPEND lines "--private-precompiled=${library}\n")
    endif()
  endforeach()
  set_property(TARGET ${target} PROPERTY LIMBECK_SCAN_LINES "${lines}")
endfunction()

# The targets among `items` and what they link in turn.
function(_limbeck_linked_targets variable items)
  set(found "")
  while(items)
    list(POP_FRONT items item)
    if(NOT TARGET "${item}" OR item IN_LIST found)
      continue()
    endif()
    list(APPEND found "${item}")
    get_target_property(next ${item} INTERFACE_LINK_LIBRARIES)
    if(next)
      list(APPEND items ${next})
    endif()
  endwhile()
  set(${variable} "${found}" PARENT_SCOPE)
endfunction()

# Names of macros that one configuration defines and another does not, or in another way. May name too many: a generator
# expression is taken by its words.
function(_limbeck_configuration_macros variable objects linked)
  set(names "")
  # CMAKE_CXX_FLAGS_DEBUG and its like: what not all of them say.
  set(configurations ${CMAKE_CONFIGURATION_TYPES} ${CMAKE_BUILD_TYPE} Debug Release)
  list(REMOVE_DUPLICATES configurations)
  set(all "")
  foreach(configuration IN LISTS configurations)
    string(TOUPPER "${configuration}" configuration)
    string(REGEX MATCHALL "-[DU] *[A-Za-z_][A-Za-z0-9_]*[^ ;]*" of_${configuration} "${CMAKE_CXX_FLAGS_${configuration}}")
    list(APPEND all ${of_${configuration}})
  endforeach()
  foreach(option IN LISTS all)
    foreach(configuration IN LISTS configurations)
      string(TOUPPER "${configuration}" configuration)
      if(NOT option IN_LIST of_${configuration})
        string(REGEX REPLACE "^-[DU] *([A-Za-z0-9_]+).*$" "\\1" option_name "${option}")
        list(APPEND names "${option_name}")
        break()
      endif()
    endforeach()
  endforeach()
  # Definitions and options with $<CONFIG:…> around them.
  get_target_property(directory ${objects} SOURCE_DIR)
  get_directory_property(texts DIRECTORY "${directory}" COMPILE_DEFINITIONS)
  set(texts "${texts}")
  foreach(property IN ITEMS COMPILE_DEFINITIONS COMPILE_OPTIONS)
    get_target_property(text ${objects} ${property})
    string(APPEND texts ";${text}")
    foreach(library IN LISTS linked)
      get_target_property(text ${library} INTERFACE_${property})
      string(APPEND texts ";${text}")
    endforeach()
  endforeach()
  set(expression "")
  foreach(text IN LISTS texts)
    # An expression with a list in it comes in pieces.
    string(APPEND expression " ${text}")
    string(REGEX MATCHALL "\\$<" opened "${expression}")
    string(REGEX MATCHALL ">" closed "${expression}")
    list(LENGTH opened opened)
    list(LENGTH closed closed)
    if(opened GREATER closed)
      continue()
    endif()
    if(expression MATCHES "CONFIG")
      string(REGEX REPLACE "-[DU]|CONFIG:[A-Za-z0-9_,]*" " " expression "${expression}")
      string(REGEX MATCHALL "[A-Za-z_][A-Za-z0-9_]*" words "${expression}")
      list(APPEND names ${words})
    endif()
    set(expression "")
  endforeach()
  list(REMOVE_DUPLICATES names)
  set(${variable} "${names}" PARENT_SCOPE)
endfunction()

# Names of macros that only the sources of a linked target have: its PRIVATE definitions.
function(_limbeck_private_macros variable objects linked)
  get_target_property(own ${objects} COMPILE_DEFINITIONS)
  set(names "")
  foreach(library IN LISTS linked)
    get_target_property(imported ${library} IMPORTED)
    get_target_property(definitions ${library} COMPILE_DEFINITIONS)
    get_target_property(passed_on ${library} INTERFACE_COMPILE_DEFINITIONS)
    if(imported OR NOT definitions)
      continue()
    endif()
    foreach(definition IN LISTS definitions)
      if(NOT definition IN_LIST passed_on AND NOT definition IN_LIST own
          AND definition MATCHES "^(-D)?([A-Za-z_][A-Za-z0-9_]*)(=.*)?$")
        list(APPEND names "${CMAKE_MATCH_2}")
      endif()
    endforeach()
  endforeach()
  list(REMOVE_DUPLICATES names)
  set(${variable} "${names}" PARENT_SCOPE)
endfunction()

# The libstdc++ of the GCC that builds the project, not the newest that Clang finds on the machine.
function(_limbeck_gcc_arguments variable)
  if(NOT DEFINED LIMBECK_GCC_DIRECTORY)
    separate_arguments(command UNIX_COMMAND "${CMAKE_CXX_COMPILER_ARG1}")  # CXX="ccache g++"
    list(PREPEND command "${CMAKE_CXX_COMPILER}")
    execute_process(COMMAND ${command} -print-libgcc-file-name
      OUTPUT_VARIABLE library OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    execute_process(COMMAND ${command} -dumpmachine
      OUTPUT_VARIABLE machine OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    set(directory "")
    if(EXISTS "${library}")
      cmake_path(GET library PARENT_PATH directory)
    endif()
    set(LIMBECK_GCC_DIRECTORY "${directory}" CACHE INTERNAL "Where Clang finds GCC's standard library")
    set(LIMBECK_GCC_MACHINE "${machine}" CACHE INTERNAL "What GCC compiles for")
  endif()
  set(lines "")
  if(CMAKE_CROSSCOMPILING AND LIMBECK_GCC_MACHINE)
    string(APPEND lines "--argument=--target=${LIMBECK_GCC_MACHINE}\n")
  endif()
  if(LIMBECK_GCC_DIRECTORY)
    string(APPEND lines "--argument=--gcc-install-dir=${LIMBECK_GCC_DIRECTORY}\n")
  endif()
  set(${variable} "${lines}" PARENT_SCOPE)
endfunction()
