// JSON text from files, databases and binaries, which may be damaged or made to do harm.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace limbeck::schema {

/// How deep arrays and objects may stand in each other. Nothing that limbeck writes is deeper than 16;
/// a deeper text costs memory, and output that grows with the square of its depth.
inline constexpr int deepest_json = 64;

/// Throws JsonError if arrays or objects stand deeper in each other than `deepest_json`.
void check_json_depth(std::string_view text);

/// The value that the text says. Throws JsonError, with line and column, for text that is not JSON, and for
/// one that is too deep, has a number that no `double` holds, or an object with two members of one name.
nlohmann::ordered_json parse_json(std::string_view text);

/// As above, with a callback like that of nlohmann's parser. It is called for names and for the ends of
/// arrays and objects, and can discard an array or object that has been read.
nlohmann::ordered_json parse_json(std::string_view text,
                                  const nlohmann::ordered_json::parser_callback_t& callback);

/// What a tool prints of a value: indented, with U+FFFD for bytes that are no UTF-8 (names and comments
/// in a file or a database of another encoding), which JSON cannot hold.
std::string printed_json(const nlohmann::ordered_json& json);

/// Where a text of the value is that is no UTF-8 (`/tables/0/name`); empty where none is.
std::string path_of_text_without_utf8(const nlohmann::ordered_json& json);

}  // namespace limbeck::schema
