// Upgrades that destroy what users have, in revisions that do not say why they may.
#pragma once

#include <vector>

#include "limbeck/manifest.h"
#include "migrations/findings/finding.h"
#include "migrations/history/graph.h"

namespace limbeck::state {

struct UnmarkedLoss {
  history::Graph::Index revision = 0;
  Finding loss;  ///< as rules::losses
};

/// In the order in which the revisions run. Downgrades are not looked at: who goes back knows.
std::vector<UnmarkedLoss> unmarked_losses(const Manifest& manifest, const history::Graph& graph);

}  // namespace limbeck::state
