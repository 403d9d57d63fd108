#include "migrations/state/replay.h"

#include <algorithm>
#include <string>
#include <utility>

#include "migrations/operations/subject.h"
#include "migrations/operations/visit.h"
#include "migrations/operations/walk.h"

namespace limbeck::state {
namespace {

using operations::Name;
using schema::Location;
using schema::SourceMap;

// The entries of everything in `path`: `tables/users/…`.
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

void move_location(SourceMap& map, const std::string& path, const std::string& new_path) {
  const auto [first, last] = inside(map, path);
  SourceMap moved;
  for (auto entry = first; entry != last; ++entry) {
    moved.emplace(new_path + entry->first.substr(path.size()), std::move(entry->second));
  }
  map.erase(first, last);
  map.erase(path);
  map.merge(moved);
}

// The prefix of the paths of all triggers of the table.
std::string triggers_of(const Name& table) { return "triggers/" + to_string(table); }

void follow_subject(SourceMap& map, const operations::Subject& subject, const Location& at) {
  using operations::Verb;
  const std::string path = path_of(subject);
  // A constraint without a name has no path of its own.
  if (path.empty() || (subject.on == operations::On::constraint && subject.part.empty())) return;
  switch (subject.verb) {
    case Verb::drop:
      return forget(map, path);
    case Verb::rename: {
      const std::string new_path = path_of(renamed(subject));
      move_location(map, path, new_path);
      map[new_path] = at;
      return;
    }
    case Verb::create:
    case Verb::alter:
    case Verb::comment:
    case Verb::attach:
    case Verb::detach:
    case Verb::validate:
      map[path] = at;
      return;
    case Verb::run:
      return;
  }
}

// The parts beside the subject that an operation creates, drops or moves.
struct Parts {
  SourceMap& map;
  const schema::Schema& after;
  const Location& at;

  void note(const std::string& path) const { map[path] = at; }

  void operator()(const operations::CreateTable& op) const {
    const Name& name = op.table.name;
    const auto constraints = [&](const auto& all) {
      for (const auto& constraint : all) {
        if (!constraint.name.empty()) note(path_of_constraint(name, constraint.name));
      }
    };
    for (const auto& column : op.table.columns) note(path_of_column(name, column.name));
    if (op.table.primary_key) note(path_of_primary_key(name));
    constraints(op.table.uniques);
    constraints(op.table.foreign_keys);
    constraints(op.table.checks);
    constraints(op.table.excludes);
    for (const auto& index : op.table.indexes) note(path_of_index(name, index.name));
  }
  void operator()(const operations::DropTable& op) const { forget(map, triggers_of(op.table)); }
  void operator()(const operations::RenameTable& op) const {
    move_location(map, triggers_of(op.table), triggers_of({op.table.schema, op.new_name}));
  }
  // A primary key is dropped by kind or by name. Whether it was dropped is visible in the schema.
  void operator()(const operations::DropConstraint& op) const {
    const schema::Table* table = find_table(after, op.table);
    if (table != nullptr && !table->primary_key) forget(map, path_of_primary_key(op.table));
  }
  void operator()(const operations::RenameConstraint& op) const {
    const schema::Table* table = find_table(after, op.table);
    if (table == nullptr || !table->primary_key || table->primary_key->name != op.new_name) return;
    forget(map, path_of_constraint(op.table, op.new_name));
    note(path_of_primary_key(op.table));
  }
  void operator()(const operations::CreateEnum& op) const {
    for (const std::string& value : op.type.values) note(path_of_value(op.type.name, value));
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
};

}  // namespace

void follow(SourceMap& locations, const std::vector<operations::Operation>& operations,
            const schema::Schema& after) {
  operations::for_each_leaf(operations, [&](const operations::Operation& operation) {
    follow_subject(locations, subject_of(operation), operation.location);
    operations::visit_if(Parts{locations, after, operation.location}, operation.value);
  });
}

}  // namespace limbeck::state
