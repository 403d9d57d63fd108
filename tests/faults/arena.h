// Where a fault test happens: databases of one kind, and all that can be seen in them.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::test {

/// Makes and drops databases. Each call of `fresh` and `copy_of` gives another one's URL.
class Arena {
 public:
  virtual ~Arena() = default;

  virtual std::string name() const = 0;  ///< of the kind: a test's parameter
  virtual std::string_view dialect() const = 0;
  virtual std::string fresh() = 0;
  /// Nobody may be connected to the original.
  virtual std::string copy_of(const std::string& url) = 0;
  virtual void drop(const std::string& url) = 0;
  /// Waits until nothing that a killed process has begun is under way any more.
  virtual void settle(const std::string& url) = 0;
};

/// What makes the arena of a test's parameter; each of this program's kinds of databases.
struct ArenaKind {
  const char* name;
  std::unique_ptr<Arena> (*make)();
};
const std::vector<ArenaKind>& arena_kinds();
inline void PrintTo(const ArenaKind& kind, std::ostream* out) { *out << kind.name; }

/// Each test has an arena of its own.
class InArena : public testing::TestWithParam<ArenaKind> {
 protected:
  void SetUp() override;
  std::unique_ptr<Arena> arena_;
};

inline std::string name_of_parameter(const testing::TestParamInfo<ArenaKind>& info) {
  return info.param.name;
}

/// A database as somebody finds it.
struct State {
  std::string ledger;    ///< the version table, and a revision that is half applied: `m4`,
                         ///< `m4, 2 of upgrade m5`
  std::string records;   ///< finished entries of limbeck_history: `upgrade m1, upgrade m2`
  std::string contents;  ///< schema and rows of everything but limbeck's tables
  std::string broken;    ///< what must never be: corruption, orphans
  std::vector<std::string> invalid_indexes;  ///< of builds that were interrupted
};
State state_of(const std::string& url);

}  // namespace limbeck::test
