#include "migrations/state/affected.h"

#include <algorithm>
#include <utility>

#include "migrations/operations/subject.h"
#include "migrations/operations/walk.h"
#include "migrations/schema/enum_texts.h"
#include "migrations/schema/kinds.h"

namespace limbeck::state {
namespace {

using operations::Operation;
using schema::Name;

void collect(AffectedObjects& affected, const operations::Subject& subject) {
  using operations::On;
  const Name now = subject.verb == operations::Verb::rename ? renamed(subject).name : subject.name;
  switch (subject.on) {
    case On::nothing:
      return;
    case On::partition:
      affected.tables.insert({subject.name, subject.partition});
      return;
    case On::rows:
    case On::table:
    case On::column:
    case On::primary_key:
    case On::constraint:
    case On::index:
      affected.tables.insert({subject.name, now});
      return;
    case On::enumeration:
    case On::value:
      affected.enums.insert({subject.name, now});
      return;
    case On::object:
      // A new trigger or index does not change its table.
      if (table_in(subject) && subject.verb != operations::Verb::create)
        affected.tables.insert(subject.name);
      break;
    case On::any_object:
      if (subject.object == schema::ObjectKind::enumeration) affected.enums.insert(subject.name);
      if (subject.object == schema::ObjectKind::index) affected.tables.insert(subject.name);
      break;
  }
  affected.objects = true;
}

// Whether other parts of the schema have the name that is renamed.
bool renames_for_others(const operations::Subject& subject) {
  using operations::On;
  return subject.verb == operations::Verb::rename &&
         (subject.on == On::table || subject.on == On::column);
}

bool refers_to(const schema::Table& table, const std::set<Name>& tables) {
  return std::ranges::any_of(table.foreign_keys,
                             [&](const auto& key) { return tables.contains(key.ref_table); });
}

// Tables with columns of the type or of a domain over it, and texts that may cast to it.
bool has_type(const schema::Table& table, const schema::EnumValues& type, const Name& name) {
  bool has = std::ranges::any_of(
      table.columns, [&](const schema::Column& column) { return type.is_type(column.type); });
  schema::each_text(table, [&](const std::string& text, const schema::Type*, const auto&) {
    has = has || text.find(name.name) != std::string::npos;
  });
  return has || (table.partition_of && !table.partition_of->bound.empty());
}

bool has_objects_of(const schema::Schema& schema, const std::set<Name>& tables) {
  bool has = std::ranges::any_of(
      schema.views, [&](const schema::View& view) { return tables.contains(view.name); });
  schema::for_each_sql_object_kind([&](const auto& kind) {
    has = has || std::ranges::any_of(schema.*kind.member, [&](const auto& thing) {
            if constexpr (schema::is_on_table<schema::ThingOf<decltype(kind)>>) {
              return tables.contains(thing.table);
            } else {
              const schema::OwnedBy* owner = schema::owner_of(thing);
              return owner != nullptr && tables.contains(owner->table);
            }
          });
  });
  return has;
}

// A partition needs its partitioned table, which has its columns.
void add_partitioned_tables(const schema::Schema& schema, std::set<Name>& tables) {
  std::vector<Name> left(tables.begin(), tables.end());
  while (!left.empty()) {
    const schema::Table* table = find_table(schema, left.back());
    left.pop_back();
    if (table == nullptr || !table->partition_of) continue;
    if (tables.insert(table->partition_of->table).second)
      left.push_back(table->partition_of->table);
  }
}

// All but tables and enums.
void copy_objects(schema::Schema& to, const schema::Schema& from) {
  schema::for_each_sql_object_kind([&](const auto& kind) { to.*kind.member = from.*kind.member; });
}

template <class Things>
void put(Things& things, const Name& name, typename Things::value_type* thing) {
  const auto at =
      std::lower_bound(things.begin(), things.end(), name,
                       [](const auto& other, const Name& key) { return other.name < key; });
  const bool there = at != things.end() && at->name == name;
  if (thing == nullptr) {
    if (there) things.erase(at);
  } else if (there) {
    *at = std::move(*thing);
  } else {
    things.insert(at, std::move(*thing));
  }
}

}  // namespace

AffectedObjects affected_by(const std::vector<Operation>& operations,
                            const schema::Schema& schema) {
  AffectedObjects affected;
  bool renames = false;
  operations::for_each_leaf(operations, [&](const Operation& operation) {
    const operations::Subject subject = subject_of(operation);
    collect(affected, subject);
    renames = renames || renames_for_others(subject);
    const auto* create = std::get_if<operations::CreateTable>(&operation.value);
    if (create != nullptr && create->table.partition_of)
      affected.tables.insert(create->table.partition_of->table);
  });
  add_partitioned_tables(schema, affected.tables);
  // A trigger and an owned sequence belong to their table, and an index of a view to the view.
  affected.objects = affected.objects || has_objects_of(schema, affected.tables);
  // Changes of an enum also change domains over it and functions with arguments of it.
  affected.objects =
      affected.objects || (!affected.enums.empty() && schema::has_sql_objects(schema));
  if (!renames && affected.enums.empty()) return affected;
  std::set<Name> more;
  std::vector<std::pair<schema::EnumValues, Name>> types;
  for (const Name& name : affected.enums)
    types.emplace_back(schema::EnumValues(schema, name), name);
  const auto has_one = [&](const schema::Table& table) {
    return std::ranges::any_of(
        types, [&](const auto& type) { return has_type(table, type.first, type.second); });
  };
  for (const schema::Table& table : schema.tables) {
    if (table.partition_of && renames &&
        affected.tables.contains(column_source(schema, table).name)) {
      more.insert(table.name);
    }
    if ((renames && refers_to(table, affected.tables)) || has_one(table)) {
      more.insert(table.name);
    }
  }
  affected.tables.merge(more);
  return affected;
}

schema::Schema part_of(const schema::Schema& schema, const AffectedObjects& affected) {
  schema::Schema part;
  for (const Name& name : affected.tables) {
    if (const auto* table = find_table(schema, name)) part.tables.push_back(*table);
  }
  for (const Name& name : affected.enums) {
    if (const auto* type = find_enum(schema, name)) part.enums.push_back(*type);
  }
  if (affected.objects) copy_objects(part, schema);
  return part;
}

void restore(schema::Schema& schema, const AffectedObjects& affected, schema::Schema part) {
  for (const Name& name : affected.tables) put(schema.tables, name, find_table(part, name));
  if (affected.objects) copy_objects(schema, part);
  for (const Name& name : affected.enums) put(schema.enums, name, find_enum(part, name));
}

}  // namespace limbeck::state
