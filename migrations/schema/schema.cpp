#include "migrations/schema/schema.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "migrations/schema/expression.h"
#include "migrations/schema/object_text.h"
#include "migrations/schema/order.h"

namespace limbeck::schema {
namespace {

// The tables are sorted by name, so this is a binary search.
template <class Things>
auto* find_by_name(Things& things, const Name& name) {
  const auto found =
      std::lower_bound(things.begin(), things.end(), name,
                       [](const auto& thing, const Name& key) { return thing.name < key; });
  return found == things.end() || found->name != name ? nullptr : &*found;
}

}  // namespace

void sort(Schema& schema) {
  const auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
  sort_by(schema.tables, by_name);
  sort_by(schema.enums, by_name);
  for (Table& table : schema.tables) sort(table);
  sort_objects(schema);
}

void sort_objects(Schema& schema) {
  const auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
  sort_by(schema.schemas, by_name);
  sort_by(schema.extensions, by_name);
  sort_by(schema.sequences, by_name);
  sort_by(schema.domains, by_name);
  const auto by_check = [](const Check& a, const Check& b) {
    return std::tie(a.name, a.expression) < std::tie(b.name, b.expression);
  };
  for (Domain& domain : schema.domains) {
    sort_by(domain.checks, by_check);
  }
  sort_by(schema.views, by_name);
  for (View& view : schema.views) {
    sort_by(view.indexes, [](const Index& a, const Index& b) { return a.name < b.name; });
  }
  sort_by(schema.functions, [](const Function& a, const Function& b) {
    return std::tie(a.name, a.arguments) < std::tie(b.name, b.arguments);
  });
  sort_by(schema.triggers, [](const Trigger& a, const Trigger& b) {
    return std::tie(a.table, a.name) < std::tie(b.table, b.name);
  });
}

const Table* find_table(const Schema& schema, const Name& name) {
  return find_by_name(schema.tables, name);
}
Table* find_table(Schema& schema, const Name& name) { return find_by_name(schema.tables, name); }
const Enum* find_enum(const Schema& schema, const Name& name) {
  return find_by_name(schema.enums, name);
}
Enum* find_enum(Schema& schema, const Name& name) { return find_by_name(schema.enums, name); }
const Namespace* find_namespace(const Schema& schema, std::string_view name) {
  return find_by_name(schema.schemas, {"", std::string(name)});
}
const Extension* find_extension(const Schema& schema, std::string_view name) {
  return find_by_name(schema.extensions, {"", std::string(name)});
}
const Sequence* find_sequence(const Schema& schema, const Name& name) {
  return find_by_name(schema.sequences, name);
}
const Domain* find_domain(const Schema& schema, const Name& name) {
  return find_by_name(schema.domains, name);
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
    if (!sql.empty()) sql = canonical_sql(sql);
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
  const auto all = [](const auto& x, const auto& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                      [](const auto& one, const auto& other) { return equivalent(one, other); });
  };
  return a.enums == b.enums && a.schemas == b.schemas && a.extensions == b.extensions &&
         a.sequences == b.sequences && a.domains == b.domains && all(a.views, b.views) &&
         all(a.functions, b.functions) && all(a.triggers, b.triggers) && all(a.tables, b.tables);
}

}  // namespace limbeck::schema
