// A drop and a create that are one change.
#include <algorithm>
#include <utility>

#include "compiler/check/difference.h"
#include "compiler/check/difference_words.h"
#include "compiler/check/object_difference.h"
#include "migrations/diff/words.h"

namespace limbeck::compiler {
namespace {

using diff::words_for;
using schema::ConstraintKind;
using schema::Name;
using schema::path_of_constraint;
using schema::path_of_index;
using schema::path_of_primary_key;

Finding replaced(const std::string& what, const Name& table, const std::string& models,
                 const std::string& history, schema::Location location) {
  return drift("no revision changes " + what + " of " + quoted(table) + ": the models say " +
                   models + ", the history " + history,
               std::move(location));
}

template <class Create>
std::optional<Finding> same_constraint(const operations::DropConstraint& drop,
                                       const operations::Operation& create, ConstraintKind kind,
                                       const Setting& setting) {
  const auto* made = std::get_if<Create>(&create.value);
  if (made == nullptr || made->table != drop.table) return std::nullopt;
  const bool primary = kind == ConstraintKind::primary;
  if (!primary && (made->constraint.name != drop.name || drop.name.empty())) return std::nullopt;
  const NamedConstraint before = find_constraint(setting.before, drop);
  if (before.kind != kind) return std::nullopt;
  std::string models = words_for(made->constraint), history = before.words;
  if (models == history) {  // a primary key's name is all that changes
    models = quoted(made->constraint.name);
    history = quoted(drop.name);
  }
  return replaced(
      primary ? "the primary key" : named(kind_words(kind), drop.name), drop.table, models, history,
      find_place(setting.model.locations, primary ? path_of_primary_key(drop.table)
                                                  : path_of_constraint(drop.table, drop.name)));
}

}  // namespace

std::optional<Finding> drift_of_replacement(const operations::Operation& drop,
                                            const operations::Operation& create,
                                            const Setting& setting) {
  if (auto found = drift_of_object_replacement(drop, create, setting)) return found;
  if (const auto* index = std::get_if<operations::DropIndex>(&drop.value)) {
    const auto* made = std::get_if<operations::CreateIndex>(&create.value);
    const schema::Table* table = find_table(setting.before, index->table);
    if (made == nullptr || table == nullptr || made->table != index->table ||
        made->index.name != index->index) {
      return std::nullopt;
    }
    const auto before = std::find_if(
        table->indexes.begin(), table->indexes.end(),
        [&](const schema::Index& candidate) { return candidate.name == index->index; });
    if (before == table->indexes.end()) return std::nullopt;
    return replaced(named("index", index->index), index->table, words_for(made->index),
                    words_for(*before),
                    find_place(setting.model.locations, path_of_index(index->table, index->index)));
  }
  const auto* constraint = std::get_if<operations::DropConstraint>(&drop.value);
  if (constraint == nullptr) return std::nullopt;
  if (auto found = same_constraint<operations::CreatePrimaryKey>(
          *constraint, create, ConstraintKind::primary, setting)) {
    return found;
  }
  if (auto found = same_constraint<operations::CreateUnique>(*constraint, create,
                                                             ConstraintKind::unique, setting)) {
    return found;
  }
  if (auto found = same_constraint<operations::CreateForeignKey>(
          *constraint, create, ConstraintKind::foreign_key, setting)) {
    return found;
  }
  if (auto found = same_constraint<operations::CreateCheck>(*constraint, create,
                                                            ConstraintKind::check, setting)) {
    return found;
  }
  return same_constraint<operations::CreateExclude>(*constraint, create, ConstraintKind::exclude,
                                                    setting);
}

}  // namespace limbeck::compiler
