#include "migrations/scope/governed.h"

#include <algorithm>
#include <utility>

#include "migrations/diff/renames.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/other_objects.h"

namespace limbeck::scope {
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
  const schema::Namespace* old = schema::find<schema::Namespace>(history, {"", name});
  schema.schemas.push_back(old == nullptr ? schema::Namespace{.name = {"", name}} : *old);
}

void need_schemas(schema::Schema& schema, const schema::Schema& history) {
  schema::for_each_kind([&](const auto& kind) {
    // Those that are declared are there, and the list grows.
    if constexpr (!std::is_same_v<schema::ThingOf<decltype(kind)>, schema::Namespace>) {
      for (const auto& thing : schema.*kind.member)
        need_schema(schema, history, schema::schema_of(thing));
    }
  });
}

// Where the declaration leaves it to the database, it is what the history says.
void complete_extensions(schema::Schema& schema, const schema::Schema& history) {
  for (schema::Extension& extension : schema.extensions) {
    const schema::Extension* old = schema::find<schema::Extension>(history, extension.name);
    if (old == nullptr) continue;
    if (extension.in_schema.empty()) extension.in_schema = old->in_schema;
    if (extension.version.empty()) extension.version = old->version;
  }
}

// What the models do not declare, and the history made.
void keep_objects(schema::Schema& model, const schema::Schema& history) {
  schema::for_each_sql_object_kind(
      [&](const auto& kind) { model.*kind.member = history.*kind.member; });
  schema::for_each_sql_object_kind([&](const auto& kind) {
    std::erase_if(model.*kind.member, [&](const auto& thing) {
      if constexpr (schema::is_on_table<schema::ThingOf<decltype(kind)>>) {
        return schema::find_table(model, thing.table) == nullptr &&
               schema::find_view(model, thing.table) == nullptr;
      } else if constexpr (std::is_same_v<schema::ThingOf<decltype(kind)>, schema::OtherObject>) {
        const std::optional<schema::Name> table = schema::table_of(thing);
        return table && schema::find_table(history, *table) != nullptr &&
               schema::find_table(model, *table) == nullptr;
      } else {
        const schema::OwnedBy* owner = schema::owner_of(thing);
        return owner != nullptr && !has_column(model, *owner);
      }
    });
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

schema::Schema governed(schema::Schema model, const schema::Schema& history,
                        const diff::Hints& hints, Declared declared,
                        const std::vector<diff::Keep>& databases) {
  // Under the names that tables and columns will have.
  schema::Schema kept = history;
  std::vector<operations::Operation> renames;
  std::vector<Finding> unreachable;  // The diff reports them.
  diff::rename(kept, model, hints, renames, unreachable);

  keep_partitions(model, kept);
  if (declared == Declared::tables) {
    keep_objects(model, kept);
  } else {
    complete_extensions(model, kept);
  }
  need_schemas(model, kept);
  schema::sort(model);
  return diff::in_words_of(kept, std::move(model), databases);
}

}  // namespace limbeck::scope
