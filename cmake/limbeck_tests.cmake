# The history's own tests, run by the deployer's tool: what a team's CI asks of it. Part of
# limbeck_add_migrations, whose variables it sees.

# No effect in a project without enable_testing().
macro(_limbeck_add_tests)
  if(NOT arg_NO_TESTS AND (NOT DEFINED BUILD_TESTING OR BUILD_TESTING))
    if(NOT arg_MULTIPLE_HEADS)
      _limbeck_add_test(one_head "")
    endif()
    foreach(_dialect IN LISTS arg_DIALECTS)
      _limbeck_add_test(up ${_dialect})
      _limbeck_add_test(up_down_up ${_dialect})
      # Where models may be ahead of their history, they are.
      if(arg_MODELS AND arg_DRIFT STREQUAL "ERROR")
        _limbeck_add_test(models ${_dialect} --models "${schema}")
      endif()
    endforeach()
  endif()
endmacro()

# _limbeck_add_test(CHECK DIALECT ARGUMENTS…)
macro(_limbeck_add_test check dialect)
  set(_test "${name}.${check}")
  set(_arguments --only ${check} ${ARGN})
  if(NOT "${dialect}" STREQUAL "")
    string(APPEND _test ".${dialect}")
    list(APPEND _arguments --dialect ${dialect})
  endif()
  add_test(NAME "${_test}" COMMAND ${deployers_tool} test ${_arguments})
  # 77: there is no server to test on.
  set_tests_properties("${_test}" PROPERTIES LABELS limbeck SKIP_RETURN_CODE 77)
  # Not as an argument, which every user of the machine can read.
  if(arg_TEST_DATABASE)
    string(REPLACE ";" "\\;" _server "${arg_TEST_DATABASE}")
    set_tests_properties("${_test}" PROPERTIES ENVIRONMENT "LIMBECK_TEST_DATABASE=${_server}")
  endif()
endmacro()
