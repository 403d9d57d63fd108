// Databases that scripts are run on by sqlite3 and psql, as a DBA would run them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/ledger/ledger.h"

namespace limbeck::tests {

struct Outcome {
  int code = 0;
  std::string output = {};  ///< what the shell printed, errors with it
};

/// An empty database of a test's own.
class ShellDatabase {
 public:
  virtual ~ShellDatabase() = default;
  virtual std::string url() const = 0;
  virtual std::string_view dialect() const = 0;
  /// Has the database's shell run the script.
  virtual Outcome run(const std::string& script) const = 0;
  /// Schema and rows as the database's own tool writes them, but for the rows of limbeck_history.
  virtual std::string dump() const = 0;
  /// limbeck_history without times and names, a line an entry.
  std::string history() const;
};

/// Has psql run the script on the database of the URL.
Outcome run_psql(const std::string& url, const std::string& script);

/// Null where the shell or the server is not installed.
std::unique_ptr<ShellDatabase> new_database(std::string_view dialect);

/// The rest of the test needs the database in `pointer`.
#define LIMBECK_NEEDS_SHELL(pointer) \
  if ((pointer) == nullptr) GTEST_SKIP() << "sqlite3, or PostgreSQL and psql, are not installed"

}  // namespace limbeck::tests
