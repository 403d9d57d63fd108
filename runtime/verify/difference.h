// What a live database has otherwise than its history says, in words.
#pragma once

#include <string>
#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::verify {

/// One thing that is not as it should be.
struct Difference {
  std::string path = {};      ///< as in schema::SourceMap
  std::string what = {};      ///< `the default of column 'users.age' is another`
  std::string expected = {};  ///< `default 0`; empty where nothing is, or `what` says it all
  std::string found = {};     ///< `no default`; the same
  bool extra = false;         ///< a table or enum that no revision made
};

/// What of `found` is not as `kept` says: both as the database writes them.
std::vector<Difference> differences(const schema::Schema& kept, const schema::Schema& found);

/// `what: expected …; found …`.
std::string to_string(const Difference& difference);

}  // namespace limbeck::verify
