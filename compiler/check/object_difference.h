// Differences in views, functions, triggers and other SQL objects, as findings.
#pragma once

#include <optional>

#include "compiler/check/difference.h"

namespace limbeck::compiler {

/// As drift_of_replacement, for one of these that is dropped and made again: because it changes
/// itself, or because of what it reads.
std::optional<Finding> drift_of_object_replacement(const operations::Operation& drop,
                                                   const operations::Operation& create,
                                                   const Setting& setting);

/// The place of the first thing that is declared in the schema. A missing creation of the schema is
/// reported there.
schema::Location place_of_schema(const Model& model, const std::string& name);

}  // namespace limbeck::compiler
