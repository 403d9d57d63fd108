// A revision file, read as tokens: what the build must know of it before it compiles.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "migrations/diagnostics/diagnostics.h"
#include "migrations/history/node.h"

namespace limbeck::compiler {

struct RevisionFile {
  history::Node node;    ///< `location` is the id in LIMBECK_REVISION(id)
  std::string checksum;  ///< of the whole file's tokens, hex
};

/// Reads `LIMBECK_REVISION(id) = {.revises = {"…"}, .message = "…", …};` by its tokens, without
/// preprocessing: what identifies the revision must be written out, and once a file. Anything else
/// in the file is only hashed. Reports what it cannot read at its place, and returns what it could
/// as soon as the id is known.
std::optional<RevisionFile> read_revision_file(const std::string& file, std::string_view text,
                                               diagnostics::Diagnostics& diagnostics);

}  // namespace limbeck::compiler
