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
                    const std::string& place, int server_version);

}  // namespace limbeck::migrator
