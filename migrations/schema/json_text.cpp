#include "migrations/schema/json_text.h"

#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <vector>

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

namespace {

// Builds the value from the parser's events. nlohmann's own builder searches all members of an
// object for each new one, which takes quadratic time, and it loses the first of two members with
// one name.
class Builder : public nlohmann::json_sax<Json> {
 public:
  explicit Builder(const Json::parser_callback_t& callback) : callback_(callback) {}

  Json take() { return std::move(root_); }

  bool null() override { return add(Json()); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t& value) override { return add(std::move(value)); }
  bool start_object(std::size_t) override { return start(Json::object()); }
  bool start_array(std::size_t) override { return start(Json::array()); }
  bool end_object() override {
    refuse_twice(*open_.back().get_ptr<const Json::object_t*>());
    return end(Json::parse_event_t::object_end);
  }
  bool end_array() override { return end(Json::parse_event_t::array_end); }
  bool key(string_t& key) override {
    keys_.push_back(std::move(key));
    Json value = keys_.back();
    if (callback_) callback_(static_cast<int>(open_.size()), Json::parse_event_t::key, value);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const Json::exception& error) override {
    constexpr int number_overflow = 406;
    if (error.id == number_overflow) throw JsonError("a number is too large");
    const std::string what = error.what();
    const std::size_t where = what.find("at line");
    throw JsonError("this is not JSON" +
                    (where == std::string::npos ? std::string() : ": " + what.substr(where)));
  }

 private:
  bool add(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (auto* array = open_.back().get_ptr<Json::array_t*>()) {
      array->push_back(std::move(value));
    } else {
      open_.back().get_ptr<Json::object_t*>()->push_back(
          {std::move(keys_.back()), std::move(value)});
      keys_.pop_back();
    }
    return true;
  }

  bool start(Json value) {
    open_.push_back(std::move(value));
    return true;
  }

  bool end(Json::parse_event_t event) {
    Json value = std::move(open_.back());
    open_.pop_back();
    if (!callback_ || callback_(static_cast<int>(open_.size()), event, value))
      return add(std::move(value));
    if (!open_.empty() && open_.back().is_object()) keys_.pop_back();
    return true;
  }

  static void refuse_twice(const Json::object_t& object) {
    std::vector<std::string_view> names;
    names.reserve(object.size());
    for (const auto& [name, value] : object) names.push_back(name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end())
      throw JsonError("an object has the member '" + std::string(*twice) + "' twice");
  }

  const Json::parser_callback_t& callback_;
  Json root_;
  std::vector<Json> open_;         ///< arrays and objects around what is read
  std::vector<std::string> keys_;  ///< of members whose values are not whole
};

}  // namespace

Json parse_json(std::string_view text) { return parse_json(text, nullptr); }

Json parse_json(std::string_view text, const Json::parser_callback_t& callback) {
  check_json_depth(text);
  Builder builder(callback);
  Json::sax_parse(text, &builder);
  return builder.take();
}

std::string printed_json(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

namespace {

bool is_utf8(const Json& json) {
  try {
    (void)json.dump();
  } catch (const std::exception&) {
    // It is a type_error of nlohmann::json. An application would link that type if it stood here.
    return false;
  }
  return true;
}

std::optional<std::string> find_text_without_utf8(const Json& json) {
  if (!json.is_structured()) return is_utf8(json) ? std::nullopt : std::optional<std::string>("");
  for (const auto& [key, value] : json.items()) {
    if (json.is_object() && !is_utf8(key)) return "/" + key;
    if (const auto path = find_text_without_utf8(value)) return "/" + key + *path;
  }
  return std::nullopt;
}

}  // namespace

std::string path_of_text_without_utf8(const Json& json) {
  return find_text_without_utf8(json).value_or("");
}

}  // namespace limbeck::schema
