// Where a script starts and where it goes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/history/graph.h"

namespace limbeck::offline {

struct Range {
  std::string from;  ///< as it was typed; empty is base
  std::string to;    ///< empty: not given
  bool has_colon = false;
};

/// Takes `from:to` apart. Throws Error::Code::usage for more than one colon.
Range parse_range(std::string_view text);

/// The rows of the version table at `from`: one revision, or several with commas between them.
/// Throws limbeck::Error.
std::vector<std::string> rows_at(const history::Graph& graph, const std::string& from);

/// `base`, or the rows.
std::string named(const std::vector<std::string>& rows);

}  // namespace limbeck::offline
