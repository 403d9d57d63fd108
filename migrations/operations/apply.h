// How an operation changes a schema, and what undoes it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// Why an operation cannot be applied or reversed, at the place that asked for it:
/// `drop_column: table 'users' has no column 'nam' at this revision; did you mean 'name'?`
struct Problem {
  std::string message;
  Location location;
};

/// Changes `schema` as the operation would change a database. On a problem `schema` is left as it
/// was. Everything that hangs on a renamed or dropped thing follows, as in the databases: a renamed
/// column is renamed in keys, indexes, expressions, and foreign keys of other tables. What
/// something else still needs cannot be dropped, and the problem names what needs it.
std::optional<Problem> apply(const Operation& operation, schema::Schema& schema);

/// Applies lists one after another, and remembers what failed: what only misses something that a
/// failed operation would have made is not told again. Refers to the schema. Not thread-safe.
class Applier {
 public:
  explicit Applier(schema::Schema& schema) : schema_(&schema) {}
  /// Applies in order; goes on after a problem so that all are reported, each once.
  std::vector<Problem> apply(const std::vector<Operation>& operations);

 private:
  void apply(const std::vector<Operation>& operations, std::vector<Problem>& problems);
  bool follows(const std::string& missing) const;

  schema::Schema* schema_;
  std::vector<std::string> unmade_;  ///< paths of what failed operations would have made
};

/// The same for one list.
std::vector<Problem> apply(const std::vector<Operation>& operations, schema::Schema& schema);

/// The operations that undo `operation`, given the schema it was applied to; or why there are none
/// (`run` and plain `execute` have no reverse that limbeck could know).
std::variant<std::vector<Operation>, Problem> reverse(const Operation& operation,
                                                      const schema::Schema& before);

/// The reverse of a whole list, last first.
std::variant<std::vector<Operation>, std::vector<Problem>> reverse(
    const std::vector<Operation>& operations, const schema::Schema& before);

/// The same, and takes `schema` to what it is after the list: without the copy that `reverse` makes
/// of it. With problems, `schema` is as far as it could be taken.
std::variant<std::vector<Operation>, std::vector<Problem>> reverse_and_apply(
    const std::vector<Operation>& operations, schema::Schema& schema);

}  // namespace limbeck::operations
