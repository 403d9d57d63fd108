// The names that parts of a schema had before the history renamed them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/plan.h"
#include "migrations/operations/operation.h"

namespace limbeck::state {

/// All former names of a part of a schema, by its present path (schema/location.h): `tables/users`,
/// `tables/users/columns/email`, `enums/status/values/new`. The path of a value that a column
/// stores as text is `tables/orders/columns/size/values/huge`. Parts that were never renamed have
/// no entry.
using FormerNames = std::map<std::string, std::set<std::string>>;

/// Adds the renames of `operations` to `names`.
void follow(FormerNames& names, const std::vector<operations::Operation>& operations);

/// The former names after all revisions of `order`, which has parents before children.
FormerNames former_names(const Manifest& manifest, const std::vector<history::Graph::Index>& order);

}  // namespace limbeck::state
