// What a real database makes of a row when the type of its column changes.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "migrations/sql/dialect.h"
#include "tests/conversions/values.h"

namespace limbeck::test {

/// A value after its column's type has changed.
struct Tried {
  std::string error;  ///< of the database, empty where it took the change
  /// What the value means: the same text for the same meaning, on every database. None for NULL.
  std::optional<std::string> meaning;
  std::string storage;  ///< SQLite: typeof
};

class Trial {
 public:
  virtual ~Trial() = default;
  virtual const sql::FullDialect& dialect() const = 0;
  /// Whether its columns can have the type at all.
  virtual bool has(const schema::Type& type) const = 0;
  /// A value of `from`, as `insert` says, or NULL, or (empty) no row at all, changed to `to`, and
  /// with `back` to `from` again. `expression` is for `using_expression`.
  virtual Tried change(const schema::Type& from, const schema::Type& to, const std::string& insert,
                       bool back = false, const std::string& expression = {}) = 0;
  /// The value as it is, unchanged.
  virtual Tried insert(const schema::Type& type, const std::string& value) = 0;
};

std::unique_ptr<Trial> sqlite_trial();
/// Its session has settings that no conversion may depend on.
std::unique_ptr<Trial> postgresql_trial();

/// The operations that change column `v` of table `t`, a revision's.
std::vector<operations::Operation> changing(const schema::Type& to, const std::string& expression);

}  // namespace limbeck::test
