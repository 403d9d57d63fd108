#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/constraint.h"
#include "migrations/schema/index.h"
#include "migrations/schema/type.h"

namespace limbeck::schema {

/// The database numbers the rows: `GENERATED … AS IDENTITY`, PostgreSQL's `serial`, or SQLite's
/// rowid. A serial column has no other member than the mode.
struct Identity {
  enum class Mode : unsigned char { by_default, always, serial };
  Mode mode = Mode::by_default;
  std::int64_t start = 1;
  std::int64_t increment = 1;
  std::optional<std::int64_t> min = {};  ///< absent: the database's default, as for sequences
  std::optional<std::int64_t> max = {};
  std::int64_t cache = 1;
  bool cycle = false;
  bool operator==(const Identity&) const = default;
};

/// The database computes the value.
struct Generated {
  std::string expression = {};
  bool stored = true;
  bool operator==(const Generated&) const = default;
};

struct Column {
  std::string name = {};
  Type type = {};
  bool nullable = false;
  std::optional<std::string> default_sql = {};  ///< SQL text: `0`, `'new'`, `now()`
  std::optional<Identity> identity = {};
  std::optional<Generated> generated = {};
  std::string collation = {};
  std::string comment = {};
  bool operator==(const Column&) const = default;
};

/// Whether the column is one of PostgreSQL's `serial` types.
inline bool is_serial(const Column& column) {
  return column.identity && column.identity->mode == Identity::Mode::serial;
}

/// The partitioned table and the bound of a partition.
struct PartitionOf {
  Name table = {};
  std::string bound = {};  ///< `FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`, or `DEFAULT`
  bool operator==(const PartitionOf&) const = default;
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

/// Sorts constraints and indexes. Every function that creates or changes a table calls it.
void sort(Table& table);

/// The column of that name, or null.
const Column* find_column(const Table& table, std::string_view name);
Column* find_column(Table& table, std::string_view name);

}  // namespace limbeck::schema
