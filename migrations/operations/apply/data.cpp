#include "migrations/operations/apply/apply_as.h"
#include "migrations/operations/apply/change.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {

// Rows are no part of a schema. This only checks for what all databases reject.
static void apply_to(Change& change, const BulkInsert& operation) {
  schema::Table* table = require_table(change, operation.table);
  if (table == nullptr) return;
  if (operation.columns.empty())
    change.fail("no columns are named for the rows of table " + quoted(table->name));
  for (std::size_t i = 0; i < operation.columns.size(); ++i) {
    const std::string& name = operation.columns[i];
    for (std::size_t j = 0; j < i; ++j) {
      if (operation.columns[j] == name)
        change.fail(concat({"column ", quoted(name), " is named twice"}));
    }
    const schema::Column* column = require_column(change, *table, name);
    if (column != nullptr && column->generated) {
      change.fail(concat({"column ", quoted(concat({to_string(table->name), ".", name})),
                          " is generated: it takes no values"}));
    }
  }
  for (std::size_t row = 0; row < operation.rows.size(); ++row) {
    const std::size_t width = operation.rows[row].size();
    if (width == operation.columns.size()) continue;
    change.fail(concat({"row ", std::to_string(row + 1), " has ", std::to_string(width),
                        " values for ", std::to_string(operation.columns.size()), " columns"}));
  }
}

// Applier applies the operations in the block.
static void apply_to(Change&, const Execute&) {}
static void apply_to(Change&, const AutocommitBlock&) {}
// A data migration changes rows only.
static void apply_to(Change&, const Run&) {}

template void apply_as<BulkInsert>(Change&, const AnyOperation&);
template void apply_as<Execute>(Change&, const AnyOperation&);
template void apply_as<Run>(Change&, const AnyOperation&);
template void apply_as<AutocommitBlock>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
