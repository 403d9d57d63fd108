// A statement of limbeck's own that a run sends in each of its transactions, with other values.
#pragma once

#include <string>
#include <vector>

namespace limbeck::connection {

struct OwnStatement {
  /// `$1` and so on stand for `values`; the same text each time, so that a driver may have the
  /// database prepare it.
  std::string sql;
  std::vector<std::string> values;  ///< as SQL writes them
};

/// The statement with its values in it.
std::string text_of(const OwnStatement& statement);

}  // namespace limbeck::connection
