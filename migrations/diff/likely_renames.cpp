#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "migrations/diff/diff.h"
#include "migrations/diff/renamed_values.h"

namespace limbeck::diff {
namespace {

using operations::Operation;

bool alike_columns(const schema::Column& dropped, schema::Column added) {
  added.name = dropped.name;
  added.comment = dropped.comment;
  return dropped == added;
}

// Pairs (old, new) in which each is the only one for the other.
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
Pairs only_pairs(const Pairs& candidates) {
  std::map<std::size_t, int> old_uses;
  std::map<std::size_t, int> new_uses;
  for (const auto& [old_one, new_one] : candidates) {
    ++old_uses[old_one];
    ++new_uses[new_one];
  }
  Pairs pairs;
  for (const auto& [old_one, new_one] : candidates) {
    if (old_uses[old_one] == 1 && new_uses[new_one] == 1) pairs.emplace_back(old_one, new_one);
  }
  return pairs;
}

using Tables = std::vector<const schema::Table*>;

// Tables that share three quarters of the columns of the bigger of them.
Pairs alike_tables(const Tables& dropped, const Tables& created) {
  const auto key_of = [](const schema::Table& table, const schema::Column& column) {
    return table.name.schema + '\0' + column.name + '\0' + to_string(column.type);
  };
  std::unordered_map<std::string, std::vector<std::size_t>> having;
  for (std::size_t i = 0; i < dropped.size(); ++i) {
    for (const schema::Column& column : dropped[i]->columns) {
      having[key_of(*dropped[i], column)].push_back(i);
    }
  }
  Pairs pairs;
  std::vector<std::size_t> shared(dropped.size());
  for (std::size_t i = 0; i < created.size(); ++i) {
    std::fill(shared.begin(), shared.end(), 0);
    for (const schema::Column& column : created[i]->columns) {
      const auto found = having.find(key_of(*created[i], column));
      if (found == having.end()) continue;
      for (const std::size_t old_one : found->second) ++shared[old_one];
    }
    for (std::size_t j = 0; j < dropped.size(); ++j) {
      const std::size_t most = std::max(dropped[j]->columns.size(), created[i]->columns.size());
      if (shared[j] > 0 && 4 * shared[j] >= 3 * most) pairs.emplace_back(j, i);
    }
  }
  return pairs;
}

using Enums = std::vector<const schema::Enum*>;

// Enums that share three quarters of the values of the bigger of them.
Pairs alike_enums(const Enums& dropped, const Enums& created) {
  Pairs pairs;
  for (std::size_t i = 0; i < created.size(); ++i) {
    for (std::size_t j = 0; j < dropped.size(); ++j) {
      if (dropped[j]->name.schema != created[i]->name.schema) continue;
      const Values &old_values = dropped[j]->values, &values = created[i]->values;
      const auto shared = static_cast<std::size_t>(
          std::count_if(values.begin(), values.end(), [&](const std::string& value) {
            return std::find(old_values.begin(), old_values.end(), value) != old_values.end();
          }));
      const std::size_t most = std::max(old_values.size(), values.size());
      if (shared > 0 && 4 * shared >= 3 * most) pairs.emplace_back(j, i);
    }
  }
  return pairs;
}

using Columns = std::vector<const schema::Column*>;

Pairs alike_columns(const Columns& dropped, const Columns& added) {
  Pairs pairs;
  for (std::size_t i = 0; i < added.size(); ++i) {
    for (std::size_t j = 0; j < dropped.size(); ++j) {
      if (alike_columns(*dropped[j], *added[i])) pairs.emplace_back(j, i);
    }
  }
  return pairs;
}

}  // namespace

std::vector<LikelyRename> likely_renames(const std::vector<Operation>& operations,
                                         const schema::Schema& from, const schema::Schema& to) {
  struct Changed {
    Columns dropped, added;
  };
  std::map<Name, Changed> by_table;
  Tables dropped, created;
  Enums dropped_enums, created_enums;
  std::vector<LikelyRename> values;
  std::map<Name, Values> enums;  // as they are when an operation comes to them
  const auto values_of = [&](const Name& name) -> Values& {
    const auto [at, fresh] = enums.try_emplace(name);
    const schema::Enum* type = fresh ? schema::find_enum(from, name) : nullptr;
    if (type != nullptr) at->second = type->values;
    return at->second;
  };
  // Columns of a table that was renamed are dropped under its new name.
  std::map<Name, Name> old_tables;
  for (const Operation& operation : operations) {
    if (const auto* table_renamed = std::get_if<operations::RenameTable>(&operation.value)) {
      const auto earlier = old_tables.find(table_renamed->table);
      const Name first = earlier == old_tables.end() ? table_renamed->table : earlier->second;
      old_tables[{table_renamed->table.schema, table_renamed->new_name}] = first;
    } else if (const auto* create = std::get_if<operations::CreateTable>(&operation.value)) {
      created.push_back(&create->table);
    } else if (const auto* made = std::get_if<operations::CreateEnum>(&operation.value)) {
      created_enums.push_back(&made->type);
    } else if (const auto* unmade = std::get_if<operations::DropEnum>(&operation.value)) {
      if (const schema::Enum* type = schema::find_enum(from, unmade->name))
        dropped_enums.push_back(type);
    } else if (const auto* drop = std::get_if<operations::DropTable>(&operation.value)) {
      if (const schema::Table* table = schema::find_table(from, drop->table))
        dropped.push_back(table);
    } else if (const auto* add = std::get_if<operations::AddColumn>(&operation.value)) {
      by_table[add->table].added.push_back(&add->column);
    } else if (const auto* gone = std::get_if<operations::DropColumn>(&operation.value)) {
      const auto renamed = old_tables.find(gone->table);
      const schema::Table* table =
          schema::find_table(from, renamed == old_tables.end() ? gone->table : renamed->second);
      const schema::Column* column =
          table == nullptr ? nullptr : schema::find_column(*table, gone->column);
      if (column != nullptr) by_table[gone->table].dropped.push_back(column);
    } else if (const auto* value = std::get_if<operations::RenameEnumValue>(&operation.value)) {
      Values& now = values_of(value->name);
      std::replace(now.begin(), now.end(), value->value, value->new_value);
    } else if (const auto* replace = std::get_if<operations::ReplaceEnum>(&operation.value)) {
      const Values& before = values_of(replace->name);
      for (auto& [old_value, value] : likely_renamed(before, replace->values))
        values.push_back({LikelyRename::Kind::value, replace->name, value, old_value});
    }
  }
  std::vector<LikelyRename> renames;
  for (const auto& [old_one, new_one] : only_pairs(alike_tables(dropped, created))) {
    renames.push_back(
        {LikelyRename::Kind::table, created[new_one]->name, {}, dropped[old_one]->name.name});
  }
  for (const auto& [old_one, new_one] : only_pairs(alike_enums(dropped_enums, created_enums))) {
    renames.push_back({LikelyRename::Kind::enumeration,
                       created_enums[new_one]->name,
                       {},
                       dropped_enums[old_one]->name.name});
  }
  for (const auto& [table, columns] : by_table) {
    if (schema::find_table(to, table) == nullptr) continue;
    for (const auto& [old_one, new_one] :
         only_pairs(alike_columns(columns.dropped, columns.added))) {
      renames.push_back({LikelyRename::Kind::column, table, columns.added[new_one]->name,
                         columns.dropped[old_one]->name});
    }
  }
  std::move(values.begin(), values.end(), std::back_inserter(renames));
  return renames;
}

}  // namespace limbeck::diff
