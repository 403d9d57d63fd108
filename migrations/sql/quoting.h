// The part of quoting that all databases share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::sql {

/// `text` in quotes, with the quotes in it doubled. Throws std::invalid_argument for a NUL byte,
/// which no database can store; `what` describes the text in the message ("a name").
std::string enclose(std::string_view text, char quote, std::string_view what);

std::string join(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace limbeck::sql
