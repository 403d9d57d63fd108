# Looks at the symbols of ARCHIVES: those of public functions, variables and types have the inline
# namespace in their names, and no symbol names a public type without it.
set(symbols "")
foreach(archive IN LISTS ARCHIVES)
  execute_process(COMMAND "${NM}" -C "${archive}" OUTPUT_VARIABLE output ERROR_QUIET RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "${NM} cannot read ${archive}")
  endif()
  string(APPEND symbols "${output}")
endforeach()
foreach(wanted "limbeck::v1::migrate(" "limbeck::v1::command_line(" "limbeck::v1::Operations::create_table("
    "limbeck::v1::sqlite_backend" "limbeck::v1::Error" "limbeck::v1::Manifest const&")
  string(FIND "${symbols}" "${wanted}" place)
  if(place EQUAL -1)
    message(FATAL_ERROR "no symbol of ${ARCHIVES} has '${wanted}'")
  endif()
endforeach()
string(REGEX MATCH "[^\n]*limbeck::(Operations|BatchOperations|Connection|Manifest|Revision|Error|Migrator|MigrationStatus|MigrateOptions|Database|migrate\\()[^\n]*"
  outside "${symbols}")
if(outside)
  message(FATAL_ERROR "a public name without the inline namespace:\n${outside}")
endif()
