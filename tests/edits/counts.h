// How edits ended, counted.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "tests/edits/edit.h"

namespace limbeck::test {

enum class Outcome {
  done,          ///< there and back
  refused,       ///< by the rows that are there, and nothing is changed
  refused_back,  ///< the same on the way back
  irreversible,
  needs_using,  ///< asks for a using expression
  no_schema     ///< the database has no such schema
};

struct Counts {
  std::map<Outcome, std::size_t> outcomes;
  std::map<std::string_view, std::size_t> kinds, kinds_refused;
  std::map<std::string, std::size_t> entries, why;
  std::size_t tables = 0, values = 0, announced = 0, lost = 0, failures = 0;

  void count(const Edit& edit, Outcome outcome);
  void print(std::string_view dialect, std::uint64_t first_seed) const;
};

}  // namespace limbeck::test
