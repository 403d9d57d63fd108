#include "migrations/diff/enums.h"

#include <algorithm>
#include <set>
#include <utility>

#include "migrations/operations/apply.h"
#include "migrations/operations/apply/texts.h"

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
  const auto keep = [&](operations::AnyOperation value) {
    Operation operation{std::move(value), {}};
    if (!operations::apply(operation, work)) operations.push_back(std::move(operation));
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
  keep(operations::ReplaceEnum{wanted.name, wanted.values});
}

}  // namespace limbeck::diff
