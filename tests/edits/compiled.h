// Revisions as limbeck writes them, really compiled: many in one source, loaded into the test.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "limbeck/revision.h"
#include "migrations/operations/operation.h"
#include "migrations/schema/schema.h"

namespace limbeck::test {

/// A revision to write.
struct Written {
  std::string id;
  std::string revises;  ///< empty for a first one
  std::vector<operations::Operation> operations;
  schema::Schema before;
  std::string dialect = {};  ///< whose conversions are asked for; empty is none's
};

/// The source of a revision, and what a person is asked to say in it said: the value that rows get
/// in a column that is added, and how values become those of another type (as proposed, or NULL).
std::string source_of(const Written& revision);

/// Sources, compiled together and loaded for as long as this lives.
class Compiled {
 public:
  /// `folder` is where it works. Throws std::runtime_error with what the compiler says.
  Compiled(const std::vector<std::string>& sources, const std::filesystem::path& folder,
           const std::string& name);
  ~Compiled();
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;

  const Revision& revision(const std::string& id) const;

 private:
  void* library_ = nullptr;
};

}  // namespace limbeck::test
