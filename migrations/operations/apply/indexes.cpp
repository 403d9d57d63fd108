#include <algorithm>

#include "migrations/operations/apply/checks.h"
#include "migrations/operations/apply/needs.h"

namespace limbeck::operations {

void apply_to(Change& change, const CreateIndex& operation) {
  schema::Table* table = require_table(change, operation.table);
  if (table == nullptr) return;
  require_free_relation(change, {operation.table.schema, operation.index.name});
  check_index(change, *table, operation.index);
  if (change.failed()) return;
  table->indexes.push_back(operation.index);
  schema::sort(*table);
}

void apply_to(Change& change, const DropIndex& operation) {
  schema::Table* table = require_table(change, operation.table);
  if (table == nullptr) return;
  const auto found = std::find_if(table->indexes.begin(), table->indexes.end(),
                                  [&](const auto& index) { return index.name == operation.index; });
  if (found == table->indexes.end()) {
    std::vector<std::string> names;
    for (const auto& index : table->indexes) names.push_back(index.name);
    return change.fail("table " + quoted(table->name) + " has no index " + quoted(operation.index) +
                           " at this revision" + suggestion(operation.index, names),
                       schema::path_of_index(operation.table, operation.index));
  }
  if (found->unique) {
    schema::Table after = *table;
    after.indexes.erase(after.indexes.begin() + (found - table->indexes.begin()));
    check_references_keep_key(change, after, naming(*found));
  }
  if (!change.failed()) table->indexes.erase(found);
}

}  // namespace limbeck::operations
