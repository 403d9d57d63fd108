# How the models are parsed: as the target's own sources would be compiled, as far as Clang can be told.

# `lines` of a response file with a generator expression in them: for file(GENERATE … TARGET target).
function(_limbeck_scan_arguments lines_variable target)
  # Options that change what a header means. An allow-list: an option that only GCC knows is an error to Clang.
  set(meaningful
    "^(-I.+|-isystem.+|-D.+|-U.+|--?target=.+|--sysroot=.+|-stdlib=.+|-m(32|64)|-fno-exceptions|-fno-rtti|-fshort-enums|-f(un)?signed-char)$")

  set(property "$<TARGET_PROPERTY:${target}")
  _limbeck_prefixed(definitions "-D" "${property},COMPILE_DEFINITIONS>")
  _limbeck_prefixed(includes "-I" "${property},INCLUDE_DIRECTORIES>")
  _limbeck_prefixed(options "" "$<FILTER:${property},COMPILE_OPTIONS>,INCLUDE,${meaningful}>")

  get_target_property(standard ${target} CXX_STANDARD)
  get_target_property(extensions ${target} CXX_EXTENSIONS)
  set(dialect "gnu++")
  if(NOT extensions STREQUAL "extensions-NOTFOUND" AND NOT extensions)
    set(dialect "c++")
  endif()
  if(NOT standard OR standard LESS 20)
    set(standard 20)
  endif()
  set(features "${property},COMPILE_FEATURES>")
  set(version "$<IF:$<IN_LIST:cxx_std_26,${features}>,26,$<IF:$<IN_LIST:cxx_std_23,${features}>,23,${standard}>>")
  if(standard GREATER 20)
    set(version "${standard}")
  endif()
  set(lines "--argument=-std=${dialect}${version}\n")

  # What the compiler adds of itself: its variables, its flags, its standard library.
  separate_arguments(flags UNIX_COMMAND "${CMAKE_CXX_FLAGS}")
  set(pending "")
  foreach(flag IN LISTS flags)
    if(pending)
      string(APPEND lines "--argument=${pending}${flag}\n")
      set(pending "")
    elseif(flag MATCHES "^(-I|-D|-U|-isystem)$")
      set(pending "${flag}")
    elseif(flag MATCHES "${meaningful}")
      string(APPEND lines "--argument=${flag}\n")
    endif()
  endforeach()
  if(CMAKE_SYSROOT)
    string(APPEND lines "--argument=--sysroot=${CMAKE_SYSROOT}\n")
  endif()
  foreach(include IN LISTS CMAKE_CXX_STANDARD_INCLUDE_DIRECTORIES)
    string(APPEND lines "--argument=-isystem${include}\n")
  endforeach()
  if(CMAKE_CXX_COMPILER_TARGET)
    string(APPEND lines "--argument=--target=${CMAKE_CXX_COMPILER_TARGET}\n")
  elseif(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    _limbeck_gcc_arguments(gcc)
    string(APPEND lines "${gcc}")
  endif()
  set(${lines_variable} "${lines}${options}${definitions}${includes}" PARENT_SCOPE)
endfunction()

# `--argument=<prefix><item>` for each item of a list that is only known when the build is generated.
function(_limbeck_prefixed variable prefix list)
  set(${variable} "$<$<BOOL:${list}>:--argument=${prefix}$<JOIN:${list},\n--argument=${prefix}>\n>"
    PARENT_SCOPE)
endfunction()

# The libstdc++ of the GCC that builds the project, not the newest that Clang finds on the machine.
function(_limbeck_gcc_arguments variable)
  if(NOT DEFINED LIMBECK_GCC_ARGUMENTS)
    execute_process(COMMAND "${CMAKE_CXX_COMPILER}" -print-libgcc-file-name
      OUTPUT_VARIABLE library OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    execute_process(COMMAND "${CMAKE_CXX_COMPILER}" -dumpmachine
      OUTPUT_VARIABLE machine OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    set(arguments "")
    if(CMAKE_CROSSCOMPILING AND machine)
      string(APPEND arguments "--argument=--target=${machine}\n")
    endif()
    if(EXISTS "${library}")
      cmake_path(GET library PARENT_PATH directory)
      string(APPEND arguments "--argument=--gcc-install-dir=${directory}\n")
    endif()
    set(LIMBECK_GCC_ARGUMENTS "${arguments}" CACHE INTERNAL "Where Clang finds GCC's standard library")
  endif()
  set(${variable} "${LIMBECK_GCC_ARGUMENTS}" PARENT_SCOPE)
endfunction()
