#include "migrations/diff/alike.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "migrations/diff/match.h"
#include "migrations/diff/respell.h"
#include "migrations/schema/index_element.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/table.h"
#include "migrations/sql_text/expression.h"

namespace limbeck::diff {
namespace {

using schema::Table;

// The two schemas as one database stores them.
struct Kept {
  schema::Schema history, wanted;
};

// A database parses `lower(a) DESC` as an expression and an order.
void take_apart(schema::Index& index, const std::vector<std::string>& columns) {
  for (schema::IndexElement& element : index.elements) {
    if (element.expression.empty()) continue;
    schema::ReadElement read = schema::read_index_element(element.expression, columns);
    schema::IndexElement& part = read.element;
    const auto is_free = [](const auto& said, const auto& meant) {
      return said == std::remove_cvref_t<decltype(said)>{} || said == meant;
    };
    if (!read.problem.empty() || !is_free(element.order, part.order) ||
        !is_free(element.nulls, part.nulls) || !is_free(element.opclass, part.opclass) ||
        !is_free(element.collation, part.collation)) {
      continue;
    }
    if (element.order != schema::Order::ascending) part.order = element.order;
    if (element.nulls != schema::Nulls::standard) part.nulls = element.nulls;
    if (!element.opclass.empty()) part.opclass = element.opclass;
    if (!element.collation.empty()) part.collation = element.collation;
    element = std::move(part);
  }
}

// The named tables with what they depend on: the tables that their keys refer to, enums and
// all objects. This avoids work on a thousand tables for the change of one.
schema::Schema part_of(const schema::Schema& schema, const std::set<schema::Name>& names) {
  schema::Schema part{.enums = schema.enums};
  schema::for_each_sql_object_kind(
      [&](const auto& kind) { part.*kind.member = schema.*kind.member; });
  std::set<schema::Name> with_others = names;
  for (const schema::Name& name : names) {
    const Table& table = *schema::find_table(schema, name);
    for (const auto& key : table.foreign_keys) with_others.insert(key.ref_table);
    if (table.partition_of) with_others.insert(table.partition_of->table);
  }
  for (const schema::Name& name : with_others) {
    if (const Table* table = schema::find_table(schema, name)) part.tables.push_back(*table);
  }
  return with_names(std::move(part));
}

schema::Schema taken_apart(schema::Schema schema) {
  for (Table& table : schema.tables) {
    std::vector<std::string> columns;
    for (const schema::Column& column : table.columns) columns.push_back(column.name);
    for (schema::Index& index : table.indexes) take_apart(index, columns);
  }
  return schema;
}

template <class Thing>
const Thing* find_named(const std::vector<Thing>& things, const std::string& name) {
  const auto found = std::ranges::find(things, name, &Thing::name);
  return found == things.end() ? nullptr : &*found;
}

// The temporary names of with_names are numbers within one schema, so they are not compared.
template <class Thing>
bool same_but_for_given_name(const Thing& a, Thing b) {
  if (is_given_name(a.name) && is_given_name(b.name)) b.name = a.name;
  return same(a, b);
}

// Replaces each element of `wanted` by the one of `history` that all databases store in the same
// way. `list` returns these elements of a schema.
template <class Thing, class List>
void replace(std::vector<Thing>& wanted, const std::vector<Thing>& history,
             const std::vector<Kept>& kept, const List& list) {
  const auto alike = [&](const Thing& a, const Thing& b) {
    if (a.name != b.name && !(is_given_name(a.name) && is_given_name(b.name))) return false;
    return std::ranges::all_of(kept, [&](const Kept& one) {
      const Thing* x = find_named(list(one.wanted), a.name);
      const Thing* y = find_named(list(one.history), b.name);
      return x != nullptr && y != nullptr && same_but_for_given_name(*x, *y);
    });
  };
  std::set<std::string> taken;
  for (Thing& thing : wanted) {
    const auto old = std::ranges::find_if(
        history, [&](const Thing& one) { return !taken.contains(one.name) && alike(thing, one); });
    if (old == history.end()) continue;
    taken.insert(old->name);
    thing = *old;
  }
}

void replace_columns(Table& wanted, const Table& history, const std::vector<Kept>& kept) {
  for (schema::Column& column : wanted.columns) {
    const schema::Column* old = schema::find_column(history, column.name);
    if (old == nullptr || *old == column) continue;
    std::vector<std::pair<const schema::Column*, const schema::Column*>> pairs;
    for (const Kept& one : kept) {
      const auto in = [&](const schema::Schema& schema) {
        return schema::find_column(*schema::find_table(schema, wanted.name), column.name);
      };
      pairs.emplace_back(in(one.history), in(one.wanted));
    }
    const auto part = [&](auto member) {
      const bool alike = std::ranges::all_of(
          pairs, [&](const auto& pair) { return pair.first->*member == pair.second->*member; });
      if (alike) column.*member = old->*member;
    };
    // Enums are compared as they are, even if a database stores something else instead.
    const auto is_enum = [](const schema::Type& type) {
      return type.kind == schema::TypeKind::enumeration;
    };
    const bool has_enum = is_enum(column.type) || is_enum(old->type);
    schema::each_field<schema::Column>([&](const auto& field) {
      using Value = std::remove_cvref_t<decltype(column.*field.member)>;
      if (!(has_enum && std::is_same_v<Value, schema::Type>)) part(field.member);
    });
  }
}

void replace_table(Table& wanted, const Table& history, const std::vector<Kept>& kept) {
  replace_columns(wanted, history, kept);
  const auto each = [&](auto member) {
    replace(
        wanted.*member, history.*member, kept, [&](const schema::Schema& schema) -> auto& {
          return schema::find_table(schema, wanted.name)->*member;
        });
  };
  each(&Table::uniques);
  each(&Table::foreign_keys);
  each(&Table::checks);
  each(&Table::excludes);
  each(&Table::indexes);
  const auto part = [&](auto member) {
    const bool alike = std::ranges::all_of(kept, [&](const Kept& one) {
      return schema::find_table(one.history, wanted.name)->*member ==
             schema::find_table(one.wanted, wanted.name)->*member;
    });
    if (alike) wanted.*member = history.*member;
  };
  part(&Table::comment);
  part(&Table::settings);
  if (sql_text::canonical_sql(wanted.partition_by) == sql_text::canonical_sql(history.partition_by))
    wanted.partition_by = history.partition_by;
}

}  // namespace

schema::Schema in_words_of(const schema::Schema& history, schema::Schema wanted,
                           const std::vector<Keep>& databases) {
  std::set<schema::Name> names;
  for (const Table& table : wanted.tables) {
    const Table* old = schema::find_table(history, table.name);
    if (old != nullptr && *old != table) names.insert(table.name);
  }
  bool objects = false;
  schema::for_each_sql_object_kind(
      [&](const auto& kind) { objects = objects || history.*kind.member != wanted.*kind.member; });
  if (databases.empty() || (names.empty() && !objects)) return wanted;
  const schema::Schema old = part_of(history, names);
  schema::Schema part = part_of(wanted, names);
  std::vector<Kept> kept;
  for (const Keep& keep : databases)
    kept.push_back({keep(taken_apart(old)), keep(taken_apart(part))});
  for (const schema::Name& name : names)
    replace_table(*schema::find_table(part, name), *schema::find_table(old, name), kept);
  part = without_given_names(std::move(part));
  for (const schema::Name& name : names)
    *schema::find_table(wanted, name) = std::move(*schema::find_table(part, name));
  schema::for_each_sql_object_kind([&](const auto& kind) {
    for (auto& thing : wanted.*kind.member) {
      const auto* former = schema::find_same(history, thing);
      const bool alike = former != nullptr && std::ranges::all_of(kept, [&](const Kept& one) {
                           const auto* x = schema::find_same(one.history, thing);
                           const auto* y = schema::find_same(one.wanted, thing);
                           return x != nullptr && y != nullptr && *x == *y;
                         });
      if (alike) thing = *former;
    }
  });
  schema::sort(wanted);
  return wanted;
}

}  // namespace limbeck::diff
