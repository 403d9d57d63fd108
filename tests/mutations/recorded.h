// Revisions whose operations are values that a test made.
#pragma once

#include <vector>

#include "limbeck/manifest.h"
#include "limbeck/revision.h"
#include "migrations/operations/operation.h"

namespace limbeck::test {

/// A history of two revisions: `first` is never undone; `second` is, by `back`. One at a time: its
/// revisions record whatever the last one was made of.
class RecordedHistory {
 public:
  RecordedHistory(std::string_view dialect, std::vector<operations::Operation> first,
                  std::vector<operations::Operation> second,
                  std::vector<operations::Operation> back);
  const Manifest& manifest() const { return manifest_; }

 private:
  std::string_view dialect_;
  Manifest manifest_ = {};
};

/// What makes `live`, and says that it makes `said`.
std::vector<operations::Operation> pretended(std::string_view dialect, const schema::Schema& live,
                                             const schema::Schema& said);

}  // namespace limbeck::test
