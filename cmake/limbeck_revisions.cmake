# The revision files of a history: which there are, how they are compiled, and how a new one is written.

# Watched by the build: CONFIGURE_DEPENDS looks again before every build, so that a revision that is added or
# removed needs no manual step.
function(_limbeck_list_revisions variable directories)
  set(revisions "")
  foreach(directory IN LISTS directories)
    _limbeck_literal(literal "${directory}")
    file(GLOB found CONFIGURE_DEPENDS "${literal}/*.cpp")
    list(APPEND revisions ${found})
  endforeach()
  list(FILTER revisions EXCLUDE REGEX "/\\.[^/]*$")  # an editor's own files
  set(${variable} "${revisions}" PARENT_SCOPE)
endfunction()

# A path as file(GLOB) takes it by its letters: a project may lie in a folder `shop [main]`.
function(_limbeck_literal variable path)
  string(REGEX REPLACE "([[*?])" "[\\1]" path "${path}")
  set(${variable} "${path}" PARENT_SCOPE)
endfunction()

# A long history is compiled in batches of 32: a revision alone costs a fifth of a second, in a batch 10 ms.
# Batches are full and never change as revisions are added; what is past the last full one (the newest, which
# are the ones that are edited) is compiled file by file. Only revisions that define nothing else go into a
# batch, since two that each have a function `helper` would clash.
function(_limbeck_batch_revisions target revisions)
  set(size 32)
  list(LENGTH revisions count)
  math(EXPR batched "${count} / ${size} * ${size}")
  if(batched EQUAL 0)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  list(SUBLIST revisions 0 ${batched} old)
  set(index 0)
  foreach(revision IN LISTS old)
    _limbeck_is_plain(plain "${revision}")
    if(plain)
      math(EXPR batch "${index} / ${size}")
      set_source_files_properties("${revision}" PROPERTIES UNITY_GROUP "batch_${batch}")
    endif()
    math(EXPR index "${index} + 1")
  endforeach()
  # An old revision that is edited may stop being plain.
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${old})
endfunction()

# Whether a revision's file is comments, `#include <limbeck/revision.h>` and one LIMBECK_REVISION, as limbeck
# writes it. Errs to no.
function(_limbeck_is_plain variable file)
  file(READ "${file}" text)
  string(REGEX REPLACE "(^|\n)//[^\n]*" "\\1" text "${text}")
  string(REGEX REPLACE "#include [<\"]limbeck/revision.h[>\"]" "" text "${text}")
  string(STRIP "${text}" text)
  set(plain OFF)
  if("${text}" MATCHES "^LIMBECK_REVISION\\([A-Za-z0-9_]+\\) *= *{[^\n]*\n")
    string(LENGTH "${CMAKE_MATCH_0}" length)
    string(SUBSTRING "${text}" ${length} -1 body)
    # Every other line is indented, but for the closing one.
    string(REGEX REPLACE "\n+};$" "" body "${body}")
    if(NOT "${body}" MATCHES "(^|\n)[^ \t\n]")
      set(plain ON)
    endif()
  endif()
  set(${variable} ${plain} PARENT_SCOPE)
endfunction()

# The arguments of `limbeckc revision` and `merge` for the target, which the developer's command passes on.
macro(_limbeck_write_revision_arguments)
  set(lines "--name\n${name}\n--directory\n${directories}\n--state\n${state}\n")
  string(APPEND lines "--project-root\n${PROJECT_SOURCE_DIR}\n")
  if(model)
    string(APPEND lines "--model\n${model}\n")
  endif()
  foreach(dialect IN LISTS arg_DIALECTS)
    string(APPEND lines "--dialect\n${dialect}\n")
  endforeach()
  string(APPEND lines "${sql_object_lines}${filter_lines}")
  foreach(setting TEMPLATE FILE_TEMPLATE TIMEZONE TRUNCATE_SLUG_LENGTH)
    if(arg_${setting})
      string(TOLOWER "--${setting}" option)
      string(REPLACE "_" "-" option "${option}")
      string(APPEND lines "${option}=${arg_${setting}}\n")
    endif()
  endforeach()
  if(arg_POST_WRITE_HOOKS STREQUAL "NONE")
    string(APPEND lines "--no-hooks\n")
  else()
    foreach(hook IN LISTS arg_POST_WRITE_HOOKS)
      string(APPEND lines "--hook=${hook}\n")
    endforeach()
  endif()
  set(revision_arguments "${dir}/revision.rsp")
  file(GENERATE OUTPUT "${revision_arguments}" CONTENT "${lines}")
endmacro()
