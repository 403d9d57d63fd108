// Checks that all configurations of a build tree have the same schema, because a database may be
// used by programs of any of them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "compiler/model/model.h"
#include "migrations/diagnostics/diagnostics.h"

namespace limbeck::compiler {

/// A configuration of a multi-configuration build, and where its scan writes.
struct Configuration {
  std::string name;
  std::filesystem::path directory;
};

/// From `name=directory`; throws Failure.
Configuration configuration_from(const std::string& text);

/// Records in the configuration's directory that its model is up to date with all files that its
/// depfile names.
void note_scanned(const Configuration& own);

/// Reports all differences between the models of `own` and `other`, if the latter is up to date.
/// Otherwise its scan will run again and make the comparison.
void compare_models(const Configuration& own, const Configuration& other,
                    const std::string& model_file, diagnostics::Diagnostics& diagnostics);

}  // namespace limbeck::compiler
