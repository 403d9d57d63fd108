// What SQL text names, as far as an order needs to know: a name that is there is taken for the
// thing.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::diff {

/// Every name and word in the text, bare ones in lower case; also those inside string literals and
/// $$bodies$$, where functions have theirs.
std::set<std::string> names_in(std::string_view sql);

/// Something that is made by a text.
struct Made {
  std::string name;  ///< without its schema
  std::set<std::string> mentions;
};

/// The numbers of `things`, each after those it mentions; in a circle, and else, as they come.
std::vector<std::size_t> after_mentioned(const std::vector<Made>& things);

}  // namespace limbeck::diff
