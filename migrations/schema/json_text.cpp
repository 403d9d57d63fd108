#include "migrations/schema/json_text.h"

#include <string>

#include "migrations/schema/json.h"

namespace limbeck::schema {

using Json = nlohmann::ordered_json;

void check_json_depth(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > deepest_json) {
        throw JsonError("arrays and objects stand more than " + std::to_string(deepest_json) +
                        " deep in each other");
      }
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
}

Json parse_json(std::string_view text) { return parse_json(text, nullptr); }

Json parse_json(std::string_view text, const Json::parser_callback_t& callback) {
  check_json_depth(text);
  try {
    return Json::parse(text, callback);
  } catch (const Json::parse_error& error) {
    const std::string what = error.what();
    const std::size_t where = what.find("at line");
    throw JsonError("this is not JSON" +
                    (where == std::string::npos ? std::string() : ": " + what.substr(where)));
  } catch (const Json::out_of_range&) {
    throw JsonError("a number is too large");
  }
}

std::string printed_json(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string path_of_text_without_utf8(const Json& json) {
  const Json flat = json.is_structured() ? json.flatten() : Json{{"", json}};
  for (const auto& [path, value] : flat.items()) {
    try {
      (void)value.dump();
      (void)Json(path).dump();
    } catch (const Json::type_error&) {
      return path;
    }
  }
  return {};
}

}  // namespace limbeck::schema
