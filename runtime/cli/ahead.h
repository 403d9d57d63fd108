// A program that is older than its database, in the commands that look.
#pragma once

#include <string>
#include <vector>

#include "runtime/cli/context.h"

namespace limbeck::cli {

/// Where a database is, as far as this program's history goes.
struct Known {
  std::vector<std::string> rows;    ///< of revisions that this program has
  std::vector<std::string> beyond;  ///< what it does not have, and can work with
};

/// Throws where the database has a revision that this program cannot work with.
Known known_part(Context& context, const std::vector<std::string>& rows);

/// `the database 'x' is ahead of this program by 2 revisions …`; empty where it is not.
std::string ahead(Context& context, const Known& known);

}  // namespace limbeck::cli
