// Commands that read a database which a newer program has migrated further.
#pragma once

#include <string>
#include <vector>

#include "runtime/deployer/context.h"

namespace limbeck::deployer {

/// How far a database has come in the history of this program.
struct ProgramPosition {
  std::vector<std::string>
      rows;  ///< the applied revisions without applied children that this program has
  std::vector<std::string> beyond;  ///< applied revisions that it does not have and can work with
};

/// Throws where the database has a revision that this program cannot work with.
ProgramPosition program_position(Context& context, const std::vector<std::string>& rows);

/// `the database 'x' is ahead of this program by 2 revisions …`; empty where it is not.
std::string ahead(Context& context, const ProgramPosition& position);

}  // namespace limbeck::deployer
