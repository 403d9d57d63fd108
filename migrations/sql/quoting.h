// What quoting has in common in every database.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::sql {

/// `text` between two `quote`s, those within it doubled. Throws std::invalid_argument for a NUL
/// byte, which no database can hold; `what` names the text in that message ("a name").
std::string enclose(std::string_view text, char quote, std::string_view what);

std::string join(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace limbeck::sql
