# The dialects that limbeck knows (migrations/include/limbeck/dialects.def), and what adds each to a layer.

# limbeck_known_dialects(VARIABLE [MACRO]): their names, in the order of the list; with MACRO, those of another kind of line.
function(limbeck_known_dialects variable)
  set(macro LIMBECK_DIALECT)
  if(ARGN)
    set(macro ${ARGN})
  endif()
  set(list "${limbeck_SOURCE_DIR}/migrations/include/limbeck/dialects.def")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${list}")
  file(STRINGS "${list}" names REGEX "^${macro}\\(")
  list(TRANSFORM names REPLACE "^${macro}\\(([a-z0-9_]+).*$" "\\1")
  set(${variable} "${names}" PARENT_SCOPE)
endfunction()

# limbeck_add_dialects([LAYER]): the folder of each dialect beside the caller's CMakeLists.txt, and what it says the layer uses. A
# layer that asks something of each dialect needs a folder of each.
macro(limbeck_add_dialects)
  limbeck_known_dialects(_dialects)
  foreach(_dialect IN LISTS _dialects)
    if(NOT EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${_dialect}/CMakeLists.txt")
      message(FATAL_ERROR "The dialect ${_dialect} of migrations/include/limbeck/dialects.def lacks its folder, with a CMakeLists.txt, in "
        "${CMAKE_CURRENT_SOURCE_DIR}.")
    endif()
    add_subdirectory(${_dialect})
  endforeach()
  foreach(_layer ${ARGN})
    get_property(_uses GLOBAL PROPERTY _limbeck_dialects_use_${_layer})
    # Here and not in their folders: what is linked from another directory cannot be exported.
    target_link_libraries(limbeck_${_layer} PRIVATE ${_uses})
  endforeach()
endmacro()

# limbeck_layer_sources(LAYER SOURCES … [APART …] [USES …]): what a dialect's folder adds to a layer. APART: as for limbeck_layer.
function(limbeck_layer_sources layer)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;APART;USES")
  list(TRANSFORM arg_SOURCES PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  list(TRANSFORM arg_APART PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  target_sources(limbeck_${layer} PRIVATE ${arg_SOURCES} ${arg_APART})
  limbeck_join(limbeck_${layer} ${arg_SOURCES})
  limbeck_join(limbeck_${layer} ${arg_APART})
  set_property(GLOBAL APPEND PROPERTY _limbeck_dialects_use_${layer} ${arg_USES})
endfunction()
