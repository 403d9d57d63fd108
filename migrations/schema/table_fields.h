// The tables of fields of tables, columns, constraints and indexes (see fields.h).
#pragma once

#include "limbeck/table.h"
#include "migrations/schema/fields.h"
#include "migrations/schema/table.h"

namespace limbeck::schema {

template <>
struct Fields<Identity> {
  using Spec = limbeck::IdentitySpec;
  static constexpr auto list = FieldList{
      field("mode", &Identity::mode, &Spec::mode).required(),
      field("start", &Identity::start, &Spec::start).said("from %"),
      field("increment", &Identity::increment, &Spec::increment).said("by %"),
      field("min", &Identity::min, &Spec::min).said(", not below %"),
      field("max", &Identity::max, &Spec::max).said(", not above %"),
      field("cache", &Identity::cache, &Spec::cache).said(", cache %"),
      field("cycle", &Identity::cycle, &Spec::cycle).said(", in a cycle"),
  };
};

template <>
struct Fields<Generated> {
  using Spec = limbeck::GeneratedSpec;
  static constexpr auto list = FieldList{
      field("expression", &Generated::expression, &Spec::expression).required().sql(),
      field("stored", &Generated::stored, &Spec::stored).always_in_json(),
  };
};

template <>
struct Fields<Column> {
  using Spec = limbeck::Column;
  static constexpr std::size_t beside = 1;  // `fill`, which add_column does
  static constexpr auto list = FieldList{
      field("name", &Column::name, &Spec::name).required().key(),
      field("type", &Column::type, &Spec::type).required().said("%", "%"),
      field("nullable", &Column::nullable, &Spec::nullable)
          .always_in_json()
          .called("nullability")
          .said("nullable", "not null"),
      field("default", &Column::default_sql, &Spec::server_default)
          .in_cpp_as("server_default")
          .sql()
          .said("default %", "no default"),
      field("identity", &Column::identity, &Spec::identity)
          .called("numbering")
          .said("%", "not numbered by the database"),
      field("generated", &Column::generated, &Spec::generated)
          .called("expression")
          .said("%", "a plain column"),
      field("collation", &Column::collation, &Spec::collation)
          .said("collation '%'", "no collation"),
      field("comment", &Column::comment, &Spec::comment).said("comment '%'", "no comment"),
  };
};

template <>
struct Fields<PrimaryKey> {
  using Spec = limbeck::PrimaryKey;
  static constexpr auto list = FieldList{
      field("name", &PrimaryKey::name, &Spec::name).key(),
      field("columns", &PrimaryKey::columns, &Spec::columns).always(),
      field("deferrable", &PrimaryKey::deferrable, &Spec::deferrable).said("%"),
      field("include", &PrimaryKey::include, &Spec::include).said("include %"),
  };
};

template <>
struct Fields<Unique> {
  using Spec = limbeck::UniqueConstraint;
  static constexpr auto list = FieldList{
      field("name", &Unique::name, &Spec::name).key(),
      field("columns", &Unique::columns, &Spec::columns).always(),
      field("nulls_not_distinct", &Unique::nulls_not_distinct, &Spec::nulls_not_distinct)
          .said("nulls not distinct"),
      field("deferrable", &Unique::deferrable, &Spec::deferrable).said("%"),
      field("include", &Unique::include, &Spec::include).said("include %"),
  };
};

template <>
struct Fields<ForeignKey> {
  using Spec = limbeck::ForeignKey;
  static constexpr auto list = FieldList{
      field("name", &ForeignKey::name, &Spec::name).key(),
      field("columns", &ForeignKey::columns, &Spec::columns).always(),
      field("ref_table", &ForeignKey::ref_table, &Spec::ref_table)
          .required()
          .with_schema("ref_schema"),
      field("ref_columns", &ForeignKey::ref_columns, &Spec::ref_columns).always(),
      field("on_delete", &ForeignKey::on_delete, &Spec::on_delete),
      field("on_update", &ForeignKey::on_update, &Spec::on_update),
      field("match", &ForeignKey::match, &Spec::match),
      field("deferrable", &ForeignKey::deferrable, &Spec::deferrable).said("%"),
      field("not_valid", &ForeignKey::not_valid, &Spec::not_valid),
      field("on_delete_columns", &ForeignKey::on_delete_columns, &Spec::on_delete_columns),
  };
};

template <>
struct Fields<Check> {
  using Spec = limbeck::CheckConstraint;
  static constexpr auto list = FieldList{
      field("name", &Check::name, &Spec::name).key(),
      field("expression", &Check::expression, &Spec::expression).required().sql(),
      field("no_inherit", &Check::no_inherit, &Spec::no_inherit).said("no inherit"),
      field("not_valid", &Check::not_valid, &Spec::not_valid).said("not valid"),
  };
};

template <>
struct Fields<Exclude> {
  using Spec = limbeck::ExcludeConstraint;
  static constexpr auto list = FieldList{
      field("name", &Exclude::name, &Spec::name).key(),
      field("definition", &Exclude::definition, &Spec::definition).required(),
      field("deferrable", &Exclude::deferrable, &Spec::deferrable).said("%"),
  };
};

template <>
struct Fields<IndexElement> {
  using Spec = limbeck::IndexElement;
  static constexpr auto list = FieldList{
      field("column", &IndexElement::column, &Spec::column),
      field("expression", &IndexElement::expression, &Spec::expression),
      field("order", &IndexElement::order, &Spec::order),
      field("nulls", &IndexElement::nulls, &Spec::nulls),
      field("opclass", &IndexElement::opclass, &Spec::opclass),
      field("collation", &IndexElement::collation, &Spec::collation),
  };
};

template <>
struct Fields<Index> {
  using Spec = limbeck::IndexOptions;
  static constexpr std::size_t beside = 1;  // `concurrently`
  static constexpr auto list = FieldList{
      field("name", &Index::name, NoSpec{}).required_in_json().key(),
      field("columns", &Index::elements, NoSpec{}).always_in_json(),
      field("unique", &Index::unique, &Spec::unique).always_in_json(),
      field("where", &Index::where, &Spec::where),
      field("using", &Index::method, &Spec::method).in_cpp_as("method"),
      field("include", &Index::include, &Spec::include),
      field("nulls_not_distinct", &Index::nulls_not_distinct, &Spec::nulls_not_distinct)
          .said("nulls not distinct"),
      field("tablespace", &Index::tablespace, &Spec::tablespace).said("tablespace %"),
      field("storage", &Index::storage, &Spec::storage).said("%"),
      field("comment", &Index::comment, &Spec::comment).said("comment '%'"),
  };
};

template <>
struct Fields<PartitionOf> {
  static constexpr auto list = FieldList{
      field("table", &PartitionOf::table, NoSpec{}).required(),
      field("bound", &PartitionOf::bound, NoSpec{}).required(),
  };
};

template <>
struct Fields<Table> {
  using Spec = limbeck::Table;
  static constexpr std::size_t beside = 2;  // `partition_of` and `partition_bound`
  static constexpr auto list = FieldList{
      field("name", &Table::name, NoSpec{}).required_in_json().early().key(),
      // A partition has none: see json_read.cpp.
      field("columns", &Table::columns, &Spec::columns).required_in_json(),
      field("primary_key", &Table::primary_key, &Spec::primary_key),
      field("uniques", &Table::uniques, &Spec::uniques),
      field("foreign_keys", &Table::foreign_keys, &Spec::foreign_keys),
      field("checks", &Table::checks, &Spec::checks),
      field("excludes", &Table::excludes, &Spec::excludes),
      field("indexes", &Table::indexes, NoSpec{}),  // each is an operation of its own
      field("comment", &Table::comment, &Spec::comment).early(),
      field("partition_by", &Table::partition_by, &Spec::partition_by),
      field("settings", &Table::settings, &Spec::settings),
      field("partition_of", &Table::partition_of, NoSpec{}).early(),
  };
};

}  // namespace limbeck::schema
