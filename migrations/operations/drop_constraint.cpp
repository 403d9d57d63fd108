#include "migrations/operations/drop_constraint.h"

#include "migrations/operations/apply/needs.h"

namespace limbeck::operations {
namespace {

using schema::ConstraintKind;

template <class T>
constexpr bool has_columns = requires(const T& constraint) {
  constraint.columns;
};

// By name if one is given, or else by the columns or the expression.
template <class Constraint>
bool is_meant(const Constraint& constraint, const DropConstraint& operation) {
  if (!operation.name.empty()) return constraint.name == operation.name;
  if constexpr (has_columns<Constraint>) {
    return operation.expression.empty() &&
           (operation.columns.empty() || operation.columns == constraint.columns);
  } else if constexpr (requires { constraint.expression; }) {
    return operation.columns.empty() &&
           (operation.expression.empty() || operation.expression == constraint.expression);
  } else {
    return operation.columns.empty() &&
           (operation.expression.empty() || operation.expression == constraint.definition);
  }
}

// Calls `with` with the list of constraints of that kind; a primary key is a list of one.
template <class Table, class Function>
auto with_constraint(Table& table, const FoundConstraint& which, Function with) {
  switch (which.kind) {
    case ConstraintKind::primary:
      return with(*table.primary_key);
    case ConstraintKind::unique:
      return with(table.uniques[which.index]);
    case ConstraintKind::foreign_key:
      return with(table.foreign_keys[which.index]);
    case ConstraintKind::check:
      return with(table.checks[which.index]);
    default:
      return with(table.excludes[which.index]);
  }
}

AnyOperation creation(const Name& table, const schema::PrimaryKey& key) {
  return CreatePrimaryKey{table, key};
}
AnyOperation creation(const Name& table, const schema::Unique& value) {
  return CreateUnique{table, value};
}
AnyOperation creation(const Name& table, const schema::ForeignKey& key) {
  return CreateForeignKey{table, key};
}
AnyOperation creation(const Name& table, const schema::Check& value) {
  return CreateCheck{table, value};
}
AnyOperation creation(const Name& table, const schema::Exclude& value) {
  return CreateExclude{table, value};
}

}  // namespace

namespace {

std::vector<FoundConstraint> find(const schema::Table& table, const DropConstraint& operation,
                                  bool nameless_only) {
  std::vector<FoundConstraint> found;
  const auto look = [&](ConstraintKind kind, const auto& constraints) {
    if (operation.kind != ConstraintKind::any && operation.kind != kind) return;
    for (std::size_t i = 0; i < constraints.size(); ++i) {
      if (!is_meant(constraints[i], operation)) continue;
      if (nameless_only && !constraints[i].name.empty()) continue;
      // Equal constraints without names are interchangeable.
      if (!found.empty() && found.back().kind == kind &&
          constraints[found.back().index] == constraints[i]) {
        continue;
      }
      found.push_back({kind, i});
    }
  };
  std::vector<schema::PrimaryKey> primary;
  if (table.primary_key) primary.push_back(*table.primary_key);
  look(ConstraintKind::primary, primary);
  look(ConstraintKind::unique, table.uniques);
  look(ConstraintKind::foreign_key, table.foreign_keys);
  look(ConstraintKind::check, table.checks);
  look(ConstraintKind::exclude, table.excludes);
  return found;
}

}  // namespace

std::vector<FoundConstraint> find_constraints(const schema::Table& table,
                                              const DropConstraint& operation) {
  if (!operation.name.empty()) return find(table, operation, false);
  // Constraints that the database named are preferred to those with other names.
  auto found = find(table, operation, true);
  return found.empty() ? find(table, operation, false) : found;
}

void remove_constraint(schema::Table& table, const FoundConstraint& which) {
  const auto erase = [&](auto& constraints) {
    constraints.erase(constraints.begin() + static_cast<std::ptrdiff_t>(which.index));
  };
  switch (which.kind) {
    case ConstraintKind::primary:
      table.primary_key.reset();
      return;
    case ConstraintKind::unique:
      return erase(table.uniques);
    case ConstraintKind::foreign_key:
      return erase(table.foreign_keys);
    case ConstraintKind::check:
      return erase(table.checks);
    default:
      return erase(table.excludes);
  }
}

void rename_constraint(schema::Table& table, const FoundConstraint& which,
                       const std::string& new_name) {
  with_constraint(table, which, [&](auto& constraint) { constraint.name = new_name; });
}

AnyOperation creation_of(const schema::Table& table, const FoundConstraint& which) {
  return with_constraint(table, which,
                         [&](const auto& constraint) { return creation(table.name, constraint); });
}

std::string naming(const schema::Table& table, const FoundConstraint& which) {
  return with_constraint(table, which, [](const auto& constraint) { return naming(constraint); });
}

}  // namespace limbeck::operations
