#include <algorithm>

#include "migrations/operations/apply/apply_as.h"
#include "migrations/operations/apply/checks.h"
#include "migrations/operations/apply/needs.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
schema::Index* require_index(Change& change, const Name& table, const std::string& name) {
  schema::View* view = edit_view(change, table);
  schema::Table* owner = view == nullptr ? require_table(change, table) : nullptr;
  if (view == nullptr && owner == nullptr) return nullptr;
  std::vector<schema::Index>& indexes = view == nullptr ? owner->indexes : view->indexes;
  std::vector<std::string> names;
  for (schema::Index& index : indexes) {
    if (index.name == name) return &index;
    names.push_back(index.name);
  }
  change.fail(concat({view == nullptr ? "table " : "view ", quoted(table), " has no index ",
                      quoted(name), " at this revision", suggestion(name, names)}),
              schema::path_of_index(table, name));
  return nullptr;
}

static void apply_to(Change& change, const CreateIndex& operation) {
  schema::View* view = edit_view(change, operation.table);
  schema::Table* table = view == nullptr ? require_table(change, operation.table) : nullptr;
  if (view == nullptr && table == nullptr) return;
  require_free_relation(change, {operation.table.schema, operation.index.name});
  if (view != nullptr) {
    check_index(change, *view, operation.index);
    if (change.failed()) return;
    view->indexes.push_back(operation.index);
    schema::sort_objects(change.schema);
    return;
  }
  check_index(change, *table, operation.index);
  if (change.failed()) return;
  table->indexes.push_back(operation.index);
  schema::sort(*table);
}

static void apply_to(Change& change, const DropIndex& operation) {
  schema::Index* found = require_index(change, operation.table, operation.index);
  if (found == nullptr) return;
  if (schema::View* view = edit_view(change, operation.table)) {
    view->indexes.erase(view->indexes.begin() + (found - view->indexes.data()));
    return;
  }
  schema::Table& table = *edit_table(change, operation.table);
  const auto at = found - table.indexes.data();
  if (found->unique) {
    schema::Table after = table;
    after.indexes.erase(after.indexes.begin() + at);
    check_references_keep_key(change, after, naming(*found));
  }
  if (!change.failed()) table.indexes.erase(table.indexes.begin() + at);
}

static void apply_to(Change& change, const RenameIndex& operation) {
  schema::Index* found = require_index(change, operation.table, operation.index);
  if (found == nullptr) return;
  if (operation.new_name.empty()) return change.fail("the new name is empty");
  require_free_relation(change, {operation.table.schema, operation.new_name});
  if (change.failed()) return;
  found->name = operation.new_name;
  if (edit_view(change, operation.table) != nullptr) return schema::sort_objects(change.schema);
  schema::sort(*edit_table(change, operation.table));
}

template void apply_as<CreateIndex>(Change&, const AnyOperation&);
template void apply_as<DropIndex>(Change&, const AnyOperation&);
template void apply_as<RenameIndex>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
