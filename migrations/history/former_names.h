// What things were called before a history renamed them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/plan.h"
#include "migrations/operations/operation.h"

namespace limbeck::history {

/// Every name that a thing has had, by the path of what it is called now (schema/location.h):
/// `tables/users`, `tables/users/columns/email`, `enums/status/values/new`; of values that a column
/// holds as text `tables/orders/columns/size/values/huge`. Only what was renamed has an entry.
using FormerNames = std::map<std::string, std::set<std::string>>;

void follow(FormerNames& names, const std::vector<operations::Operation>& operations);

/// Of all revisions in `order`, parents before children.
FormerNames former_names(const Manifest& manifest, const std::vector<Graph::Index>& order);

}  // namespace limbeck::history
