// What hangs on columns and stands in PostgreSQL's way when they change: it is dropped before, and
// made again after from the schema's own text.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "migrations/sql/postgresql/writer.h"

namespace limbeck::sql::postgresql {

/// Which column of which table changes.
struct ChangedColumn {
  schema::Name table;
  std::string column;
  bool operator==(const ChangedColumn&) const = default;
};

/// How much goes with the columns.
enum class Reach : unsigned char {
  generated_columns,  ///< only those that PostgreSQL refuses to work around
  texts,              ///< and all that reads the columns in an expression
  references,         ///< and the foreign keys they are in
  everything,         ///< and every key and index on them: the columns themselves are dropped
};

struct NewType;

/// The dependents of some columns, and of `things`: types and functions. Refers to the schema of the
/// writer.
class Dependents {
 public:
  Dependents(const schema::Schema& schema, const std::vector<ChangedColumn>& columns, Reach reach,
             const std::vector<schema::Name>& things = {});
  /// The same for the one column of `change`, and the foreign keys that its new type breaks or
  /// makes possible again (foreign_keys.h). Asks about `change` in the constructor only.
  Dependents(const schema::Schema& schema, const NewType& change, Reach reach);

  /// Before the columns change, and after.
  void drop(Writer& out) const;
  void restore(Writer& out) const;

 private:
  struct Part {
    std::function<void(Writer&)> drop;
    std::function<void(Writer&)> restore;
  };

  void look_at_generated(const ChangedColumn& changed, Reach reach, bool is_altered);
  void look_at_generated_by_things();
  void take_generated(const schema::Name& table, const schema::Column& column);
  void look_at(const schema::Table& table);
  void look_at(const schema::View& view);
  void look_at_triggers(const std::vector<ChangedColumn>& changed);
  schema::Name source_of(const schema::Name& name) const;
  void look_at_foreign_keys(const schema::Table& table, const NewType* change);
  void look_at_all(const std::vector<ChangedColumn>& columns, Reach reach, const NewType* change,
                   const std::vector<schema::Name>& things = {});

  const schema::Schema& schema_;
  std::vector<schema::Name> things_;    ///< and what uses one of these
  std::vector<ChangedColumn> read_;     ///< what reads these goes
  std::vector<ChangedColumn> linked_;   ///< the foreign keys on these go
  std::vector<ChangedColumn> dropped_;  ///< every key and index on these goes
  std::vector<Part> parts_;             ///< in the order to make them again; dropped in reverse
};

}  // namespace limbeck::sql::postgresql
