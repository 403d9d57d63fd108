# The files that declare views, functions, triggers and their like. Only the check reads them, and a new revision:
# they are no part of what is scanned or compiled.

# Makes the caller's arg_SQL_OBJECTS absolute, and `sql_object_lines` of a response file.
macro(_limbeck_list_sql_objects)
  set(_files "")
  foreach(_file IN LISTS arg_SQL_OBJECTS)
    # Only what the caller wrote is a pattern, not the folder that it is relative to.
    if(_file MATCHES "[*?]")
      _limbeck_literal(_folder "${CMAKE_CURRENT_SOURCE_DIR}")
      cmake_path(ABSOLUTE_PATH _file BASE_DIRECTORY "${_folder}" NORMALIZE)
      # Looked at again before every build: a new file needs no manual step.
      file(GLOB _found CONFIGURE_DEPENDS "${_file}")
      list(FILTER _found EXCLUDE REGEX "/\\.[^/]*$")  # an editor's own files
      list(APPEND _files ${_found})
    else()
      cmake_path(ABSOLUTE_PATH _file BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
      get_source_file_property(_generated "${_file}" GENERATED)
      if(NOT _generated AND (NOT EXISTS "${_file}" OR IS_DIRECTORY "${_file}"))
        message(FATAL_ERROR "limbeck_add_migrations(${name}): SQL_OBJECTS: there is no file ${_file}.\n"
          "If the build generates it, make it the OUTPUT of a command of this directory before this call, or "
          "set its source property GENERATED.")
      endif()
      list(APPEND _files "${_file}")
    endif()
  endforeach()
  if(_files)
    list(REMOVE_DUPLICATES _files)
  endif()
  set(arg_SQL_OBJECTS "${_files}")
  # Said without a file it still means something: that there is to be none of these objects.
  set(sql_object_lines "")
  if("SQL_OBJECTS" IN_LIST ARGN)
    set(sql_object_lines "--declares-objects\n")
  endif()
  if(arg_KEYWORDS_MISSING_VALUES)
    list(REMOVE_ITEM arg_KEYWORDS_MISSING_VALUES SQL_OBJECTS)
  endif()
  foreach(_file IN LISTS arg_SQL_OBJECTS)
    string(APPEND sql_object_lines "--sql-object\n${_file}\n")
  endforeach()
endmacro()
