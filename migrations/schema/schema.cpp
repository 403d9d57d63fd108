#include "migrations/schema/schema.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "migrations/schema/canonical.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/object_text.h"
#include "migrations/schema/order.h"
#include "migrations/sql_text/expression.h"

namespace limbeck::schema {
namespace {

template <class Thing>
bool comes_before(const Thing& a, const Thing& b) {
  if constexpr (requires { a.table; }) {
    return std::tie(a.table, a.name) < std::tie(b.table, b.name);
  } else if constexpr (requires { a.arguments; }) {
    return std::tie(a.name, a.arguments) < std::tie(b.name, b.arguments);
  } else {
    return a.name < b.name;
  }
}
bool comes_before(const Check& a, const Check& b) {
  return std::tie(a.name, a.expression) < std::tie(b.name, b.expression);
}

template <class Things>
void sort_all(Things& things) {
  sort_by(things, [](const auto& a, const auto& b) { return comes_before(a, b); });
}

// What is in each of the things.
template <class Thing>
void sort_parts(std::vector<Thing>& things) {
  if constexpr (requires(Thing & thing) { sort(thing); }) {
    for (Thing& thing : things) sort(thing);
  } else if constexpr (requires(Thing & thing) { thing.checks; }) {
    for (Thing& thing : things) sort_all(thing.checks);
  } else if constexpr (requires(Thing & thing) { thing.indexes; }) {
    for (Thing& thing : things) sort_all(thing.indexes);
  }
}

}  // namespace

ThingFacts facts_of(ObjectKind object) {
  // One for each kind but tables, and one for indexes.
  constexpr auto all = [] {
    std::array<ThingFacts, decltype(Fields<Schema>::list)::size> facts{};
    for (ThingFacts& one : facts) one.belongs_to = BelongsTo::table;
    for_each_kind([&](const auto& kind) {
      if (kind.facts.object) facts[static_cast<std::size_t>(*kind.facts.object)] = kind.facts;
    });
    return facts;
  }();
  return all[static_cast<std::size_t>(object)];
}

bool has_sql_objects(const Schema& schema) {
  bool has = false;
  for_each_sql_object_kind([&](const auto& kind) { has = has || !(schema.*kind.member).empty(); });
  return has;
}

const char* type_called(const Schema& schema, const Name& name) {
  const char* label = nullptr;
  for_each_kind([&](const auto& kind) {
    using Thing = ThingOf<decltype(kind)>;
    if constexpr (is_type<Thing>) {
      if (label == nullptr && find<Thing>(schema, name) != nullptr) label = kind.label;
    }
  });
  return label;
}

void sort(Schema& schema) {
  for_each_kind([&](const auto& kind) {
    sort_all(schema.*kind.member);
    sort_parts(schema.*kind.member);
  });
}

void sort_objects(Schema& schema) {
  for_each_sql_object_kind([&](const auto& kind) {
    sort_all(schema.*kind.member);
    sort_parts(schema.*kind.member);
  });
}

const Table* find_table(const Schema& schema, const Name& name) {
  return find_by_name(schema.tables, name);
}
Table* find_table(Schema& schema, const Name& name) {
  return const_cast<Table*>(find_by_name(schema.tables, name));  // NOLINT: it is the caller's
}
const Enum* find_enum(const Schema& schema, const Name& name) {
  return find_by_name(schema.enums, name);
}
Enum* find_enum(Schema& schema, const Name& name) {
  return const_cast<Enum*>(find_by_name(schema.enums, name));  // NOLINT: it is the caller's
}
const View* find_view(const Schema& schema, const Name& name) {
  return find_by_name(schema.views, name);
}
const Function* find_function(const Schema& schema, const Name& name, std::string_view arguments) {
  const std::string types = argument_types(arguments);
  for (const Function& function : schema.functions) {
    if (function.name == name && argument_types(function.arguments) == types) return &function;
  }
  return nullptr;
}
const Trigger* find_trigger(const Schema& schema, const Name& table, std::string_view name) {
  const std::tuple key(std::cref(table), name);
  const auto found = std::lower_bound(schema.triggers.begin(), schema.triggers.end(), key,
                                      [](const Trigger& trigger, const auto& k) {
                                        return std::tie(trigger.table, trigger.name) < k;
                                      });
  const bool there = found != schema.triggers.end() && found->table == table && found->name == name;
  return there ? &*found : nullptr;
}

const Table& column_source(const Schema& schema, const Table& table) {
  const Table* source = &table;
  // A chain that is longer than the number of tables is a cycle, which no database has.
  for (std::size_t i = 0; i < schema.tables.size() && source->partition_of; ++i) {
    const Table* parent = find_table(schema, source->partition_of->table);
    if (parent == nullptr) break;
    source = parent;
  }
  return *source;
}

std::vector<const Table*> partitions_of(const Schema& schema, const Name& table) {
  std::vector<const Table*> partitions;
  for (const Table& other : schema.tables) {
    if (other.partition_of && other.partition_of->table == table) partitions.push_back(&other);
  }
  return partitions;
}

Table canonical(Table table) {
  sort_by(table.columns, [](const Column& a, const Column& b) { return a.name < b.name; });
  const auto simplify = [](std::string& sql) {
    if (!sql.empty()) sql = sql_text::canonical_sql(sql);
  };
  for (Column& column : table.columns) {
    if (column.generated) simplify(column.generated->expression);
    if (column.default_sql)
      column.default_sql = canonical_default(column.type, *column.default_sql);
  }
  for (Check& check : table.checks) simplify(check.expression);
  for (Exclude& exclude : table.excludes) simplify(exclude.definition);
  for (Index& index : table.indexes) {
    for (IndexElement& element : index.elements) simplify(element.expression);
    simplify(index.where);
  }
  simplify(table.partition_by);
  if (table.partition_of) simplify(table.partition_of->bound);
  sort(table);
  return table;
}

bool equivalent(const Table& a, const Table& b) { return a == b || canonical(a) == canonical(b); }

bool equivalent(const Schema& a, const Schema& b) {
  const auto are_alike = [](const auto& one, const auto& other) {
    if constexpr (requires { equivalent(one, other); }) {
      return equivalent(one, other);
    } else {
      return one == other;
    }
  };
  bool all = true;
  for_each_kind([&](const auto& kind) {
    all = all && std::ranges::equal(a.*kind.member, b.*kind.member, are_alike);
  });
  return all;
}

}  // namespace limbeck::schema
