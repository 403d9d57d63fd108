// The results of a scan and of the state program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/diff/diff.h"
#include "migrations/findings/finding.h"
#include "migrations/schema/location.h"

namespace limbeck::compiler {

struct Model {
  schema::Schema schema;
  diff::Hints hints;
  schema::SourceMap locations;
  bool declares_objects = false;  ///< the schema also has all other objects: see add_sql_objects
};

/// The schema at the heads of a history, as the state program has written it.
struct State {
  struct Head {
    std::string id;
    std::string message;
    schema::Location location;  ///< of its LIMBECK_REVISION
  };
  schema::Schema schema;
  schema::SourceMap locations;  ///< the lines of revisions that created or last changed each part
  /// The names that the history has changed, as in diff::Hints. Files of an older limbeck have
  /// none.
  decltype(diff::Hints::former_names) former_names;
  std::vector<Head> heads;
  /// The losses of upgrades whose revisions give no reason for them.
  std::vector<Finding> losses;
};

/// One JSON object: the schema's members, and `hints`, `locations`, `former_names`, `heads`,
/// `destructive`.
std::string to_text(const Model& model);
Model model_from_text(std::string_view text);  ///< throws schema::JsonError
State state_from_text(std::string_view text);  ///< throws schema::JsonError

}  // namespace limbeck::compiler
