#include "compiler/scaffold/scaffold.h"

#include <algorithm>

#include "compiler/scaffold/files.h"
#include "compiler/scaffold/found_names.h"
#include "migrations/schema/kinds.h"
#include "migrations/text/concat.h"

namespace limbeck::compiler {
namespace {

// An argument of CMake: quoted as it takes every text.
std::string cmake_argument(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '$') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string cmake_call(const Scaffold& of, const ScaffoldOptions& options) {
  std::string text = concat({"limbeck_add_migrations(", options.target, "\n  MODELS"});
  for (const ScaffoldFile& header : of.headers) text += "\n    " + header.path;
  if (!of.sql_objects.empty()) {
    std::vector<std::string> patterns;
    for (const ScaffoldFile& file : of.sql_objects) {
      std::string pattern = file.path.substr(0, file.path.rfind('/')) + "/*.sql";
      if (std::ranges::find(patterns, pattern) == patterns.end())
        patterns.push_back(std::move(pattern));
    }
    text += "\n  SQL_OBJECTS";
    for (const std::string& pattern : patterns) text += "\n    " + pattern;
  }
  text += concat({"\n  DIRECTORY migrations\n  DIALECTS ",
                  options.dialects.empty() ? options.dialect : options.dialects});
  if (!of.naming.empty()) {
    text += "\n  NAMING_CONVENTION";
    for (const std::string& entry : of.naming) text += "\n    " + cmake_argument(entry);
  }
  if (of.comments) text += "\n  COMMENTS";
  return text + ")\n";
}

// A struct without members declares no table.
void leave_out_empty_tables(schema::Schema& schema, Scaffold& into) {
  const schema::Schema all = schema;
  std::erase_if(schema.tables, [&](const schema::Table& table) {
    if (!schema::column_source(all, table).columns.empty()) return false;
    into.unsaid.push_back({"table", to_string(table.name), "has no columns"});
    return true;
  });
}

}  // namespace

Scaffold scaffold(const schema::Schema& schema, const ScaffoldOptions& options) {
  Scaffold result;
  schema::Schema declared = schema;
  leave_out_empty_tables(declared, result);
  declared = with_columns_of_partitions(std::move(declared));
  const FoundNames found = found_names(declared);
  result.naming = found.entries;
  const ModelNames names(declared, options.cpp_namespace, options.keep_names);
  write_headers({declared, names, found.convention}, options, result);
  result.sql_objects = object_files(declared, options.dialect);
  result.cmake = cmake_call(result, options);
  return result;
}

}  // namespace limbeck::compiler
