// Errors and warnings about the user's models and history in the form of a compiler: file, line,
// column, caret, and what to do next. They are collected, so that one run reports all of them, and
// none twice.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "migrations/schema/location.h"

namespace limbeck::diagnostics {

using schema::Location;

enum class Severity : unsigned char { error, warning };

/// A change of a file that a tool can make: it inserts `insert` at `at`.
struct Edit {
  Location at;
  std::string insert;
};

struct Note {
  std::string message;
  Location location = {};         ///< if it is nowhere, no place is printed
  std::optional<Edit> edit = {};  ///< the change that the message asks for
};

struct Diagnostic {
  Severity severity = Severity::error;
  std::string rule;  ///< `limbeck-drift`: stable, shown in brackets
  std::string message;
  Location location;
  std::vector<Note> notes = {};
};

/// Collects diagnostics. One thread only.
class Diagnostics {
 public:
  /// Adds a diagnostic, unless it was reported before (same rule, place and message).
  void report(Diagnostic diagnostic);
  void error(std::string rule, std::string message, Location location,
             std::vector<Note> notes = {});

  bool had_errors() const { return errors_ > 0; }
  std::size_t error_count() const { return errors_; }
  const std::vector<Diagnostic>& all() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
  std::unordered_set<std::string> known_;
  std::size_t errors_ = 0;
};

/// Prints in the form that editors and CI recognise, with the source line and a caret where the
/// file can be read: `file:14:28: error: … [limbeck-drift]`. Colour as asked.
void print(std::ostream& out, const Diagnostic& diagnostic, bool colour);
void print(std::ostream& out, const Diagnostics& diagnostics, bool colour);

/// Whether a stream of the process should have colours: it is a terminal, and NO_COLOR is not set.
bool wants_colour(int file_descriptor);

}  // namespace limbeck::diagnostics
