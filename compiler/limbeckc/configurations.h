// One schema for all configurations of a build tree: a database does not know which of them its
// program was built in.
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

/// Notes in the configuration's directory that the model that is now there was read from all that
/// the depfile there names, as it is now.
void note_scanned(const Configuration& own);

/// Reports every difference between `own`'s model and that of `other`, if that one is up to date:
/// nothing that it was read from is newer. (Otherwise its scan will run again, and compare.)
void compare_models(const Configuration& own, const Configuration& other,
                    const std::string& model_file, diagnostics::Diagnostics& diagnostics);

}  // namespace limbeck::compiler
