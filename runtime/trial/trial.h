// What a team's CI asks of a history: that it has one head, that it runs, that it runs back, and
// that what it leads to is what the models say. Each check starts from a new, empty database.
#pragma once

#include <string>
#include <string_view>

#include "limbeck/manifest.h"
#include "migrations/history/graph.h"
#include "migrations/schema/schema.h"
#include "migrations/sql/known_dialects.h"

namespace limbeck::trial {

/// Where a check finds databases.
struct Place {
  std::string dialect = std::string(sql::serverless_dialect().name);
  std::string server = {};  ///< where the dialect needs one: the URL of any of its databases
};

// Each says in a few words what it found, and throws limbeck::Error with what is wrong.

std::string one_head(const Manifest& manifest, const history::Graph& graph);

/// Every revision, from an empty database to the heads.
std::string up(const Manifest& manifest, const Place& place);

/// At every revision up, down and up again: down leads back to the schema before it, and up again
/// to the one after it. Revisions that cannot be undone are only run up.
std::string up_down_up(const Manifest& manifest, const history::Graph& graph, const Place& place);

/// The schema of a database at head is the models'.
std::string models(const Manifest& manifest, const schema::Schema& models, const Place& place);

}  // namespace limbeck::trial
