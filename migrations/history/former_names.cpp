#include "migrations/history/former_names.h"

#include <algorithm>
#include <utility>

#include "migrations/operations/recorder.h"
#include "migrations/operations/renaming.h"
#include "migrations/schema/location.h"

namespace limbeck::history {
namespace {

using operations::Operation;

// What is inside `path`, with it: `tables/users`, `tables/users/…`.
FormerNames take(FormerNames& names, const std::string& path) {
  FormerNames taken;
  for (auto entry = names.lower_bound(path);
       entry != names.end() && entry->first.starts_with(path);) {
    const bool is_inside = entry->first.size() == path.size() || entry->first[path.size()] == '/';
    if (is_inside) {
      taken.insert(names.extract(entry++));
    } else {
      ++entry;
    }
  }
  return taken;
}

void rename(FormerNames& names, const std::string& path, const std::string& old_name,
            const std::string& new_path) {
  take(names, new_path);
  for (auto& [taken, former] : take(names, path))
    names[new_path + taken.substr(path.size())] = std::move(former);
  names[new_path].insert(old_name);
}

// All at once: values that exchange their names do.
void rename_texts(FormerNames& names, const operations::AlterColumn& alter) {
  const std::string values = schema::path_of_column(alter.table, alter.column) + "/values/";
  FormerNames renamed;
  for (const auto& [old_value, value] : operations::renamed_in(alter.using_expression)) {
    FormerNames former = take(names, values + old_value);
    auto& all = renamed[values + value];
    all = std::move(former[values + old_value]);
    all.insert(old_value);
  }
  for (auto& [path, former] : renamed) names[path] = std::move(former);
}

void follow(FormerNames& names, const Operation& operation) {
  const auto& value = operation.value;
  if (const auto* table = std::get_if<operations::RenameTable>(&value)) {
    rename(names, schema::path_of_table(table->table), table->table.name,
           schema::path_of_table({table->table.schema, table->new_name}));
  } else if (const auto* column = std::get_if<operations::RenameColumn>(&value)) {
    rename(names, schema::path_of_column(column->table, column->column), column->column,
           schema::path_of_column(column->table, column->new_name));
  } else if (const auto* kind = std::get_if<operations::RenameEnum>(&value)) {
    rename(names, schema::path_of_enum(kind->name), kind->name.name,
           schema::path_of_enum({kind->name.schema, kind->new_name}));
  } else if (const auto* label = std::get_if<operations::RenameEnumValue>(&value)) {
    rename(names, schema::path_of_value(label->name, label->value), label->value,
           schema::path_of_value(label->name, label->new_value));
  } else if (const auto* alter = std::get_if<operations::AlterColumn>(&value)) {
    rename_texts(names, *alter);
  } else if (const auto* drop = std::get_if<operations::DropTable>(&value)) {
    take(names, schema::path_of_table(drop->table));
  } else if (const auto* gone = std::get_if<operations::DropColumn>(&value)) {
    take(names, schema::path_of_column(gone->table, gone->column));
  } else if (const auto* type = std::get_if<operations::DropEnum>(&value)) {
    take(names, schema::path_of_enum(type->name));
  } else if (const auto* replaced = std::get_if<operations::ReplaceEnum>(&value)) {
    const std::string path = schema::path_of_enum(replaced->name);
    const FormerNames former = take(names, path);
    if (const auto own = former.find(path); own != former.end()) names.insert(*own);
    for (const std::string& kept : replaced->values) {
      const auto found = former.find(schema::path_of_value(replaced->name, kept));
      if (found != former.end()) names.insert(*found);
    }
  } else if (const auto* execute = std::get_if<operations::Execute>(&value)) {
    history::follow(names, execute->effect);
  } else if (const auto* block = std::get_if<operations::AutocommitBlock>(&value)) {
    history::follow(names, block->operations);
  }
}

}  // namespace

void follow(FormerNames& names, const std::vector<Operation>& operations) {
  for (const Operation& operation : operations) follow(names, operation);
}

FormerNames former_names(const Manifest& manifest, const std::vector<Graph::Index>& order) {
  FormerNames names;
  for (const Graph::Index index : order)
    follow(names, operations::record(manifest.entries[index].revision->upgrade));
  return names;
}

}  // namespace limbeck::history
