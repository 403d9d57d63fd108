#include "migrations/state/difference.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "migrations/schema/kinds.h"
#include "migrations/schema/table.h"

namespace limbeck::state {
namespace {

using List = std::vector<std::string>;

std::string quoted_name(const std::string& name) { return "'" + name + "'"; }

template <class Thing>
const Thing* find_named(const std::vector<Thing>& things, const Thing& like) {
  const auto found =
      std::ranges::find_if(things, [&](const Thing& thing) { return thing.name == like.name; });
  return found == things.end() ? nullptr : &*found;
}

/// Describes a constraint without a name: ` on (a, b)`, ` (a > 0)`.
template <class Thing>
std::string content(const Thing& thing) {
  if constexpr (requires { thing.columns; }) {
    std::string columns;
    for (const std::string& column : thing.columns)
      columns += (columns.empty() ? "" : ", ") + column;
    return " on (" + columns + ")";
  } else if constexpr (requires { thing.expression; }) {
    return " (" + thing.expression + ")";
  } else {
    return {};
  }
}

// Compares constraints or indexes by name, and those without a name by content.
template <class Thing>
void compare_all(List& list, std::string_view kind, const std::string& of,
                 const std::vector<Thing>& wanted, const std::vector<Thing>& got) {
  const auto name = [&](const Thing& thing) {
    return thing.name.empty() ? "a nameless " + std::string(kind) + content(thing) + of
                              : std::string(kind) + " " + quoted_name(thing.name) + of;
  };
  const auto has = [](const std::vector<Thing>& things, const Thing& thing) {
    return std::ranges::find(things, thing) != things.end();
  };
  for (const Thing& thing : wanted) {
    if (has(got, thing)) continue;
    const bool other = !thing.name.empty() && find_named(got, thing) != nullptr;
    list.push_back(name(thing) + (other ? " is different" : " is missing"));
  }
  for (const Thing& thing : got) {
    if (has(wanted, thing)) continue;
    if (thing.name.empty() || find_named(wanted, thing) == nullptr)
      list.push_back(name(thing) + " is not dropped");
  }
}

/// Describes how a column differs that should have the value.
std::string otherwise(const std::string& field, bool value) {
  if (field == "nullable") return value ? " is still NOT NULL" : " is still nullable";
  return " has another " + field;
}
std::string otherwise(const std::string&, const std::optional<schema::Identity>&) {
  return " has another identity";
}
std::string otherwise(const std::string&, const std::optional<schema::Generated>&) {
  return " has another generated expression";
}
template <class Value>
std::string otherwise(const std::string& field, const Value&) {
  return " has another " + field;
}

void compare(List& list, const std::string& name, const schema::Column& wanted,
             const schema::Column& got) {
  const std::string column = "column " + quoted_name(name);
  schema::each_field<schema::Column>([&](const auto& field) {
    const auto& value = wanted.*field.member;
    if (!field.is_key && value != got.*field.member)
      list.push_back(column + otherwise(field.name, value));
  });
}

void compare(List& list, const schema::Table& wanted, const schema::Table& got) {
  const std::string table = to_string(wanted.name);
  const std::string of = " of table " + quoted_name(table);
  for (const schema::Column& column : wanted.columns) {
    const std::string name = table + "." + column.name;
    if (const auto* other = find_column(got, column.name)) {
      compare(list, name, column, *other);
    } else {
      list.push_back("column " + quoted_name(name) + " is missing");
    }
  }
  for (const schema::Column& column : got.columns) {
    if (find_column(wanted, column.name) != nullptr) continue;
    list.push_back("column " + quoted_name(table + "." + column.name) + " is not dropped");
  }
  if (wanted.primary_key != got.primary_key) {
    const char* how = !got.primary_key      ? " is missing"
                      : !wanted.primary_key ? " is not dropped"
                                            : " is different";
    list.push_back("the primary key" + of + how);
  }
  compare_all(list, "unique constraint", of, wanted.uniques, got.uniques);
  compare_all(list, "foreign key", of, wanted.foreign_keys, got.foreign_keys);
  compare_all(list, "check", of, wanted.checks, got.checks);
  compare_all(list, "exclude constraint", of, wanted.excludes, got.excludes);
  compare_all(list, "index", of, wanted.indexes, got.indexes);
  if (wanted.comment != got.comment)
    list.push_back("table " + quoted_name(table) + " has another comment");
  if (wanted.settings != got.settings)
    list.push_back("table " + quoted_name(table) + " has other settings");
  if (wanted.partition_by != got.partition_by) {
    list.push_back("table " + quoted_name(table) + " is partitioned otherwise");
  }
  if (wanted.partition_of != got.partition_of) {
    list.push_back("table " + quoted_name(table) + " is a partition otherwise");
  }
}

void compare(List& list, const schema::Enum& wanted, const schema::Enum& got) {
  if (wanted == got) return;
  const std::string name = "enum " + quoted_name(to_string(wanted.name));
  list.push_back(name +
                 (wanted.values != got.values ? " has other values" : " has another comment"));
}

// Views, functions and other objects, which are described by their kind and name.
template <class Thing>
void compare_objects(List& list, const std::vector<Thing>& wanted, const std::vector<Thing>& got) {
  const auto find = [&](const std::vector<Thing>& things, const Thing& like) -> const Thing* {
    const auto found = std::ranges::find_if(
        things, [&](const Thing& thing) { return is_same_thing(thing, like); });
    return found == things.end() ? nullptr : &*found;
  };
  const auto add = [&](const Thing& thing, const char* how) {
    const schema::Object object = object_of(thing);
    list.push_back(std::string(to_string(object.kind)) + " " + quoted_name(to_string(object)) +
                   how);
  };
  for (const Thing& thing : wanted) {
    const Thing* other = find(got, thing);
    if (other == nullptr) {
      add(thing, " is missing");
    } else if (*other != thing) {
      add(thing, " is different");
    }
  }
  for (const Thing& thing : got) {
    if (find(wanted, thing) == nullptr) add(thing, " is not dropped");
  }
}

void compare_objects(List& list, const schema::Schema& wanted, const schema::Schema& got) {
  schema::for_each_sql_object_kind(
      [&](const auto& kind) { compare_objects(list, wanted.*kind.member, got.*kind.member); });
}

template <class Find, class Thing>
void compare_tops(List& list, const std::string& kind, const std::vector<Thing>& wanted,
                  const std::vector<Thing>& got, const Find& in_got, const Find& in_wanted) {
  for (const Thing& thing : wanted) {
    if (const Thing* other = in_got(thing.name)) {
      compare(list, thing, *other);
    } else {
      list.push_back(kind + " " + quoted_name(to_string(thing.name)) + " is missing");
    }
  }
  for (const Thing& thing : got) {
    if (in_wanted(thing.name) == nullptr) {
      list.push_back(kind + " " + quoted_name(to_string(thing.name)) + " is not dropped");
    }
  }
}

}  // namespace

List differences(schema::Schema wanted, schema::Schema got) {
  List list;
  for (schema::Table& table : wanted.tables) table = canonical(std::move(table));
  for (schema::Table& table : got.tables) table = canonical(std::move(table));
  const auto tables = [](const schema::Schema& schema) {
    return [&](const schema::Name& name) { return find_table(schema, name); };
  };
  const auto enums = [](const schema::Schema& schema) {
    return [&](const schema::Name& name) { return find_enum(schema, name); };
  };
  compare_tops(list, "table", wanted.tables, got.tables, tables(got), tables(wanted));
  compare_tops(list, "enum", wanted.enums, got.enums, enums(got), enums(wanted));
  compare_objects(list, wanted, got);
  return list;
}

}  // namespace limbeck::state
