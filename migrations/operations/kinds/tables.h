// Tables and their columns, partitions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "migrations/operations/kinds/descriptor.h"
#include "migrations/schema/schema.h"

namespace limbeck::operations {

struct CreateTable {
  schema::Table table = {};
};
template <>
struct Descriptor<CreateTable> {
  static constexpr Facts facts{"create_table", Verb::create, On::table, Rows::untouched,
                               OlderPrograms::depend};
  static Subject subject(const CreateTable& op) { return {op.table.name}; }
};

struct DropTable {
  Name table = {};
};
template <>
struct Descriptor<DropTable> {
  static constexpr Facts facts{"drop_table", Verb::drop, On::table, Rows::destroyed,
                               OlderPrograms::go_on_if_new};
  static Subject subject(const DropTable& op) { return {op.table}; }
  template <class Each>
  static void members(const DropTable& op, const Each& each) {
    each("table", op.table);
  }
};

struct RenameTable {
  Name table = {};
  std::string new_name = {};
};
template <>
struct Descriptor<RenameTable> {
  static constexpr Facts facts{"rename_table", Verb::rename, On::table, Rows::untouched,
                               OlderPrograms::go_on_if_new};
  static Subject subject(const RenameTable& op) { return {op.table, {}, op.new_name}; }
  template <class Each>
  static void members(const RenameTable& op, const Each& each) {
    each("table", op.table);
    each("new_name", op.new_name);
  }
};

/// An empty comment removes it.
struct AlterTableComment {
  Name table = {};
  std::string comment = {};
};
template <>
struct Descriptor<AlterTableComment> {
  static constexpr Facts facts{"create_table_comment", Verb::comment, On::table, Rows::untouched,
                               OlderPrograms::go_on};
  static constexpr std::string_view name(const AlterTableComment& op) {
    return op.comment.empty() ? "drop_table_comment" : facts.name;
  }
  static Subject subject(const AlterTableComment& op) { return {op.table}; }
  template <class Each>
  static void members(const AlterTableComment& op, const Each& each) {
    each("table", op.table);
    each("comment", Optional{op.comment});
  }
};

/// An empty value removes the setting.
struct AlterTableSettings {
  Name table = {};
  std::map<std::string, std::string> settings = {};
};
template <>
struct Descriptor<AlterTableSettings> {
  static constexpr Facts facts{"alter_table_settings", Verb::alter, On::table, Rows::checked,
                               OlderPrograms::depend};
  static Subject subject(const AlterTableSettings& op) { return {op.table}; }
};

struct AddColumn {
  Name table = {};
  schema::Column column = {};
  std::string fill = {};  ///< the expression for the value in existing rows, or empty
};
template <>
struct Descriptor<AddColumn> {
  static constexpr Facts facts{"add_column", Verb::create, On::column,
                               Rows::checked | Rows::computed, OlderPrograms::depend};
  static Subject subject(const AddColumn& op) { return {op.table, op.column.name}; }
};

struct DropColumn {
  Name table = {};
  std::string column = {};
};
template <>
struct Descriptor<DropColumn> {
  static constexpr Facts facts{"drop_column", Verb::drop, On::column, Rows::destroyed,
                               OlderPrograms::go_on_if_new};
  static Subject subject(const DropColumn& op) { return {op.table, op.column}; }
  template <class Each>
  static void members(const DropColumn& op, const Each& each) {
    each("table", op.table);
    each("column", op.column);
  }
};

struct RenameColumn {
  Name table = {};
  std::string column = {};
  std::string new_name = {};
};
template <>
struct Descriptor<RenameColumn> {
  static constexpr Facts facts{"rename_column", Verb::rename, On::column, Rows::untouched,
                               OlderPrograms::go_on_if_new};
  static Subject subject(const RenameColumn& op) { return {op.table, op.column, op.new_name}; }
  template <class Each>
  static void members(const RenameColumn& op, const Each& each) {
    each("table", op.table);
    each("column", op.column);
    each("new_name", op.new_name);
  }
};

/// What is absent stays as it is. The inner optionals: present sets, absent takes away.
struct AlterColumn {
  Name table = {};
  std::string column = {};
  std::optional<schema::Type> type = {};
  std::optional<bool> nullable = {};
  std::optional<std::optional<std::string>> default_sql = {};
  std::optional<std::optional<schema::Identity>> identity = {};
  std::optional<std::optional<schema::Generated>> generated = {};
  std::optional<std::string> collation = {};  ///< empty takes it away
  std::optional<std::string> comment = {};    ///< empty takes it away
  std::string using_expression = {};          ///< with type: the expression for the new value
  std::map<std::string, std::string> using_by_dialect = {};  ///< the same, where databases differ
  std::string fill = {};  ///< with nullable = false: the expression that replaces NULL
};
template <>
struct Descriptor<AlterColumn> {
  static constexpr Facts facts{"alter_column", Verb::alter, On::column,
                               Rows::checked | Rows::destroyed | Rows::computed,
                               OlderPrograms::depend};
  static Subject subject(const AlterColumn& op) { return {op.table, op.column}; }
};
/// All fields of a column but its name.
template <>
struct AlteredFields<AlterColumn> {
  using Thing = schema::Column;
  using Spec = limbeck::AlterColumn;
  static constexpr auto list = schema::FieldList{
      AlteredField{&Thing::type, &AlterColumn::type, &Spec::type},
      AlteredField{&Thing::nullable, &AlterColumn::nullable, &Spec::nullable},
      AlteredField{&Thing::default_sql, &AlterColumn::default_sql, &Spec::server_default},
      AlteredField{&Thing::identity, &AlterColumn::identity, &Spec::identity},
      // The spec has two members for it: `generated` and `generated_stored`.
      AlteredField{&Thing::generated, &AlterColumn::generated, schema::NoSpec{}},
      AlteredField{&Thing::collation, &AlterColumn::collation, &Spec::collation},
      AlteredField{&Thing::comment, &AlterColumn::comment, &Spec::comment},
  };
  static_assert(decltype(list)::size + 1 == decltype(schema::Fields<Thing>::list)::size,
                "AlterColumn changes each field of a column but its name");
};

/// The using expression for a database, or empty.
std::string_view using_expression(const AlterColumn& change, std::string_view dialect);
/// Whether it has a using expression for any database.
bool has_using_expression(const AlterColumn& change);

/// Makes a table a partition of `table`, whose columns it then has.
struct AttachPartition {
  Name table = {};
  Name partition = {};
  std::string bound = {};
};
template <>
struct Descriptor<AttachPartition> {
  static constexpr Facts facts{"attach_partition", Verb::attach, On::partition, Rows::checked,
                               OlderPrograms::may_stop};
  static Subject subject(const AttachPartition& op) { return {op.table, {}, {}, op.partition}; }
  static std::string more(const AttachPartition& op) { return " " + op.bound; }
  template <class Each>
  static void members(const AttachPartition& op, const Each& each) {
    each("table", op.table);
    each("partition", OtherName{op.partition});
    each("bound", SqlText{op.bound});
  }
};

/// Makes a partition an independent table, with its columns and constraints.
struct DetachPartition {
  Name table = {};
  Name partition = {};
};
template <>
struct Descriptor<DetachPartition> {
  static constexpr Facts facts{"detach_partition", Verb::detach, On::partition, Rows::untouched,
                               OlderPrograms::may_stop};
  static Subject subject(const DetachPartition& op) { return {op.table, {}, {}, op.partition}; }
  template <class Each>
  static void members(const DetachPartition& op, const Each& each) {
    each("table", op.table);
    each("partition", OtherName{op.partition});
  }
};

using TableKinds =
    Kinds<CreateTable, DropTable, RenameTable, AlterTableComment, AlterTableSettings, AddColumn,
          DropColumn, RenameColumn, AlterColumn, AttachPartition, DetachPartition>;

}  // namespace limbeck::operations
