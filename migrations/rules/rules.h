// Rules about operations: one walk over the operations of a revision asks each rule that its caller
// wants. A rule is a function in a file of its own and a row in migrations/findings/rules.def.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "migrations/findings/finding.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/made.h"
#include "migrations/operations/operation.h"
#include "migrations/sql/dialect.h"

namespace limbeck::rules {

using operations::Operation;

/// What a caller asks about.
enum class Concern : unsigned char {
  loss,           ///< rows and values that are gone after an operation
  compatibility,  ///< programs that were built before the revision
  conversion,     ///< values whose column changes its type without a known conversion
};

/// Which operations they are and what for.
struct Revision {
  const std::vector<Operation>& operations;
  bool downgrade = false;
  /// Of the target; empty where the rules that are asked need none.
  std::vector<const sql::FullDialect*> dialects = {};
};

/// Where an operation stands. Views into the walk: valid during the call of a rule.
struct Context {
  const Revision& revision;
  /// The schema that the operation starts from; for Concern::compatibility that which the revision
  /// starts from, because older programs know no other.
  const schema::Schema& before;
  const operations::Made& made;  ///< what the revision itself has made before it
  bool transactional = true;     ///< false in an autocommit block
  bool in_effect = false;        ///< of SQL, which says that it does this; it does not run itself
};

/// Takes what a rule finds, and adds the rule, the operation and its place.
class Report {
 public:
  Report(RuleId rule, std::size_t number, const Operation& operation, std::vector<Finding>& to)
      : rule_(rule), number_(number), operation_(operation), to_(to) {}

  void operator()(std::string message, std::vector<findings::Fact> facts = {},
                  std::vector<findings::Note> notes = {}) const;

 private:
  RuleId rule_;
  std::size_t number_;
  const Operation& operation_;
  std::vector<Finding>& to_;
};

/// All that the rules of `concern` find in the revision, in the order of its operations; those in
/// blocks and in effects, too. Takes the applier's schema, from which the revision starts, to what
/// it is after it; an operation that does not apply is passed over.
std::vector<Finding> check(const Revision& revision, operations::Applier& applier, Concern concern);

/// What the operations destroy; the fact `destroys` has it in words, `all values of 'users.age'`.
/// Takes `schema` to what it is after them.
std::vector<Finding> losses(const std::vector<Operation>& operations, schema::Schema& schema);
/// Those after which older programs may stop working; the fact `operation` describes it.
std::vector<Finding> incompatibilities(const std::vector<Operation>& operations,
                                       const schema::Schema& before);

}  // namespace limbeck::rules
