// What an operation works on, for those who only ask that.
#pragma once

#include <optional>
#include <string>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// The facts of its kind but the name, which name_of knows: a table of texts costs an application
/// 2.5 KB.
struct KindFacts {
  Verb verb;
  On on;
  Rows rows;
  OlderPrograms older_programs;
  schema::ObjectKind object;  ///< with On::object
};
KindFacts facts_of(const Operation& operation);
/// Whether it, or one inside it, is of a kind that can destroy rows or values.
bool can_destroy(const Operation& operation);

/// On::nothing for SQL, C++ and blocks.
Subject subject_of(const Operation& operation);

/// The path of the thing (schema/location.h); empty for rows and where there is none. Of a
/// partition that of the table that it is.
std::string path_of(const Subject& subject);
/// The thing under the name that a rename gives it.
Subject renamed(Subject subject);

/// Nothing for tables, enums, their parts, and rows.
std::optional<schema::Object> object_in(const Subject& subject);
/// The table or view whose part it is, or that it is itself. The comment on a trigger or index is
/// on none.
std::optional<Name> table_in(const Subject& subject);

}  // namespace limbeck::operations
