#include "migrations/diff/columns.h"

#include <unordered_map>
#include <utility>

#include "migrations/diff/match.h"

namespace limbeck::diff {
namespace {

using operations::Operation;
using schema::TypeKind;

// Kinds that databases compare with each other, so that a foreign key can stand between them.
int family(TypeKind kind) {
  switch (kind) {
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
      return -1;
    case TypeKind::text:
    case TypeKind::varchar:
      return -2;
    default:
      return static_cast<int>(kind);
  }
}

bool is_retyped(const schema::Type& from, const schema::Type& to) {
  return family(from.kind) != family(to.kind) || from.name != to.name ||
         from.dimensions != to.dimensions || from.per_dialect != to.per_dialect;
}

std::string fill_of(const Hints& hints, const Name& table, const std::string& column) {
  const auto found = hints.fills.find({table, column});
  return found == hints.fills.end() ? std::string() : found->second;
}

bool same_generated(const schema::Column& a, const schema::Column& b) {
  if (a.generated.has_value() != b.generated.has_value()) return false;
  return !a.generated || same(*a.generated, *b.generated);
}

// What changes in a column, or nothing.
std::optional<operations::AlterColumn> compare(const Name& table, const schema::Column& from,
                                               const schema::Column& to, const Hints& hints) {
  if (from == to) return std::nullopt;
  operations::AlterColumn change;
  change.table = table;
  change.column = to.name;
  bool changed = false;
  const auto note = [&](bool differs) {
    changed = changed || differs;
    return differs;
  };
  if (note(from.type != to.type)) change.type = to.type;
  if (note(from.nullable != to.nullable)) {
    change.nullable = to.nullable;
    if (!to.nullable) change.fill = fill_of(hints, table, to.name);
  }
  if (note(from.default_sql != to.default_sql)) change.default_sql.emplace(to.default_sql);
  if (note(from.identity != to.identity)) change.identity.emplace(to.identity);
  if (note(!same_generated(from, to))) change.generated.emplace(to.generated);
  if (note(from.collation != to.collation)) change.collation = to.collation;
  if (note(from.comment != to.comment)) change.comment = to.comment;
  if (!changed) return std::nullopt;
  return change;
}

}  // namespace

ColumnChanges compare_columns(const schema::Table& from, const schema::Table& to,
                              const Hints& hints) {
  ColumnChanges changes;
  if (from.columns == to.columns) return changes;
  std::unordered_map<std::string, const schema::Column*> old;
  for (const schema::Column& column : from.columns) old.emplace(column.name, &column);

  std::vector<Operation> added, altered, generated;
  for (const schema::Column& column : to.columns) {
    const auto found = old.find(column.name);
    if (found == old.end()) {
      operations::AddColumn add{to.name, column, fill_of(hints, to.name, column.name)};
      if (column.generated) add.fill.clear();
      (column.generated ? generated : added).push_back({std::move(add), {}});
      continue;
    }
    const schema::Column& before = *found->second;
    if (auto change = compare(to.name, before, column, hints)) {
      if (change->type && is_retyped(before.type, column.type)) changes.retyped.insert(column.name);
      altered.push_back({*std::move(change), {}});
    }
    old.erase(found);
  }
  std::vector<Operation> dropped_generated, dropped;
  for (const schema::Column& column : from.columns) {
    if (!old.contains(column.name)) continue;
    (column.generated ? dropped_generated : dropped)
        .push_back({operations::DropColumn{to.name, column.name}, {}});
  }
  for (auto* part : {&dropped_generated, &added, &altered, &generated, &dropped}) {
    std::move(part->begin(), part->end(), std::back_inserter(changes.operations));
  }
  return changes;
}

}  // namespace limbeck::diff
