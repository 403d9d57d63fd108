// Structs with `table` → tables, in two steps: first all tables with their columns, then what
// stands on columns, which may be another table's.
#pragma once

#include <vector>

#include "compiler/scan/columns.h"
#include "compiler/scan/reading.h"

namespace limbeck::compiler {

struct TableOfStruct {
  const clang::CXXRecordDecl* record = nullptr;
  schema::Table table;
  schema::Location location;
  std::vector<ColumnOfField> columns;  ///< as in `table`, in the same order
};

/// Every table of the translation unit, in the order of their structs, without keys and
/// constraints. Tells those that cannot be: of a template, without columns, of a name that another
/// has.
std::vector<TableOfStruct> tables_of(const Reading& reading);

/// The position of the column that `path` leads to, or -1.
int column_at(const TableOfStruct& table, const std::vector<const clang::FieldDecl*>& path);

/// Whether `path` leads to an embedded struct: a field of several columns.
bool is_embedded(const TableOfStruct& table, const std::vector<const clang::FieldDecl*>& path);

/// The table of `record`, or null.
const TableOfStruct* table_of(const std::vector<TableOfStruct>& tables,
                              const clang::CXXRecordDecl& record);

}  // namespace limbeck::compiler
