// A long history whose revisions each leave one row behind.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/runtime/support/history.h"

namespace limbeck::test {

/// n0, a table `effects` without a key and one of rows; then n1 to n50, each a row of `effects` and
/// something else: a table, rows, a data migration, an index built (and dropped) concurrently.
/// What it hands out points into it.
class LongHistory {
 public:
  static constexpr int length = 50;
  explicit LongHistory(std::string_view dialect);
  LongHistory(const LongHistory&) = delete;
  LongHistory& operator=(const LongHistory&) = delete;

  Manifest manifest() { return history_.manifest(); }
  /// Without n0.
  const std::vector<std::string>& ids() const { return ids_; }

 private:
  std::vector<std::string> ids_;
  std::deque<Revision> revisions_;
  std::deque<std::string> names_;
  History history_;
};

}  // namespace limbeck::test
