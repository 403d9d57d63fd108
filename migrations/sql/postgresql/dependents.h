// The dependents of columns that prevent PostgreSQL from changing the columns. They are dropped
// before and created again afterwards, from the text of the schema.
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

/// Which dependents have to be dropped. Each one includes those in front of it.
enum class Reach : unsigned char {
  generated_columns,  ///< generated columns that read the columns
  texts,              ///< everything with an expression that reads the columns
  references,         ///< the foreign keys of the columns
  everything,         ///< all keys and indexes, because the columns themselves are dropped
};

struct NewType;

/// The dependents of columns, and of `things`: types and functions. Refers to the schema of the
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
  std::vector<schema::Name> things_;    ///< types and functions whose users are dropped
  std::vector<ChangedColumn> read_;     ///< columns whose readers are dropped
  std::vector<ChangedColumn> linked_;   ///< columns whose foreign keys are dropped
  std::vector<ChangedColumn> dropped_;  ///< columns whose keys and indexes are dropped
  std::vector<Part> parts_;             ///< in the order of creation; dropped in the opposite order
};

}  // namespace limbeck::sql::postgresql
