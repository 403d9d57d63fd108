// What people write of a naming convention, and what is wrong with it. For tools: an application
// takes what its build has checked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "migrations/schema/naming_convention.h"

namespace limbeck::schema {

/// What is wrong with `ix=pattern`, in words; nothing if it is right.
std::optional<std::string> problem_of_naming(std::string_view entry);

/// The patterns that hold in the revisions after one; with an empty `after`, in all of them.
struct NamingSection {
  std::string after = {};
  std::vector<std::string> patterns = {};
};

/// Reads `ix=… uq=… after=<revision> ix=…`: what stands behind an `after` counts over what stands
/// before it. Or says what is wrong.
std::variant<std::vector<NamingSection>, std::string> read_naming(
    const std::vector<std::string>& entries);

/// The convention of today, which has a pattern for all; or what is wrong.
std::variant<NamingConvention, std::string> naming_of_models(
    const std::vector<std::string>& entries);

}  // namespace limbeck::schema
