// The parts that random schemas are made of, and how they are kept valid.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "migrations/schema/schema.h"
#include "tests/property/any_schema.h"

namespace limbeck::test {

/// Makes parts that fit into `schema`, which it refers to.
class Parts {
 public:
  Parts(Random& random, schema::Schema& schema, Expressible what)
      : random_(random),
        schema_(schema),
        any_(what != Expressible::on_sqlite),
        long_(what == Expressible::on_postgresql) {}

  void add_enum();
  void add_table();
  /// These do nothing where nothing fits.
  void add_column(schema::Table& table);
  void add_primary_key(schema::Table& table);
  void add_unique(schema::Table& table);
  void add_foreign_key(schema::Table& table);
  void add_check(schema::Table& table);
  void add_index(schema::Table& table);
  void add_setting(schema::Table& table);
  void add_comment(std::string& comment);

  /// Another name, and nothing else, for an index or a constraint.
  void rename_something(schema::Table& table);

  /// Another type, default and collation, for the column and for all that foreign keys tie to it.
  void retype(schema::Table& table, schema::Column& column);
  /// Another default, or none.
  void set_default(schema::Column& column);

  std::string free_value(const schema::Enum& type);
  /// A name that no table or index of that schema has, in any case; empty if none is left.
  std::string free_relation(const std::string& schema, const std::vector<std::string>& pool);
  std::string free_column(const schema::Table& table);
  std::vector<std::string> table_names() const;

 private:
  std::vector<std::string> with(std::vector<std::string> texts,
                                const std::vector<std::string>& awkward) const;
  schema::Type any_type();
  schema::Column any_column(const schema::Table& table);
  void generate(schema::Table& table, schema::Column& column);
  std::string constraint_name(const schema::Table& table);
  std::string index_name(const schema::Table& table);
  std::vector<std::string> some_columns(const schema::Table& table, std::size_t most,
                                        bool plain_only);

  Random& random_;
  schema::Schema& schema_;
  bool any_;
  bool long_;  ///< also with names and values as long and awkward as PostgreSQL has them
};

/// The name as an expression spells it.
std::string spelled(const std::string& name);

/// Takes out what no longer fits: constraints, indexes and expressions on columns that are gone,
/// foreign keys to what is no key.
void repair(schema::Schema& schema);

/// Smaller schemas, each with one thing less, repaired.
std::vector<schema::Schema> smaller(const schema::Schema& schema);

}  // namespace limbeck::test
