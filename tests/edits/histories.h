// The history of an edited database: its first revision, and the edit.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/revision.h"
#include "migrations/schema/schema.h"
#include "tests/edits/database.h"

namespace limbeck::test {

/// Thrown where something is wrong.
struct Wrong : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Refers to its arguments.
Manifest manifest_of(const std::vector<ManifestEntry>& entries, std::string_view& head);
ManifestEntry entry_of(const std::string& id, const Revision& revision);

/// The schema after all revisions.
schema::Schema replayed(const Manifest& manifest);

/// What `verify` says of the open database; empty where it is as `meant`.
std::string verified(EditedDatabase& database, const schema::Schema& meant);

}  // namespace limbeck::test
