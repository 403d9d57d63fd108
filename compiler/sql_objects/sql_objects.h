// scan's other half: the files of SQL_OBJECTS → Schema. No Clang, no database.
#pragma once

#include <string>
#include <vector>

#include "compiler/model/model.h"
#include "migrations/diagnostics/diagnostics.h"

namespace limbeck::compiler {

struct SqlObjects {
  std::vector<std::string> files;
  std::vector<std::string> dialects;  ///< where PostgreSQL is none, bare names keep their case
};

/// Adds to the model what the files declare (views, functions, procedures, triggers, sequences,
/// domains, extensions, schemas, with comments and indexes of materialised views) and where; from
/// then on the model governs all of these kinds, whatever else a history made. What cannot be read
/// is reported at its place, and reading goes on. `history` is the schema at the head, for tables
/// that no model declares: partitions. Throws std::filesystem::filesystem_error for a file that
/// cannot be opened.
void add_sql_objects(const SqlObjects& objects, const schema::Schema& history, Model& model,
                     diagnostics::Diagnostics& diagnostics);

}  // namespace limbeck::compiler
