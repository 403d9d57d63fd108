// How the commands that read a database report a revision that was applied only in part.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "runtime/deployer/context.h"
#include "runtime/migrator/engine.h"

namespace limbeck::deployer {

/// Prints a line about it if there is one.
void print_half_applied(Context& context, const std::optional<ledger::Entry>& half);

/// Adds the member `half_applied` if there is one.
void add_half_applied(nlohmann::ordered_json& json, const std::optional<ledger::Entry>& half);

}  // namespace limbeck::deployer
