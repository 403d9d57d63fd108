// The published schemas, each in a database with rows in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/edits/compiled.h"
#include "tests/edits/database.h"

namespace limbeck::test {

/// A real schema, as it is before every edit.
struct Original {
  std::string entry, id;
  schema::Schema schema = {};
  LeftOut left_out = {};
  std::string dump = {};
  AllRows rows = {};
  Counters counters = {};
};

class Originals {
 public:
  /// At most so many of `schemas`, read into `database`; `rows_seed` says which rows are in them,
  /// and `folder` is where the compiler works.
  Originals(EditedDatabase& database, const std::filesystem::path& schemas, std::size_t most,
            std::uint64_t rows_seed, const std::filesystem::path& folder);

  const std::vector<Original>& all() const { return originals_; }
  /// The revision that whoever adopts the database writes first.
  ManifestEntry first_revision(const Original& original) const;

 private:
  void read(const std::string& entry, const std::filesystem::path& script);
  void compile(const std::filesystem::path& folder);
  void prepare(Original& original);

  EditedDatabase& database_;
  std::uint64_t rows_seed_;
  std::vector<Original> originals_;
  std::optional<Compiled> compiled_;
};

}  // namespace limbeck::test
