// Indexes and constraints.
#pragma once

#include <string>
#include <vector>

#include "migrations/operations/kinds/descriptor.h"
#include "migrations/schema/schema.h"

namespace limbeck::operations {

struct CreateIndex {
  Name table = {};
  schema::Index index = {};
  bool concurrently = false;
};
template <>
struct Descriptor<CreateIndex> {
  static constexpr Facts facts{"create_index", Verb::create, On::index, Rows::checked,
                               OlderPrograms::depend};
  static Subject subject(const CreateIndex& op) { return {op.table, op.index.name}; }
};

struct DropIndex {
  Name table = {};
  std::string index = {};
  bool concurrently = false;
};
template <>
struct Descriptor<DropIndex> {
  static constexpr Facts facts{"drop_index", Verb::drop, On::index, Rows::untouched,
                               OlderPrograms::depend};
  static Subject subject(const DropIndex& op) { return {op.table, op.index}; }
};

struct RenameIndex {
  Name table = {};
  std::string index = {};
  std::string new_name = {};
};
template <>
struct Descriptor<RenameIndex> {
  static constexpr Facts facts{"rename_index", Verb::rename, On::index, Rows::untouched,
                               OlderPrograms::go_on};
  static Subject subject(const RenameIndex& op) { return {op.table, op.index, op.new_name}; }
  template <class Each>
  static void members(const RenameIndex& op, const Each& each) {
    each("table", op.table);
    each("index", op.index);
    each("new_name", op.new_name);
  }
};

struct CreatePrimaryKey {
  Name table = {};
  schema::PrimaryKey constraint = {};
};
template <>
struct Descriptor<CreatePrimaryKey> {
  static constexpr Facts facts{"create_primary_key", Verb::create, On::primary_key, Rows::checked,
                               OlderPrograms::go_on_if_new};
  static Subject subject(const CreatePrimaryKey& op) { return {op.table, op.constraint.name}; }
};

struct CreateUnique {
  Name table = {};
  schema::Unique constraint = {};
};
template <>
struct Descriptor<CreateUnique> {
  static constexpr Facts facts{"create_unique_constraint", Verb::create, On::constraint,
                               Rows::checked, OlderPrograms::go_on_if_new};
  static Subject subject(const CreateUnique& op) { return {op.table, op.constraint.name}; }
};

struct CreateForeignKey {
  Name table = {};
  schema::ForeignKey constraint = {};
};
template <>
struct Descriptor<CreateForeignKey> {
  static constexpr Facts facts{"create_foreign_key", Verb::create, On::constraint, Rows::checked,
                               OlderPrograms::depend};
  static Subject subject(const CreateForeignKey& op) { return {op.table, op.constraint.name}; }
};

struct CreateCheck {
  Name table = {};
  schema::Check constraint = {};
};
template <>
struct Descriptor<CreateCheck> {
  static constexpr Facts facts{"create_check_constraint", Verb::create, On::constraint,
                               Rows::checked, OlderPrograms::go_on_if_new};
  static Subject subject(const CreateCheck& op) { return {op.table, op.constraint.name}; }
};

struct CreateExclude {
  Name table = {};
  schema::Exclude constraint = {};
};
template <>
struct Descriptor<CreateExclude> {
  static constexpr Facts facts{"create_exclude_constraint", Verb::create, On::constraint,
                               Rows::checked, OlderPrograms::go_on_if_new};
  static Subject subject(const CreateExclude& op) { return {op.table, op.constraint.name}; }
};

struct DropConstraint {
  Name table = {};
  std::string name = {};
  schema::ConstraintKind kind = schema::ConstraintKind::any;
  std::vector<std::string> columns = {};  ///< identify a key or unique constraint without a name
  std::string expression = {};  ///< identifies a check, or the definition an exclusion constraint
};
template <>
struct Descriptor<DropConstraint> {
  static constexpr Facts facts{"drop_constraint", Verb::drop, On::constraint, Rows::untouched,
                               OlderPrograms::go_on_if_new};
  static Subject subject(const DropConstraint& op) { return {op.table, op.name}; }
};

struct RenameConstraint {
  Name table = {};
  std::string name = {};
  std::string new_name = {};
};
template <>
struct Descriptor<RenameConstraint> {
  static constexpr Facts facts{"rename_constraint", Verb::rename, On::constraint, Rows::untouched,
                               OlderPrograms::depend};
  static Subject subject(const RenameConstraint& op) { return {op.table, op.name, op.new_name}; }
  template <class Each>
  static void members(const RenameConstraint& op, const Each& each) {
    each("table", op.table);
    each("constraint", op.name);
    each("new_name", op.new_name);
  }
};

/// Makes a foreign key or check that is NOT VALID valid for the rows that existed before it.
struct ValidateConstraint {
  Name table = {};
  std::string name = {};
};
template <>
struct Descriptor<ValidateConstraint> {
  static constexpr Facts facts{"validate_constraint", Verb::validate, On::constraint, Rows::checked,
                               OlderPrograms::go_on};
  static Subject subject(const ValidateConstraint& op) { return {op.table, op.name}; }
  template <class Each>
  static void members(const ValidateConstraint& op, const Each& each) {
    each("table", op.table);
    each("constraint", op.name);
  }
};

using ConstraintKinds =
    Kinds<CreateIndex, DropIndex, RenameIndex, CreatePrimaryKey, CreateUnique, CreateForeignKey,
          CreateCheck, CreateExclude, DropConstraint, RenameConstraint, ValidateConstraint>;

}  // namespace limbeck::operations
