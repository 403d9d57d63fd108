// Reads from the tokens of a revision file what the build has to know before it compiles the file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "migrations/diagnostics/diagnostics.h"
#include "migrations/history/node.h"

namespace limbeck::compiler {

struct RevisionFile {
  history::Node node;    ///< `location` is the id in LIMBECK_REVISION(id)
  std::string checksum;  ///< of all tokens of the file, hexadecimal
};

/// Reads `LIMBECK_REVISION(id) = {.revises = {"…"}, .message = "…", …};` without preprocessing, so
/// these members have to be literals, and a file has one revision. All other tokens only count for
/// the checksum. Reports errors at their places. Returns what could be read if at least the id is
/// known.
std::optional<RevisionFile> read_revision_file(const std::string& file, std::string_view text,
                                               diagnostics::Diagnostics& diagnostics);

}  // namespace limbeck::compiler
