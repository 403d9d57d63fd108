include(limbeck_hardening)

# limbeck_layer(NAME [IN_APPS] [ALWAYS_JOINED | NEVER_JOINED] SOURCES … [APART …] [USES …] [PRIVATE_USES …])
#   One static library a layer, `limbeck_NAME` with the alias `limbeck::NAME`, which links only the layers it
#   may use: a wrong include does not link. IN_APPS: an application links it, so it is built to be small.
#   ALWAYS_JOINED: with LIMBECK_UNITY or without; for sources whose headers are nearly all of the work.
#   NEVER_JOINED: one source at a time; for drivers, as `limbeck_size` subtracts the sizes of their objects.
#   APART: more sources, which must not be compiled together with what the headers of SOURCES declare.
function(limbeck_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "IN_APPS;ALWAYS_JOINED;NEVER_JOINED" "" "SOURCES;APART;USES;PRIVATE_USES")
  add_library(limbeck_${name} STATIC ${arg_SOURCES} ${arg_APART})
  add_library(limbeck::${name} ALIAS limbeck_${name})
  target_link_libraries(limbeck_${name} PUBLIC ${arg_USES} PRIVATE ${arg_PRIVATE_USES})
  set(in_apps "")
  if(arg_IN_APPS)
    set(in_apps IN_APPS)
  endif()
  limbeck_own_target(limbeck_${name} ${in_apps})
  if(arg_ALWAYS_JOINED)
    set(LIMBECK_UNITY ON)
  elseif(arg_NEVER_JOINED)
    set(LIMBECK_UNITY OFF)
  endif()
  limbeck_join(limbeck_${name} ${arg_SOURCES})
  limbeck_join(limbeck_${name} ${arg_APART})
  # Sections, for applications that link with --gc-sections: of every layer, as a function that nothing calls refers to others.
  target_compile_options(limbeck_${name} PRIVATE -ffunction-sections -fdata-sections)
  if(arg_IN_APPS)
    # A third of what -O3 makes of it, and nothing that a migration waits for. After CMake's own -O, so it counts.
    target_compile_options(limbeck_${name} PRIVATE "$<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-Os>")
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      # A function that every object has a tailored copy of is linked as often; one that is as it was, once.
      target_compile_options(limbeck_${name} PRIVATE "$<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-fno-ipa-sra;-fno-ipa-cp>")
    endif()
  endif()
  # limbeckc's own layers stay at home; the others are installed (limbeck_install.cmake).
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY "${limbeck_SOURCE_DIR}" OUTPUT_VARIABLE folder)
  if(NOT folder MATCHES "^(compiler|tests)/")
    set_property(GLOBAL APPEND PROPERTY LIMBECK_LAYERS ${name})
  endif()
endfunction()

# limbeck_join(TARGET SOURCES…): where LIMBECK_UNITY is on, compiles these sources of TARGET together, up to 12 at a time.
# They need names of their own: two of them cannot define one name, even in anonymous namespaces. No other target of the
# folder can have these sources, as CMake knows one unit a source and folder.
function(limbeck_join target)
  if(NOT LIMBECK_UNITY OR NOT ARGN)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  list(LENGTH ARGN count)
  math(EXPR units "(${count} + 11) / 12")
  math(EXPR at_a_time "(${count} + ${units} - 1) / ${units}")
  set(joined 0)
  foreach(source IN LISTS ARGN)
    math(EXPR place "${joined} % ${at_a_time}")
    if(place EQUAL 0)
      cmake_path(ABSOLUTE_PATH source OUTPUT_VARIABLE unit)
      cmake_path(RELATIVE_PATH unit BASE_DIRECTORY "${limbeck_SOURCE_DIR}")
      string(MAKE_C_IDENTIFIER "${unit}" unit)
    endif()
    set_property(SOURCE "${source}" TARGET_DIRECTORY ${target} PROPERTY UNITY_GROUP ${unit})
    math(EXPR joined "${joined} + 1")
  endforeach()
endfunction()

# limbeck_umbrella(NAME LAYERS …): what users link, `limbeck::NAME`, made of layers.
function(limbeck_umbrella name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LAYERS")
  add_library(limbeck_${name} INTERFACE)
  add_library(limbeck::${name} ALIAS limbeck_${name})
  foreach(layer IN LISTS arg_LAYERS)
    if(NOT TARGET limbeck::${layer})
      continue()
    endif()
    target_link_libraries(limbeck_${name} INTERFACE limbeck::${layer})
  endforeach()
endfunction()

# limbeck_own_target(TARGET [IN_APPS]): what every target of limbeck's own is built with.
function(limbeck_own_target target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON UNITY_BUILD OFF)
  target_include_directories(${target} PRIVATE "${limbeck_SOURCE_DIR}")
  target_compile_options(${target} PRIVATE -Wall -Wextra)
  limbeck_harden(${target} ${ARGN})
  # g++ 12 sees overlapping copies in `"x" + std::string` when it optimises (GCC bug 105651); 13 does not.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict)
  endif()
  if(LIMBECK_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(LIMBECK_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${LIMBECK_SANITIZE} -fno-sanitize-recover=all
      -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=${LIMBECK_SANITIZE})
  endif()
endfunction()
