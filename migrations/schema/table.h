#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/table.h"
#include "migrations/schema/column.h"
#include "migrations/schema/constraint.h"
#include "migrations/schema/fields.h"
#include "migrations/schema/index.h"

namespace limbeck::schema {

/// The partitioned table and the bound of a partition.
struct PartitionOf {
  Name table = {};
  std::string bound = {};  ///< `FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`, or `DEFAULT`
  bool operator==(const PartitionOf&) const = default;
};
template <>
struct Fields<PartitionOf> {
  static constexpr auto list = FieldList{
      field("table", &PartitionOf::table, NoSpec{}).required(),
      field("bound", &PartitionOf::bound, NoSpec{}).required(),
  };
};

/// A table. Its columns are in the order of the database. `sort` sorts constraints and indexes by
/// name, then by content, so that equal tables compare equal. A partition has no columns, and only
/// its own constraints and indexes; the rest belongs to its partitioned table
/// (schema::column_source).
struct Table {
  Name name = {};
  std::string comment = {};
  std::vector<Column> columns = {};
  std::optional<PrimaryKey> primary_key = {};
  std::vector<Unique> uniques = {};
  std::vector<ForeignKey> foreign_keys = {};
  std::vector<Check> checks = {};
  std::vector<Exclude> excludes = {};
  std::vector<Index> indexes = {};
  std::string partition_by = {};  ///< `RANGE (created_at)`, or empty
  std::optional<PartitionOf> partition_of = {};
  std::map<std::string, std::string> settings = {};  ///< `sqlite.strict`, `postgresql.fillfactor` …
  bool operator==(const Table&) const = default;
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

/// Sorts constraints and indexes. Every function that creates or changes a table calls it.
void sort(Table& table);

/// The column of that name, or null.
const Column* find_column(const Table& table, std::string_view name);
Column* find_column(Table& table, std::string_view name);

}  // namespace limbeck::schema
