// What the commands that look at a database say of a revision that is half applied.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "runtime/cli/context.h"
#include "runtime/migrator/engine.h"

namespace limbeck::cli {

/// Its line, where there is one.
void print_half_applied(Context& context, const std::optional<ledger::Entry>& half);

/// `half_applied`, where there is one.
void add_half_applied(nlohmann::ordered_json& json, const std::optional<ledger::Entry>& half);

}  // namespace limbeck::cli
