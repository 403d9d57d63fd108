// Changes model headers to what a database has become, and nothing else in them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/scaffold/scaffold.h"
#include "migrations/schema/location.h"
#include "migrations/schema/naming_convention.h"

namespace limbeck::compiler {

struct UpdateInput {
  const schema::Schema& model;         ///< what a scan of the headers read
  const schema::SourceMap& locations;  ///< and where
  const schema::Schema& live;          ///< what the headers are to say
  schema::NamingConvention naming = {};
  bool comments = false;  ///< doc comments count: COMMENTS
};

struct Updated {
  std::map<std::string, std::string> files;  ///< whole texts, of files that change only
  std::vector<ScaffoldFile> headers;         ///< new ones, for new tables
  std::vector<Unsaid> by_hand;               ///< what has to be changed by hand, and why
};

/// `files` are the texts of the headers by the paths that `locations` has. Layout, comments, order
/// and everything that the database does not know stay. A member that has to change keeps its
/// attributes that stay. Where both schemas are equal, nothing changes.
Updated update(const UpdateInput& input, const std::map<std::string, std::string>& files,
               const ScaffoldOptions& options);

}  // namespace limbeck::compiler
