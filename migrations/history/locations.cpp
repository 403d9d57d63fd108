#include "migrations/history/locations.h"

#include <algorithm>
#include <string>
#include <utility>

#include "migrations/operations/visit.h"

namespace limbeck::history {
namespace {

using operations::Name;
using schema::Location;
using schema::SourceMap;

// The entries of what is inside `path`: `tables/users/…`.
std::pair<SourceMap::iterator, SourceMap::iterator> inside(SourceMap& map,
                                                           const std::string& path) {
  const auto first = map.lower_bound(path + "/");
  auto last = first;
  while (last != map.end() && last->first.starts_with(path + "/")) ++last;
  return {first, last};
}

void forget(SourceMap& map, const std::string& path) {
  const auto [first, last] = inside(map, path);
  map.erase(first, last);
  map.erase(path);
}

void rename(SourceMap& map, const std::string& path, const std::string& new_path) {
  const auto [first, last] = inside(map, path);
  SourceMap moved;
  for (auto entry = first; entry != last; ++entry) {
    moved.emplace(new_path + entry->first.substr(path.size()), std::move(entry->second));
  }
  map.erase(first, last);
  map.erase(path);
  map.merge(moved);
}

// What the paths of all triggers of the table begin with.
std::string triggers_of(const Name& table) { return "triggers/" + to_string(table); }

struct Follower {
  SourceMap& map;
  const schema::Schema& after;
  Location at = {};

  void note(const std::string& path) const { map[path] = at; }

  void operator()(const operations::CreateTable& op) const {
    const Name& name = op.table.name;
    const auto constraints = [&](const auto& all) {
      for (const auto& constraint : all) {
        if (!constraint.name.empty()) note(path_of_constraint(name, constraint.name));
      }
    };
    note(path_of_table(name));
    for (const auto& column : op.table.columns) note(path_of_column(name, column.name));
    if (op.table.primary_key) note(path_of_primary_key(name));
    constraints(op.table.uniques);
    constraints(op.table.foreign_keys);
    constraints(op.table.checks);
    constraints(op.table.excludes);
    for (const auto& index : op.table.indexes) note(path_of_index(name, index.name));
  }
  void operator()(const operations::DropTable& op) const {
    forget(map, path_of_table(op.table));
    forget(map, triggers_of(op.table));
  }
  void operator()(const operations::RenameTable& op) const {
    const std::string path = schema::path_of_table({op.table.schema, op.new_name});
    rename(map, path_of_table(op.table), path);
    rename(map, triggers_of(op.table), triggers_of({op.table.schema, op.new_name}));
    note(path);
  }
  void operator()(const operations::AlterTableComment& op) const { note(path_of_table(op.table)); }
  void operator()(const operations::AlterTableSettings& op) const { note(path_of_table(op.table)); }

  void operator()(const operations::AddColumn& op) const {
    note(path_of_column(op.table, op.column.name));
  }
  void operator()(const operations::DropColumn& op) const {
    forget(map, path_of_column(op.table, op.column));
  }
  void operator()(const operations::RenameColumn& op) const {
    forget(map, path_of_column(op.table, op.column));
    note(path_of_column(op.table, op.new_name));
  }
  void operator()(const operations::AlterColumn& op) const {
    note(path_of_column(op.table, op.column));
  }

  void operator()(const operations::CreateIndex& op) const {
    note(path_of_index(op.table, op.index.name));
  }
  void operator()(const operations::DropIndex& op) const {
    forget(map, path_of_index(op.table, op.index));
  }

  void operator()(const operations::CreatePrimaryKey& op) const {
    note(path_of_primary_key(op.table));
  }
  void operator()(const operations::CreateUnique& op) const { constraint(op); }
  void operator()(const operations::CreateForeignKey& op) const { constraint(op); }
  void operator()(const operations::CreateCheck& op) const { constraint(op); }
  void operator()(const operations::CreateExclude& op) const { constraint(op); }
  // A primary key goes by its kind or by its name; whether it was meant shows in what is left.
  void operator()(const operations::DropConstraint& op) const {
    if (!op.name.empty()) forget(map, path_of_constraint(op.table, op.name));
    const schema::Table* table = find_table(after, op.table);
    if (table != nullptr && !table->primary_key) forget(map, path_of_primary_key(op.table));
  }
  void operator()(const operations::RenameIndex& op) const {
    forget(map, path_of_index(op.table, op.index));
    note(path_of_index(op.table, op.new_name));
  }
  void operator()(const operations::RenameConstraint& op) const {
    const schema::Table* table = find_table(after, op.table);
    if (table != nullptr && table->primary_key && table->primary_key->name == op.new_name) {
      return note(path_of_primary_key(op.table));
    }
    forget(map, path_of_constraint(op.table, op.name));
    note(path_of_constraint(op.table, op.new_name));
  }

  void operator()(const operations::CreateEnum& op) const {
    note(path_of_enum(op.type.name));
    for (const std::string& value : op.type.values) note(path_of_value(op.type.name, value));
  }
  void operator()(const operations::DropEnum& op) const { forget(map, path_of_enum(op.name)); }
  void operator()(const operations::AddEnumValue& op) const {
    note(path_of_value(op.name, op.value));
  }
  void operator()(const operations::RenameEnum& op) const {
    const std::string path = schema::path_of_enum({op.name.schema, op.new_name});
    rename(map, path_of_enum(op.name), path);
    note(path);
  }
  void operator()(const operations::RenameEnumValue& op) const {
    forget(map, path_of_value(op.name, op.value));
    note(path_of_value(op.name, op.new_value));
  }
  void operator()(const operations::ReplaceEnum& op) const {
    SourceMap kept;
    for (const std::string& value : op.values) {
      const std::string path = path_of_value(op.name, value);
      const auto found = map.find(path);
      kept.emplace(path, found == map.end() ? at : found->second);
    }
    forget(map, path_of_enum(op.name));
    map.merge(kept);
    note(path_of_enum(op.name));
  }

  void operator()(const operations::Execute& op) const { follow(map, op.effect, after); }
  void operator()(const operations::AutocommitBlock& op) const {
    follow(map, op.operations, after);
  }
  void operator()(const operations::ValidateConstraint& op) const {
    note(path_of_constraint(op.table, op.name));
  }
  void operator()(const operations::AttachPartition& op) const {
    note(path_of_table(op.partition));
  }
  void operator()(const operations::DetachPartition& op) const {
    note(path_of_table(op.partition));
  }
  // What object_of knows.
  template <class Other>
  void operator()(const Other& op) const {
    const auto change = operations::object_of({op, {}});
    if (!change) return;
    const std::string path = path_of(change->object);
    if (change->verb == operations::Verb::drop) {
      forget(map, path);
    } else {
      note(path);
    }
  }
  void operator()(const operations::BulkInsert&) const {}
  void operator()(const operations::Run&) const {}

 private:
  template <class Create>
  void constraint(const Create& op) const {
    if (!op.constraint.name.empty()) note(path_of_constraint(op.table, op.constraint.name));
  }
};

}  // namespace

void follow(SourceMap& locations, const std::vector<operations::Operation>& operations,
            const schema::Schema& after) {
  for (const operations::Operation& operation : operations) {
    operations::visit(Follower{locations, after, operation.location}, operation.value);
  }
}

}  // namespace limbeck::history
