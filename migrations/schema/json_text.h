// Parses JSON from files, databases and binaries, which may be damaged or malicious.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace limbeck::schema {

/// The maximum nesting of arrays and objects. limbeck itself writes at most 16. A deeper text needs
/// much memory, and its output grows with the square of its depth.
inline constexpr int deepest_json = 64;

/// Throws JsonError if arrays or objects are nested deeper than `deepest_json`.
void check_json_depth(std::string_view text);

/// Parses a value. Throws JsonError, with line and column, for text that is not JSON, and for
/// one that is too deep, has a number that no `double` holds, or an object with two members of one
/// name.
nlohmann::ordered_json parse_json(std::string_view text);

/// As above, with a callback like that of nlohmann's parser. It is called for names and for the
/// ends of arrays and objects, and can discard an array or object that has been read.
nlohmann::ordered_json parse_json(std::string_view text,
                                  const nlohmann::ordered_json::parser_callback_t& callback);

/// Formats a value for the output of a tool: indented, and with U+FFFD for bytes that are not
/// UTF-8, which JSON cannot have (names and comments in a file or a database of another encoding).
std::string printed_json(const nlohmann::ordered_json& json);

/// The place of a text in the value that is not UTF-8 (`/tables/0/name`), or empty.
std::string path_of_text_without_utf8(const nlohmann::ordered_json& json);

}  // namespace limbeck::schema
