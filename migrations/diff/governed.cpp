#include "migrations/diff/governed.h"

#include <algorithm>
#include <utility>

#include "migrations/diff/renames.h"

namespace limbeck::diff {
namespace {

// Databases have it from the start.
bool is_given(const std::string& schema) { return schema.empty() || schema == "public"; }

bool has_column(const schema::Schema& schema, const schema::OwnedBy& owner) {
  const schema::Table* table = schema::find_table(schema, owner.table);
  return table != nullptr && schema::find_column(*table, owner.column) != nullptr;
}

void need_schema(schema::Schema& schema, const std::string& name) {
  if (is_given(name)) return;
  const bool there = std::any_of(schema.schemas.begin(), schema.schemas.end(),
                                 [&](const auto& known) { return known.name.name == name; });
  if (!there) schema.schemas.push_back({{"", name}, {}});
}

// Partitions of the models' tables, and theirs in turn.
void keep_partitions(schema::Schema& model, const schema::Schema& history) {
  for (bool more = true; more;) {
    more = false;
    for (const schema::Table& table : history.tables) {
      if (!table.partition_of || schema::find_table(model, table.name) != nullptr) continue;
      const schema::Table* parent = schema::find_table(model, table.partition_of->table);
      if (parent == nullptr || parent->partition_by.empty()) continue;
      model.tables.push_back(table);
      schema::sort(model);
      more = true;
    }
  }
}

}  // namespace

schema::Schema governed(schema::Schema model, const schema::Schema& history, const Hints& hints) {
  // Under the names that tables and columns will have.
  schema::Schema kept = history;
  std::vector<operations::Operation> renames;
  rename(kept, model, hints, renames);

  keep_partitions(model, kept);
  model.schemas = std::move(kept.schemas);
  model.extensions = std::move(kept.extensions);
  model.domains = std::move(kept.domains);
  model.views = std::move(kept.views);
  model.functions = std::move(kept.functions);
  model.sequences = std::move(kept.sequences);
  std::erase_if(model.sequences, [&](const schema::Sequence& sequence) {
    return sequence.owned_by && !has_column(model, *sequence.owned_by);
  });
  model.triggers = std::move(kept.triggers);
  std::erase_if(model.triggers, [&](const schema::Trigger& trigger) {
    return schema::find_table(model, trigger.table) == nullptr &&
           schema::find_view(model, trigger.table) == nullptr;
  });
  for (const schema::Table& table : model.tables) need_schema(model, table.name.schema);
  for (const schema::Enum& type : model.enums) need_schema(model, type.name.schema);
  schema::sort(model);
  return model;
}

}  // namespace limbeck::diff
