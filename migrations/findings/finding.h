// Something that is wrong, or worth knowing: the one value that rules, comparisons and refusals
// make, and that text, JSON and SARIF are made from.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/location.h"

namespace limbeck {

/// Opaque here, so that a change of the table of rules compiles no more than what makes findings
/// and shows rules. Its enumerators stand in rule_id.h.
enum class RuleId : unsigned char;

}  // namespace limbeck

namespace limbeck::findings {

using schema::Location;

enum class Severity : unsigned char { error, warning, note };

/// What a machine can put into a file: `insert` goes in at `at` (its line and column).
struct Edit {
  Location at;
  std::string insert;
};

struct Note {
  std::string message;
  Location location = {};         ///< nowhere: printed without a place
  std::optional<Edit> edit = {};  ///< does what the message says to write
};

/// A value that the message is about, for machines: `expected`, `default 0`.
struct Fact {
  std::string name;
  std::string value;
};

struct Finding {
  RuleId rule = {};  ///< RuleId::none
  std::string message;
  Location location = {};  ///< nowhere where only the path is known
  std::vector<Note> notes = {};
  Severity severity = Severity::error;
  std::string path = {};  ///< of the thing, as in schema::SourceMap; a source map has its place
  std::vector<Fact> facts = {};
  std::size_t operation = 0;  ///< which of a list of operations; for one inside a block, the block
};

/// One about the thing of that path.
Finding finding_at(RuleId rule, std::string path, std::string message);

/// Empty where there is no such fact. A view into the finding.
std::string_view fact(const Finding& finding, std::string_view name);

}  // namespace limbeck::findings

namespace limbeck {

using findings::Finding;

}  // namespace limbeck
