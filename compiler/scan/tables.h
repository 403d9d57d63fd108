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
  std::vector<ColumnOfField> columns;  ///< those of `table`, in the same order
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

}  // namespace limbeck::compiler
