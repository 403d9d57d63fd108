// One edit, applied to a database with rows in it, verified, and undone.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "limbeck/error.h"
#include "tests/edits/counts.h"
#include "tests/edits/database.h"
#include "tests/edits/places.h"

namespace limbeck::test {

class RoundTrip {
 public:
  /// Refers to its arguments. `first` is the revision that the edit revises, `revision` the edit's.
  RoundTrip(EditedDatabase& database, const Edit& edit, const ManifestEntry& first,
            const Revision& revision, Counts& counts)
      : database_(database),
        edit_(edit),
        original_(*edit.of),
        first_(first),
        revision_(revision),
        counts_(counts) {}

  /// Throws Wrong, or what the database throws.
  Outcome run();

 private:
  Outcome refused(const Error& error, const std::string& dump, const std::string& what);
  using KnownValues = std::map<std::pair<schema::Name, std::string>, std::vector<std::string>>;
  KnownValues known_values();
  /// What fills were to move, and exchanged names to carry along, is there after the upgrade.
  void compare_values(const KnownValues& wanted);
  void compare_schema(const Places& places);
  void compare_rows(const Places& places);
  void compare_counters(const Places& places);

  EditedDatabase& database_;
  const Edit& edit_;
  const Original& original_;
  const ManifestEntry& first_;
  const Revision& revision_;
  Counts& counts_;
};

}  // namespace limbeck::test
