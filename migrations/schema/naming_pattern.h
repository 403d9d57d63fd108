// Parses and checks the naming conventions that users write. Only tools use this; an application
// gets patterns that its build has checked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "migrations/schema/naming_convention.h"

namespace limbeck::schema {

/// A message about what is wrong with `ix=pattern`, or nullopt if it is valid.
std::optional<std::string> problem_of_naming(std::string_view entry);

/// The patterns that apply to the revisions after `after`, or to all revisions if that is empty.
struct NamingSection {
  std::string after = {};
  std::vector<std::string> patterns = {};
};

/// Parses `ix=… uq=… after=<revision> ix=…`. Patterns after an `after` override those in front of
/// it. The result is a message if the text is invalid.
std::variant<std::vector<NamingSection>, std::string> read_naming(
    const std::vector<std::string>& entries);

/// The convention for new revisions, or a message about what is wrong.
std::variant<NamingConvention, std::string> naming_of_models(
    const std::vector<std::string>& entries);

}  // namespace limbeck::schema
