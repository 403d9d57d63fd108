#include "migrations/operations/apply/change.h"

#include <algorithm>
#include <utility>

#include "migrations/operations/apply/needs.h"
#include "migrations/schema/columns.h"
#include "migrations/schema/kinds.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

template <class Things>
std::vector<std::string> names_of(const Things& things) {
  std::vector<std::string> names;
  for (const auto& thing : things) names.push_back(to_string(thing.name));
  return names;
}

}  // namespace

std::string quoted(std::string_view name) { return concat({"'", name, "'"}); }
std::string quoted(const Name& name) { return quoted(to_string(name)); }

std::string suggestion(std::string_view wrong, const std::vector<std::string>& candidates) {
  const std::string near = schema::nearest(wrong, candidates);
  return near.empty() ? std::string() : concat({"; did you mean ", quoted(near), "?"});
}

schema::Table* edit_table(Change& change, const Name& name) {
  schema::Table* table = schema::find_table(change.schema, name);
  if (table != nullptr) change.edited.push_back(name);
  return table;
}

schema::View* edit_view(Change& change, const Name& name) {
  const schema::View* view = schema::find_view(change.schema, name);
  if (view == nullptr) return nullptr;
  change.edited.push_back(name);
  return &change.schema.views[static_cast<std::size_t>(view - change.schema.views.data())];
}

schema::Table* require_table(Change& change, const Name& name) {
  schema::Table* table = edit_table(change, name);
  if (table == nullptr) {
    change.fail(concat({"there is no table ", quoted(name), " at this revision",
                        suggestion(to_string(name), names_of(change.schema.tables))}),
                schema::path_of_table(name));
  }
  return table;
}

schema::Enum* require_enum(Change& change, const Name& name) {
  schema::Enum* type = schema::find_enum(change.schema, name);
  if (type == nullptr) {
    change.fail(concat({"there is no enum ", quoted(name), " at this revision",
                        suggestion(to_string(name), names_of(change.schema.enums))}),
                schema::path_of_enum(name));
  }
  return type;
}

bool require_column(Change& change, const schema::Table& table, std::string_view column) {
  const schema::Table& source = schema::column_source(change.schema, table);
  if (schema::find_column(source, column) != nullptr) return true;
  change.fail(concat({"table ", quoted(table.name), " has no column ", quoted(column),
                      " at this revision", suggestion(column, column_names(source))}),
              schema::path_of_column(table.name, column));
  return false;
}

schema::Column* require_column(Change& change, schema::Table& table, std::string_view column) {
  if (!require_column(change, std::as_const(table), column)) return nullptr;
  return schema::find_column(table, column);
}

bool require_value(Change& change, const schema::Enum& type, std::string_view value) {
  if (std::ranges::find(type.values, value) != type.values.end()) return true;
  change.fail(concat({"enum ", quoted(type.name), " has no value ", quoted(value),
                      " at this revision", suggestion(value, type.values)}),
              schema::path_of_value(type.name, value));
  return false;
}

std::optional<std::string> taken_by(Change& change, const Name& name) {
  const char* taken = nullptr;
  schema::for_each_sql_object_kind([&](const auto& kind) {
    // The catalog has the tables and views.
    using Thing = schema::ThingOf<decltype(kind)>;
    if constexpr (schema::kind_of<Thing>.facts.shares == schema::SharedNames::relations &&
                  !std::is_same_v<Thing, schema::View>) {
      if (schema::find<Thing>(change.schema, name) != nullptr) taken = kind.label;
    }
  });
  if (taken != nullptr) return concat({"there is a ", taken, " ", quoted(name), " already"});
  const auto& holders = change.catalog.holders(Link::relation, name);
  if (holders.empty()) return std::nullopt;
  const bool itself = holders.contains(name);
  const Name& holder = itself ? name : *holders.begin();
  const char* kind = schema::find_view(change.schema, holder) == nullptr ? "table " : "view ";
  if (itself) return concat({"there is a ", kind, quoted(name), " already"});
  return concat({"the name ", quoted(name), " is taken by an index of ", kind, quoted(holder)});
}

void require_free_relation(Change& change, const Name& name) {
  if (auto taken = taken_by(change, name)) change.fail(*std::move(taken));
}

}  // namespace limbeck::operations
