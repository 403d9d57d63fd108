// Revisions that ask for what the server does not have yet.
#pragma once

#include <string>
#include <vector>

#include "migrations/sql/dialect.h"
#include "runtime/migrator/prepare.h"

namespace limbeck::migrator {

/// Throws Error::Code::history with every operation whose SQL the server at `place` is too old for,
/// before any of the steps runs.
void refuse_lacking(const std::vector<PreparedStep>& steps, const sql::Dialect& dialect,
                    const std::string& place, const sql::Server& server);

/// The same for a script, whose server is the lowest that DIALECTS of `manifest` asks for.
void refuse_lacking(const std::vector<PreparedStep>& steps, const sql::Dialect& dialect,
                    const Manifest& manifest);

/// Throws Error::Code::usage, with both versions, where the server at `place` is older than
/// DIALECTS of `manifest` asks for.
void refuse_older(const Manifest& manifest, const sql::Dialect& dialect, const std::string& place,
                  int server_version);

}  // namespace limbeck::migrator
