// A revision's operations in order, and what is ahead of each: which tables will need a rebuild,
// and up to where.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/sql/sqlite/alter.h"

namespace limbeck::sql::sqlite {

/// One operation, out of its autocommit block or effect.
struct Step {
  const operations::Operation* operation = nullptr;
  std::size_t index = 0;  ///< of the operation it stands in
  bool transactional = true;
  bool written =
      true;  ///< false: an effect of `execute`, which changes the schema and writes nothing
};

/// Steps between which nothing looks at the tables.
using Segment = std::vector<Step>;
std::vector<Segment> segments_of(const std::vector<operations::Operation>& operations);

/// Tables as they go through a segment whatever their names: numbered in order of name at its
/// start, then as they are created. Following the same steps gives the same numbers.
class Lineages {
 public:
  explicit Lineages(const schema::Schema& schema);
  void follow(const operations::Operation& operation);
  std::size_t of(const schema::Name& table) const { return numbers_.at(table); }

 private:
  std::map<schema::Name, std::size_t> numbers_;
  std::size_t next_ = 0;
};

/// For each lineage that needs a rebuild, the last step in the segment that changes it (or drops
/// it).
using Outlook = std::map<std::size_t, std::size_t>;
Outlook look_ahead(const Segment& segment, schema::Schema before);

/// The tables that a step works on, by their names before it; enums work on the tables that use
/// them.
std::vector<schema::Name> tables_of(const operations::Operation& operation,
                                    const schema::Schema& before);
/// The columns of that table that are of the enum that the operation changes.
std::vector<std::string> enum_columns(const operations::Operation& operation,
                                      const schema::Table& table);

/// The part of `schema` that the operations need to be applied: their tables and what these are
/// tied to. A history of a thousand tables is not copied for a revision that touches one.
schema::Schema relevant(const std::vector<operations::Operation>& operations,
                        const schema::Schema& schema);

}  // namespace limbeck::sql::sqlite
