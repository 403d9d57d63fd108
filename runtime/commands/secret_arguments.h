// Errors repeat what was typed; a database's URL that was typed in a wrong place may hold a
// password.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::commands {

/// The text with `***` for what it has of an argument, or of an option's value, that may be a
/// database's URL or a connection string and stands where none belongs.
std::string without_urls(std::string text, const std::vector<std::string_view>& arguments);

}  // namespace limbeck::commands
