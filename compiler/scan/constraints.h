// Keys, uniques, checks, exclusions, partitions: what stands on a table's columns.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/scan/tables.h"

namespace limbeck::compiler {

/// Adds to one table what its struct, its mixins and its fields say. One object for a whole scan:
/// it knows the names that are taken.
class ConstraintReader {
 public:
  ConstraintReader(const Reading& reading, Model& model) : reading_(reading), model_(model) {}

  /// All but foreign keys, which need the keys of every table.
  void read(TableOfStruct& table);
  /// Then those.
  void read_foreign_keys(TableOfStruct& table, const std::vector<TableOfStruct>& tables);
  /// Then, with both known: a single integer key that references nothing is numbered by the
  /// database.
  void number_key(TableOfStruct& table);

  /// Remembers where `path` was written; tells, and is false, if it was taken.
  bool place(const std::string& path, const std::string& what, const schema::Location& location);

  /// The column that `path` names from where `attribute` stands, or -1, told.
  int column(const TableOfStruct& table, const Argument& path);
  /// All of them; empty if one is not there.
  std::vector<std::string> columns(const TableOfStruct& table,
                                   const std::vector<const Argument*>& paths);

  /// The columns of a parameter that takes a list of members, as `include(a, b)`; empty without the
  /// parameter. Nothing if one of them is wrong, which is told.
  std::optional<std::vector<std::string>> listed(const TableOfStruct& table,
                                                 const Attribute& attribute,
                                                 std::string_view parameter);

  const Reading& reading() const { return reading_; }

 private:
  void read_attribute(TableOfStruct& table, const Attribute& attribute);
  void read_field(TableOfStruct& table, const ColumnOfField& column);
  void set_primary_key(TableOfStruct& table, const Attribute& attribute,
                       std::vector<std::string> columns);
  void add_unique(TableOfStruct& table, const Attribute& attribute,
                  std::vector<std::string> columns);
  void add_check(TableOfStruct& table, const Attribute& attribute,
                 const std::vector<std::string>& about);
  void add_enum_check(TableOfStruct& table, const ColumnOfField& column);
  void add_exclude(TableOfStruct& table, const Attribute& attribute);
  void set_partition(TableOfStruct& table, const Attribute& attribute);
  void add_foreign_key(TableOfStruct& table, const Attribute& attribute,
                       const std::vector<const Argument*>& targets, std::vector<int> columns,
                       const std::vector<TableOfStruct>& tables);
  void check_set_columns(const TableOfStruct& table, const Attribute& attribute,
                         const schema::ForeignKey& key, const std::vector<int>& columns);

  const Reading& reading_;
  Model& model_;
};

/// `deferrable` and `initially_deferred`.
schema::Deferrable deferrable_of(const Attribute& attribute);

/// A column in SQL text that every database reads: quoted only where it has to be.
std::string column_in_sql(const std::string& name);

}  // namespace limbeck::compiler
