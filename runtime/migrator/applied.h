// What limbeck_history says of the revisions, and whether this program may work with it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/graph.h"
#include "runtime/ledger/ledger.h"

namespace limbeck::migrator {

/// The revisions whose last finished entry says that they are applied, each with that entry. Points
/// into `entries`.
std::map<std::string_view, const ledger::Entry*> applied_by(
    const std::vector<ledger::Entry>& entries);

/// The revision that is half applied, if one is: under way, or left so by a process that ended.
std::optional<ledger::Entry> half_applied_of(const std::vector<ledger::Entry>& entries);

/// Those of `rows` that the history does not have.
std::vector<std::string> unknown_rows(const history::Graph& graph,
                                      const std::vector<std::string>& rows);

/// For a database at `unknown` revisions: all the revisions it has beyond this program's. Throws
/// Error::Code::history unless each was recorded as compatible with older programs and all that
/// this program has is applied.
std::vector<std::string> revisions_beyond(const Manifest& manifest, const history::Graph& graph,
                                          const std::string& place,
                                          const std::vector<std::string>& unknown,
                                          const std::vector<ledger::Entry>& entries);

/// Throws Error::Code::history if an applied revision's checksum is another now.
void refuse_edited(const Manifest& manifest, const std::string& place,
                   const std::vector<ledger::Entry>& entries);

}  // namespace limbeck::migrator
