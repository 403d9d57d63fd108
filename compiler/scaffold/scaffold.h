// emit's sister: a schema as the model headers and SQL files that say it. No Clang, no database.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/scaffold/attribute_source.h"
#include "migrations/schema/schema.h"

namespace limbeck::compiler {

/// Into how many headers the models go.
enum class Headers : unsigned char { one_a_table, one_a_schema, one };

struct ScaffoldOptions {
  std::string dialect = {};        ///< as in dialects.def
  std::string dialects = {};       ///< what DIALECTS is to say; if empty, `dialect`
  std::string target = {};         ///< the name of the target in CMake
  std::string cpp_namespace = {};  ///< around all models: `shop::db`, or none
  Headers headers = Headers::one_a_table;
  bool keep_names = false;  ///< structs have the names of the tables
};

struct ScaffoldFile {
  std::string path;  ///< relative to the folder that all files go to
  std::string text;  ///< complete, but for the line that says who wrote it
};

struct Scaffold {
  std::vector<ScaffoldFile> headers;      ///< in the order in which MODELS lists them
  std::vector<ScaffoldFile> sql_objects;  ///< what SQL_OBJECTS lists
  std::string cmake;                      ///< the call of limbeck_add_migrations
  std::vector<std::string> naming;        ///< the patterns of NAMING_CONVENTION
  bool comments = false;                  ///< COMMENTS is needed
  std::vector<Unsaid> unsaid;             ///< what neither models nor SQL objects say
};

/// The files for a whole schema. It depends on the arguments only, and calls for the same schema
/// give the same bytes.
Scaffold scaffold(const schema::Schema& schema, const ScaffoldOptions& options);

}  // namespace limbeck::compiler
