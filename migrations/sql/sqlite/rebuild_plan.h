// Plans the rebuilds of a revision: which tables need one, and which operations each rebuild
// covers.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/sql/sqlite/alter.h"

namespace limbeck::sql::sqlite {

/// One operation, taken out of its autocommit block or effect.
struct Step {
  const operations::Operation* operation = nullptr;
  std::size_t index = 0;  ///< of the operation of the revision that contains it
  bool transactional = true;
  bool written =
      true;  ///< false for an effect of `execute`, which changes the schema and writes no SQL
};

/// Consecutive steps. No statement between them reads the tables, so a table can be rebuilt once
/// for all of them.
using Segment = std::vector<Step>;
std::vector<Segment> segments_of(const std::vector<operations::Operation>& operations);

/// Identifies the tables of a segment by numbers that stay the same when tables are renamed. Tables
/// that exist at its start are numbered in the order of their names, new ones as they are created.
/// The same steps always result in the same numbers.
class TableIds {
 public:
  explicit TableIds(const schema::Schema& schema);
  void follow(const operations::Operation& operation);
  std::size_t of(const schema::Name& table) const { return numbers_.at(table); }

 private:
  std::map<schema::Name, std::size_t> numbers_;
  std::size_t next_ = 0;
};

/// The tables that need a rebuild, by their numbers, each with the last step of the segment that
/// changes or drops it.
using RebuildPlan = std::map<std::size_t, std::size_t>;
RebuildPlan plan_rebuilds(const Segment& segment, schema::Schema before);

/// The tables that an operation changes, by their names before it. An operation on an enum changes
/// the tables that use the enum.
std::vector<schema::Name> tables_of(const operations::Operation& operation,
                                    const schema::Schema& before);
/// The columns of that table that are of the enum that the operation changes.
std::vector<std::string> enum_columns(const operations::Operation& operation,
                                      const schema::Table& table);

/// The part of `schema` that is needed to apply the operations: their tables, and what those are
/// connected with. This avoids a copy of a thousand tables for a revision that changes one.
schema::Schema relevant(const std::vector<operations::Operation>& operations,
                        const schema::Schema& schema);

}  // namespace limbeck::sql::sqlite
