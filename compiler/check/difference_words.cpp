#include "compiler/check/difference_words.h"

#include <optional>

#include "migrations/diff/words.h"
#include "migrations/schema/enum_names.h"

namespace limbeck::compiler {

using diff::words_for;
using schema::ConstraintKind;
using schema::Name;

namespace {

template <class Constraints>
std::optional<std::string> words_of_named(const Constraints& constraints, const std::string& name) {
  for (const auto& constraint : constraints) {
    if (constraint.name == name) return words_for(constraint);
  }
  return std::nullopt;
}

}  // namespace

std::string quoted(const std::string& name) { return "'" + name + "'"; }
std::string quoted(const Name& name) { return quoted(to_string(name)); }
std::string quoted(const Name& table, const std::string& column) {
  return quoted(to_string(table) + "." + column);
}

std::string named(const char* what, const std::string& name) {
  return name.empty() ? std::string("a ") + what + " without a name" : what + (" " + quoted(name));
}

const char* kind_words(ConstraintKind kind) { return names_of(kind).words.data(); }

NamedConstraint find_constraint(const schema::Schema& schema,
                                const operations::DropConstraint& drop) {
  const schema::Table* table = find_table(schema, drop.table);
  if (table == nullptr) return {drop.kind, {}};
  const auto is = [&](ConstraintKind kind) {
    return drop.kind == ConstraintKind::any || drop.kind == kind;
  };
  if (is(ConstraintKind::primary) && table->primary_key && table->primary_key->name == drop.name) {
    return {ConstraintKind::primary, words_for(*table->primary_key)};
  }
  if (is(ConstraintKind::unique)) {
    if (auto words = words_of_named(table->uniques, drop.name))
      return {ConstraintKind::unique, *words};
  }
  if (is(ConstraintKind::foreign_key)) {
    if (auto words = words_of_named(table->foreign_keys, drop.name))
      return {ConstraintKind::foreign_key, *words};
  }
  if (is(ConstraintKind::check)) {
    if (auto words = words_of_named(table->checks, drop.name))
      return {ConstraintKind::check, *words};
  }
  if (is(ConstraintKind::exclude)) {
    if (auto words = words_of_named(table->excludes, drop.name))
      return {ConstraintKind::exclude, *words};
  }
  return {drop.kind, {}};
}

}  // namespace limbeck::compiler
