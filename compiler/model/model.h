// What a scan gives: the schema that the models declare, with what belongs beside it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/diff/diff.h"
#include "migrations/schema/location.h"

namespace limbeck::compiler {

struct Model {
  schema::Schema schema;
  diff::Hints hints;
  schema::SourceMap locations;
  bool declares_objects = false;  ///< also all that is no table and no enum: see add_sql_objects
};

/// The schema at the head of a history, as the state program printed it.
struct State {
  struct Head {
    std::string id;
    std::string message;
    schema::Location location;  ///< of its LIMBECK_REVISION
  };
  /// What an upgrade destroys, in a revision that does not say why it may.
  struct Loss {
    std::string revision;
    std::string destroys;  ///< in words
    schema::Location location;
    schema::Location revision_location;
  };
  schema::Schema schema;
  schema::SourceMap locations;  ///< the revision lines that last made or changed each thing
  /// What things were called before the history renamed them, as in diff::Hints; absent in a file of
  /// an older limbeck.
  decltype(diff::Hints::former_names) former_names;
  std::vector<Head> heads;
  std::vector<Loss> losses;
};

/// One JSON object: the schema's members, and `hints`, `locations`, `former_names`, `heads`, `destructive`.
std::string to_text(const Model& model);
Model model_from_text(std::string_view text);  ///< throws schema::JsonError
State state_from_text(std::string_view text);  ///< throws schema::JsonError

}  // namespace limbeck::compiler
