// Findings about the user's models and history in the form of a compiler: file, line,
// column, caret, and what to do next. They are collected, so that one run reports all of them, and
// none twice.
#pragma once

#include <iosfwd>
#include <string>
#include <unordered_set>
#include <vector>

#include "migrations/findings/finding.h"

namespace limbeck::diagnostics {

using findings::Note;
using findings::Severity;
using schema::Location;

/// Collects findings. One thread only.
class Diagnostics {
 public:
  /// Adds a finding, unless it was reported before (same rule, place and message).
  void report(Finding finding);
  void error(RuleId rule, std::string message, Location location, std::vector<Note> notes = {});

  bool had_errors() const { return errors_ > 0; }
  std::size_t error_count() const { return errors_; }
  const std::vector<Finding>& all() const { return findings_; }

 private:
  std::vector<Finding> findings_;
  std::unordered_set<std::string> known_;
  std::size_t errors_ = 0;
};

/// Prints in the form that editors and CI recognise, with the source line and a caret where the
/// file can be read: `file:14:28: error: … [limbeck-drift]`. Colour as asked.
void print(std::ostream& out, const Finding& finding, bool colour);
void print(std::ostream& out, const Diagnostics& diagnostics, bool colour);

/// Whether a stream of the process should have colours: it is a terminal, and NO_COLOR is not set.
bool wants_colour(int file_descriptor);

}  // namespace limbeck::diagnostics
