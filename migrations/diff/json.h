#pragma once

#include <nlohmann/json_fwd.hpp>

#include "migrations/diff/diff.h"

namespace limbeck::diff {

/// The `hints` member of a scanned model.
nlohmann::ordered_json to_json(const Hints& hints);
Hints hints_from_json(const nlohmann::ordered_json& json);

}  // namespace limbeck::diff
