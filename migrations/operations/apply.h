// How an operation changes a schema, and what undoes it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "migrations/findings/finding.h"
#include "migrations/operations/apply/catalog.h"
#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// Changes `schema` as the operation would change a database. On a problem `schema` is left as it
/// was. Everything that hangs on a renamed or dropped thing follows, as in the databases: a renamed
/// column is renamed in keys, indexes, expressions, and foreign keys of other tables. What
/// something else still needs cannot be dropped, and the problem names what needs it. Problems are
/// of RuleId::operation, at the place of the operation: `drop_column: table 'users' has no column
/// 'nam' at this revision; did you mean 'name'?` For one operation: it may look at every table. For
/// many there is the Applier.
std::optional<Finding> apply(const Operation& operation, schema::Schema& schema);

/// Applies operations one after another, each in a time that does not depend on how many tables
/// there are: it keeps a catalog beside the schema. Nobody else may change tables, views and their
/// indexes meanwhile without saying so. Refers to the schema. Not thread-safe.
class Applier {
 public:
  explicit Applier(schema::Schema& schema) : schema_(&schema), catalog_(schema) {}
  Applier(const Applier&) = delete;
  Applier& operator=(const Applier&) = delete;

  const schema::Schema& schema() const { return *schema_; }
  /// As the function of that name.
  std::optional<Finding> apply(const Operation& operation);
  /// Applies in order; goes on after a problem so that all are reported, each once. What failed is
  /// remembered from one list to the next: what only misses something that a failed operation would
  /// have made is not reported again.
  std::vector<Finding> apply(const std::vector<Operation>& operations);
  /// The same, with a memory of its own.
  std::vector<Finding> apply_apart(const std::vector<Operation>& operations);
  /// The table or view of that name was made, changed or dropped by other code.
  void changed(const Name& name) { catalog_.update(name); }

 private:
  void apply(const std::vector<Operation>& operations, std::vector<Finding>& problems);
  std::optional<Finding> apply_block(const std::vector<Operation>& operations);
  bool follows(const std::string& missing) const;

  schema::Schema* schema_;
  Catalog catalog_;
  std::vector<std::string> unmade_;  ///< paths of what failed operations would have made
};

/// The same for one list.
std::vector<Finding> apply(const std::vector<Operation>& operations, schema::Schema& schema);

/// The operations that undo `operation`, given the schema it was applied to; or why there are none
/// (`run` and plain `execute` have no reverse that limbeck could know).
std::variant<std::vector<Operation>, Finding> reverse(const Operation& operation,
                                                      const schema::Schema& before);

/// The reverse of a whole list, last first.
std::variant<std::vector<Operation>, std::vector<Finding>> reverse(
    const std::vector<Operation>& operations, const schema::Schema& before);

/// The same, and takes `schema` to what it is after the list: without the copy that `reverse` makes
/// of it. With problems, `schema` is as far as it could be taken.
std::variant<std::vector<Operation>, std::vector<Finding>> reverse_and_apply(
    const std::vector<Operation>& operations, schema::Schema& schema);
std::variant<std::vector<Operation>, std::vector<Finding>> reverse_and_apply(
    const std::vector<Operation>& operations, Applier& applier);

}  // namespace limbeck::operations
