// What a database must hold at every point of a migration, found without the migrator.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/plan.h"
#include "tests/faults/arena.h"

namespace limbeck::test {

/// Runs the statements of a linear history one after another, looks at the database wherever a
/// migration may be interrupted, and compares it with the replayed schema at every revision.
class Oracle {
 public:
  /// From nothing to head, or from head down to `target`.
  static Oracle up(Arena& arena, const Manifest& manifest);
  static Oracle down(Arena& arena, const Manifest& manifest, std::string_view target);

  /// Whether a database in this state is what its ledger says, and the ledger what is true.
  testing::AssertionResult allows(const State& state) const;
  /// The same, and at the end of the migration with nothing left over.
  testing::AssertionResult is_done(const State& state) const;

  std::size_t states() const { return contents_.size(); }

 private:
  Oracle() = default;
  void follow(Arena& arena, const Manifest& manifest, history::Direction direction,
              std::string_view target);

  std::map<std::string, std::set<std::string>> contents_;  ///< by ledger
  std::map<std::string, std::string> records_;             ///< by ledger
  std::string last_;                                       ///< ledger
};

}  // namespace limbeck::test
