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

// As the history has it, or new.
void need_schema(schema::Schema& schema, const schema::Schema& history, const std::string& name) {
  if (is_given(name)) return;
  const bool there = std::any_of(schema.schemas.begin(), schema.schemas.end(),
                                 [&](const auto& known) { return known.name.name == name; });
  if (there) return;
  const schema::Namespace* old = schema::find_namespace(history, name);
  schema.schemas.push_back(old == nullptr ? schema::Namespace{.name = {"", name}} : *old);
}

void need_schemas(schema::Schema& schema, const schema::Schema& history) {
  const auto need = [&](const auto& things) {
    for (const auto& thing : things) need_schema(schema, history, thing.name.schema);
  };
  need(schema.tables);
  need(schema.enums);
  need(schema.sequences);
  need(schema.domains);
  need(schema.views);
  need(schema.functions);
  for (const auto& extension : schema.extensions) need_schema(schema, history, extension.in_schema);
}

// Where the declaration leaves it to the database, it is what the history says.
void complete_extensions(schema::Schema& schema, const schema::Schema& history) {
  for (schema::Extension& extension : schema.extensions) {
    const schema::Extension* old = schema::find_extension(history, extension.name.name);
    if (old == nullptr) continue;
    if (extension.in_schema.empty()) extension.in_schema = old->in_schema;
    if (extension.version.empty()) extension.version = old->version;
  }
}

// What the models do not declare, and the history made.
void keep_objects(schema::Schema& model, const schema::Schema& history) {
  model.schemas = history.schemas;
  model.extensions = history.extensions;
  model.domains = history.domains;
  model.views = history.views;
  model.functions = history.functions;
  model.sequences = history.sequences;
  std::erase_if(model.sequences, [&](const schema::Sequence& sequence) {
    return sequence.owned_by && !has_column(model, *sequence.owned_by);
  });
  model.triggers = history.triggers;
  std::erase_if(model.triggers, [&](const schema::Trigger& trigger) {
    return schema::find_table(model, trigger.table) == nullptr &&
           schema::find_view(model, trigger.table) == nullptr;
  });
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

schema::Schema governed(schema::Schema model, const schema::Schema& history, const Hints& hints,
                        Declared declared, const std::vector<Keep>& databases) {
  // Under the names that tables and columns will have.
  schema::Schema kept = history;
  std::vector<operations::Operation> renames;
  std::vector<Unreachable> told;  // by the diff
  rename(kept, model, hints, renames, told);

  keep_partitions(model, kept);
  if (declared == Declared::tables) {
    keep_objects(model, kept);
  } else {
    complete_extensions(model, kept);
  }
  need_schemas(model, kept);
  schema::sort(model);
  return in_words_of(kept, std::move(model), databases);
}

}  // namespace limbeck::diff
