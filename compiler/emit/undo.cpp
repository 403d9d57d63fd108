#include "compiler/emit/undo.h"

#include <algorithm>
#include <map>
#include <utility>

#include "migrations/diff/diff.h"

namespace limbeck::compiler {
namespace {

using operations::Operation;
using schema::Name;

template <class... Kinds>
bool is_any(const Operation& operation) {
  return (std::holds_alternative<Kinds>(operation.value) || ...);
}

bool renames(const Operation& operation) {
  return is_any<operations::RenameTable, operations::RenameColumn, operations::RenameEnumValue>(
      operation);
}

bool is_of_a_text(const Operation& operation) {
  return is_any<operations::CreateView, operations::ReplaceView, operations::DropView,
                operations::CreateFunction, operations::ReplaceFunction, operations::DropFunction,
                operations::CreateTrigger, operations::ReplaceTrigger, operations::DropTrigger>(
      operation);
}

using Part = std::pair<Name, std::string>;

// What was called otherwise before, by what it is called after.
template <class Key, class Value>
void follow(std::map<Key, Value>& old_names, const Key& from, const Key& to,
            const Value& old_name) {
  Value first = old_name;
  if (const auto earlier = old_names.find(from); earlier != old_names.end()) {
    first = earlier->second;
    old_names.erase(earlier);
  }
  old_names[to] = first;
}

// The names of `before` as the hints of a diff that leads back to it.
diff::Hints back_hints(const std::vector<Operation>& operations) {
  std::map<Name, Name> tables;
  std::map<Part, Part> columns, values;
  for (const Operation& operation : operations) {
    if (const auto* op = std::get_if<operations::RenameTable>(&operation.value)) {
      const Name to{op->table.schema, op->new_name};
      follow(tables, op->table, to, op->table);
      std::map<Part, Part> moved;
      for (const auto& [now, old] : columns)
        moved[{now.first == op->table ? to : now.first, now.second}] = old;
      columns = std::move(moved);
    } else if (const auto* op = std::get_if<operations::RenameColumn>(&operation.value)) {
      const auto table = tables.find(op->table);
      const Name first = table == tables.end() ? op->table : table->second;
      follow(columns, {op->table, op->column}, {op->table, op->new_name}, Part{first, op->column});
    } else if (const auto* op = std::get_if<operations::RenameEnumValue>(&operation.value)) {
      follow(values, {op->name, op->value}, {op->name, op->new_value}, Part{op->name, op->value});
    }
  }
  diff::Hints hints;
  for (const auto& [now, old] : tables) {
    if (now != old) hints.renamed_tables[old] = now.name;
  }
  for (const auto& [now, old] : columns) {
    if (now.second != old.second) hints.renamed_columns[old] = now.second;
  }
  for (const auto& [now, old] : values) {
    if (now.second != old.second) hints.renamed_values[old] = now.second;
  }
  return hints;
}

}  // namespace

std::variant<std::vector<Operation>, std::vector<operations::Problem>> undoing(
    const std::vector<Operation>& operations, const schema::Schema& before) {
  auto reversed = operations::reverse(operations, before);
  if (!std::holds_alternative<std::vector<Operation>>(reversed) ||
      std::none_of(operations.begin(), operations.end(), renames) ||
      std::none_of(operations.begin(), operations.end(), is_of_a_text)) {
    return reversed;
  }
  schema::Schema after = before;
  if (!operations::apply(operations, after).empty()) return reversed;
  auto compared = diff::diff(after, before, back_hints(operations));
  if (!operations::apply(compared, after).empty() || !schema::equivalent(after, before))
    return reversed;
  return compared;
}

}  // namespace limbeck::compiler
