// The history as its build looks at it: where its schema comes from, and what is wrong with it.
#pragma once

#include <vector>

#include "limbeck/manifest.h"
#include "migrations/findings/finding.h"
#include "migrations/history/graph.h"
#include "migrations/operations/operation.h"
#include "migrations/schema/location.h"
#include "migrations/schema/schema.h"

namespace limbeck::state {

/// The outcome of a replay. With problems, `schema` is what could be built.
struct LocatedReplay {
  schema::Schema schema;
  schema::SourceMap locations;  ///< where each table, column … was last made or changed
  std::vector<Finding> problems;
};

/// Replays `order` (parents before children) from nothing, as history::replay does.
LocatedReplay replay_with_locations(const Manifest& manifest,
                                    const std::vector<history::Graph::Index>& order);

/// All that can be found wrong with a history without a database: operations that cannot be
/// applied, and downgrades that do not lead back to the schema before (or cannot be made by
/// reversing).
std::vector<Finding> verify(const Manifest& manifest, const history::Graph& graph);

// The line of a revision that created each part of a replayed schema, or changed it last.

/// Updates `locations` for `operations`, which were applied and led to `after`. What they create or
/// change gets their line, what they rename keeps the lines of its parts, and what they drop is
/// removed.
void follow(schema::SourceMap& locations, const std::vector<operations::Operation>& operations,
            const schema::Schema& after);

}  // namespace limbeck::state
