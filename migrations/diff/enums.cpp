#include "migrations/diff/enums.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "migrations/operations/apply.h"
#include "migrations/operations/apply/texts.h"
#include "migrations/operations/create.h"
#include "migrations/schema/sql_tokens.h"

namespace limbeck::diff {
namespace {

using operations::Operation;
using Values = std::vector<std::string>;

bool contains(const Values& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// Whether all of `from` is in `to`, in the same order.
bool only_adds(const Values& from, const Values& to) {
  auto at = to.begin();
  for (const std::string& value : from) {
    at = std::find(at, to.end(), value);
    if (at == to.end()) return false;
    ++at;
  }
  return true;
}

void add_values(const schema::Enum& from, const schema::Enum& to,
                std::vector<Operation>& operations) {
  const std::set<std::string> known(from.values.begin(), from.values.end());
  for (auto value = to.values.begin(); value != to.values.end(); ++value) {
    if (known.contains(*value)) continue;
    const auto next = std::find_if(value, to.values.end(),
                                   [&](const std::string& other) { return known.contains(other); });
    operations.push_back(
        {operations::AddEnumValue{to.name, *value, next == to.values.end() ? std::string() : *next},
         {}});
  }
}

std::optional<std::string> default_value(const schema::Column& column, const Name& type) {
  if (column.type.kind != schema::TypeKind::enumeration || column.type.name != type ||
      column.type.dimensions > 0 || !column.default_sql) {
    return std::nullopt;
  }
  return operations::literal_of(*column.default_sql);
}

// Whether the SQL has one of the values as a literal.
bool says_one_of(const std::string& sql, const Values& values) {
  for (const schema::SqlToken& token : schema::sql_tokens(sql)) {
    if (token.kind != schema::SqlToken::Kind::string) continue;
    const auto literal = operations::literal_of(token.text);
    if (literal && contains(values, *literal)) return true;
  }
  return false;
}

bool says_one_of(const schema::Index& index, const Values& values) {
  return says_one_of(index.where, values) ||
         std::any_of(index.elements.begin(), index.elements.end(),
                     [&](const auto& element) { return says_one_of(element.expression, values); });
}

// What of the table cannot be said any more when the values are gone: dropped before, and compared
// with what there is to be after.
std::vector<operations::AnyOperation> drops_of(const schema::Table& table, const Name& type,
                                               const Values& gone) {
  std::vector<operations::AnyOperation> drops;
  const bool has_column =
      std::any_of(table.columns.begin(), table.columns.end(), [&](const schema::Column& column) {
        return column.type.kind == schema::TypeKind::enumeration && column.type.name == type;
      });
  if (!has_column) return drops;
  for (const auto& index : table.indexes) {
    if (says_one_of(index, gone)) drops.emplace_back(operations::DropIndex{table.name, index.name});
  }
  for (const auto& check : table.checks) {
    if (says_one_of(check.expression, gone))
      drops.emplace_back(operations::dropping(table.name, check));
  }
  for (const auto& exclude : table.excludes) {
    if (says_one_of(exclude.definition, gone))
      drops.emplace_back(operations::dropping(table.name, exclude));
  }
  for (const auto& column : table.columns) {
    if (column.generated && says_one_of(column.generated->expression, gone))
      drops.emplace_back(operations::DropColumn{table.name, column.name});
  }
  return drops;
}

}  // namespace

EnumChanges compare_enums(const schema::Schema& from, const schema::Schema& to) {
  EnumChanges changes;
  for (const schema::Enum& type : to.enums) {
    const schema::Enum* old = schema::find_enum(from, type.name);
    if (old == nullptr) {
      changes.creates.push_back({operations::CreateEnum{type}, {}});
    } else if (only_adds(old->values, type.values)) {
      add_values(*old, type, changes.creates);
    } else {
      changes.replaced.push_back(&type);
    }
    if (old != nullptr && old->comment != type.comment) {
      const schema::Object object{schema::ObjectKind::enumeration, type.name, {}};
      changes.creates.push_back({operations::CommentOn{object, type.comment}, {}});
    }
  }
  for (const schema::Enum& type : from.enums) {
    if (schema::find_enum(to, type.name) == nullptr) {
      changes.drops.push_back({operations::DropEnum{type.name}, {}});
    }
  }
  return changes;
}

void replace(schema::Schema& work, const schema::Enum& wanted, const schema::Schema& to,
             std::vector<Operation>& operations) {
  const schema::Enum* found = schema::find_enum(std::as_const(work), wanted.name);
  const Values old_values = found == nullptr ? Values() : found->values;
  operations::Applier applier(work);
  const auto keep = [&](operations::AnyOperation value) {
    Operation operation{std::move(value), {}};
    if (!applier.apply(operation)) operations.push_back(std::move(operation));
  };
  std::vector<operations::AlterColumn> defaults;
  for (const schema::Table& table : work.tables) {
    for (const schema::Column& column : table.columns) {
      const auto value = default_value(column, wanted.name);
      if (!value || contains(wanted.values, *value)) continue;
      operations::AlterColumn change;
      change.table = table.name;
      change.column = column.name;
      change.default_sql.emplace();
      // The default that it is to have will do already if it is a value before and after.
      const schema::Table* target = schema::find_table(to, table.name);
      const schema::Column* next =
          target == nullptr ? nullptr : schema::find_column(*target, column.name);
      if (next != nullptr) {
        const auto next_value = default_value(*next, wanted.name);
        if (next_value && contains(old_values, *next_value))
          change.default_sql.emplace(next->default_sql);
      }
      defaults.push_back(std::move(change));
    }
  }
  for (auto& change : defaults) keep(std::move(change));
  Values gone;
  std::copy_if(old_values.begin(), old_values.end(), std::back_inserter(gone),
               [&](const std::string& value) { return !contains(wanted.values, value); });
  std::vector<operations::AnyOperation> drops;
  for (const schema::Table& table : work.tables) {
    for (auto& drop : drops_of(table, wanted.name, gone)) drops.push_back(std::move(drop));
  }
  for (auto& drop : drops) keep(std::move(drop));
  keep(operations::ReplaceEnum{wanted.name, wanted.values});
}

}  // namespace limbeck::diff
