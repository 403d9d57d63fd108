// The tests of a history that limbeck_add_migrations registers: it has one head, its upgrades and
// downgrades run, and it leads to the schema of the models. Each test starts with an empty
// database.
#pragma once

#include <string>
#include <string_view>

#include "limbeck/manifest.h"
#include "migrations/history/graph.h"
#include "migrations/schema/schema.h"
#include "migrations/sql/known_dialects.h"

namespace limbeck::trial {

/// Where a test makes its databases.
struct Place {
  std::string dialect = std::string(sql::serverless_dialect().name);
  std::string server = {};  ///< where the dialect needs one: the URL of any of its databases
};

// Each returns a short summary, or throws limbeck::Error with what is wrong.

std::string one_head(const Manifest& manifest, const history::Graph& graph);

/// Applies every revision to an empty database.
std::string up(const Manifest& manifest, const Place& place);

/// Applies each revision, undoes it and applies it again. Undoing it has to restore the schema
/// before it, and applying it again the schema after it. Irreversible revisions are only applied.
std::string up_down_up(const Manifest& manifest, const history::Graph& graph, const Place& place);

/// Compares the schema of a database at the heads with that of the models.
std::string models(const Manifest& manifest, const schema::Schema& models, const Place& place);

}  // namespace limbeck::trial
