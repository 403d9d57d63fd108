// The messages of the migrator, in one place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "limbeck/error.h"
#include "limbeck/manifest.h"
#include "migrations/history/plan.h"
#include "migrations/schema/location.h"
#include "runtime/connection/driver.h"
#include "runtime/ledger/ledger.h"

namespace limbeck::migrator {

/// `file:line: `, or nothing for nowhere.
std::string place_prefix(const schema::Location& location);

/// `91b0c6e2f7aa "add display name"`.
std::string revision_name(const ManifestEntry& entry);

/// The database is at revisions that the history does not have; `incompatible` are those of all
/// that it has beyond this program which an older program cannot work with.
Error unknown_revisions(const Manifest& manifest, const std::string& place,
                        const std::vector<std::string>& unknown,
                        const std::vector<std::string>& incompatible,
                        const std::vector<ledger::Entry>& entries);

[[noreturn]] void throw_unresolved(const history::Unresolved& unresolved);

/// An applied revision's tokens are not those that were applied.
struct EditedRevision {
  const ManifestEntry* entry;
  ledger::Entry applied;
};
Error edited_revisions(const std::string& place, const std::vector<EditedRevision>& edited);

/// A revision with statements outside a transaction was interrupted, and this run is not one that
/// finishes it. `known` is null where the history does not have it.
Error half_applied(const std::string& place, const ledger::Entry& half, const ManifestEntry* known);

/// What the version table says and limbeck_history does not.
Error half_applied_without_entry(const std::string& place);
/// `the upgrade of revision a8 "tidy up" is under way, or was interrupted`, and since when, and how
/// far it is.
std::string half_applied_note(const ledger::Entry& half, const ManifestEntry* known);

/// `rows of posts (author_id) without their users: rowid 3, 4 and 12 more`.
std::string describe(const std::vector<connection::ForeignKeyViolation>& violations);

/// `a`, `a and b`, `a, b and 3 more`.
std::string listed(const std::vector<std::string>& items, std::size_t at_most = 5);

}  // namespace limbeck::migrator
