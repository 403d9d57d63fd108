// Translates structs with `table` to tables, in two steps: first all tables with their columns,
// then what refers to columns, also of other tables.
#pragma once

#include <vector>

#include "compiler/scan/columns.h"
#include "compiler/scan/reading.h"

namespace limbeck::compiler {

struct TableOfStruct {
  const clang::CXXRecordDecl* record = nullptr;
  schema::Table table;
  schema::Location location;
  /// Those of `table`, in the same order; of a partition those of the partitioned table.
  std::vector<ColumnOfField> columns;
  /// The structs whose attributes say its constraints: `record` and its mixins, and of a partition
  /// `record` alone.
  std::vector<const clang::CXXRecordDecl*> parts;

  bool is_partition() const { return table.partition_of.has_value(); }
};

/// All tables of the translation unit, in the order of their structs, without keys and constraints.
/// Reports invalid ones: of a template, without columns, or with the name of another table.
std::vector<TableOfStruct> tables_of(const Reading& reading);

/// The index of the column that `path` leads to, or -1.
int column_at(const TableOfStruct& table, const std::vector<const clang::FieldDecl*>& path);

/// Whether `path` leads to an embedded struct, which has several columns.
bool is_embedded(const TableOfStruct& table, const std::vector<const clang::FieldDecl*>& path);

/// The table of `record`, or null.
const TableOfStruct* table_of(const std::vector<TableOfStruct>& tables,
                              const clang::CXXRecordDecl& record);

// Reports what the models declare in some builds only.

/// Reports a warning for each condition on the build configuration, and an error for each one whose
/// outcome with the project's compiler is not known, if a table, a column or an attribute of one
/// depends on it.
void check_conditions(const Reading& reading, const std::vector<TableOfStruct>& tables);

}  // namespace limbeck::compiler
