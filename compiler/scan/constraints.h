// Keys, unique constraints, checks, exclusion constraints and partition keys of a table.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/scan/tables.h"

namespace limbeck::compiler {

/// Adds the constraints that the struct of a table, its mixins and its fields declare. There is one
/// object for a whole scan, because it knows the names in use.
class ConstraintReader {
 public:
  ConstraintReader(const Reading& reading, Model& model) : reading_(reading), model_(model) {}

  /// Adds all but foreign keys, which need the keys of all tables.
  void read(TableOfStruct& table);
  /// Adds the foreign keys.
  void read_foreign_keys(TableOfStruct& table, const std::vector<TableOfStruct>& tables);
  /// After both: makes a primary key of a single integer that is no foreign key an identity.
  void number_key(TableOfStruct& table);

  /// Records the place of `path`. Returns false and reports an error if the path is in use.
  bool place(const std::string& path, const std::string& what, const schema::Location& location);
  /// The same for a constraint, whose name may be empty.
  bool place_constraint(const TableOfStruct& table, const std::string& name,
                        const schema::Location& location);

  /// The column that `path` names at the place of `attribute`, or -1 with an error.
  int column(const TableOfStruct& table, const Argument& path);
  /// The columns of all paths; empty if one of them does not exist.
  std::vector<std::string> columns(const TableOfStruct& table,
                                   const std::vector<const Argument*>& paths);

  /// The columns of a parameter with a list of members, such as `include(a, b)`. Empty without the
  /// parameter, and nullopt with an error if one of them is wrong.
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

/// The name that a constraint is given, or that of the naming convention; empty if it is `unnamed`.
std::string constraint_name(const Reading& reading, const Attribute& attribute,
                            std::string_view kind, const schema::NameParts& parts);

/// `deferrable` and `initially_deferred`.
schema::Deferrable deferrable_of(const Attribute& attribute);

/// A column name in SQL that all databases can read: quoted only if necessary.
std::string column_in_sql(const std::string& name);

/// `index(a, desc(b), "lower(c)", unique, …)` on a struct.
void add_index(ConstraintReader& reader, TableOfStruct& table, const Attribute& attribute);

/// Reads `argument`, which has the form of an element: a column of the table or an expression,
/// possibly in calls such as `desc(opclass(title, text_pattern_ops))`. Returns false and reports an
/// error if the column does not exist.
bool read_element(ConstraintReader& reader, const TableOfStruct& table, const Argument& argument,
                  schema::IndexElement& element);

/// `index` on a field.
void add_column_index(ConstraintReader& reader, TableOfStruct& table, const Attribute& attribute,
                      const std::string& column);

}  // namespace limbeck::compiler
