#include <algorithm>
#include <cctype>
#include <numeric>

#include "migrations/schema/schema.h"

namespace limbeck::schema {
namespace {

// The Damerau-Levenshtein distance without case, the usual measure for typing errors.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  const auto fold = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool match = fold(a[i - 1]) == fold(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (match ? 0 : 1)});
      if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) && fold(a[i - 2]) == fold(b[j - 1])) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string nearest(std::string_view wrong, const std::vector<std::string>& candidates) {
  const std::string* best = nullptr;
  std::size_t least = std::max<std::size_t>(wrong.size() / 3, 1) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t away = distance(wrong, candidate);
    if (away < least) {
      least = away;
      best = &candidate;
    }
  }
  if (best == nullptr) {
    // A part of the right name counts as similar: `increment` for `increment_by`.
    for (const std::string& candidate : candidates) {
      if (wrong.size() >= 4 && candidate.find(wrong) != std::string::npos) return candidate;
    }
    return {};
  }
  return *best;
}

}  // namespace limbeck::schema
