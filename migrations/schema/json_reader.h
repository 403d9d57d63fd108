// Reading JSON so that nothing in it is lost: what the readers of schemas share.
#pragma once

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "migrations/schema/json.h"

namespace limbeck::schema {

using Json = nlohmann::ordered_json;

// An object being read, and where it stands (`/tables/0/columns/2`). Every member that is asked for
// is remembered, so that one nobody asked for is an error: a misspelt member must not be silently
// lost.
class Reader {
 public:
  Reader(const Json& json, std::string path) : json_(&json), path_(std::move(path)) {
    if (!json.is_object()) fail(path_, "expected an object");
  }

  const Json* find(const char* key) {
    known_.insert(key);
    const auto found = json_->find(key);
    return found == json_->end() ? nullptr : &*found;
  }
  const Json& get(const char* key) {
    const Json* found = find(key);
    if (found == nullptr) fail(path_, std::string("member '") + key + "' is missing");
    return *found;
  }
  std::string path(const char* key) const { return path_ + "/" + key; }

  std::string text(const char* key) { return text_of(get(key), path(key)); }
  std::string text_or_empty(const char* key) {
    const Json* found = find(key);
    return found == nullptr ? std::string() : text_of(*found, path(key));
  }
  bool flag(const char* key, bool otherwise = false) {
    const Json* found = find(key);
    if (found == nullptr) return otherwise;
    if (!found->is_boolean()) fail(path(key), "expected true or false");
    return found->get<bool>();
  }
  std::optional<std::int64_t> number(const char* key) {
    const Json* found = find(key);
    if (found == nullptr) return std::nullopt;
    if (!found->is_number_integer()) fail(path(key), "expected an integer");
    if (found->is_number_unsigned() &&
        found->get<std::uint64_t>() >
            static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      fail(path(key), "is too large");
    }
    return found->get<std::int64_t>();
  }
  std::optional<int> small_number(const char* key) {
    const auto value = number(key);
    if (!value) return std::nullopt;
    if (*value < 0 || *value > std::numeric_limits<int>::max()) fail(path(key), "is out of range");
    return static_cast<int>(*value);
  }
  std::vector<std::string> texts(const char* key) {
    std::vector<std::string> result;
    each(key,
         [&](const Json& item, const std::string& at) { result.push_back(text_of(item, at)); });
    return result;
  }
  std::map<std::string, std::string> text_map(const char* key) {
    std::map<std::string, std::string> result;
    const Json* found = find(key);
    if (found == nullptr) return result;
    if (!found->is_object()) fail(path(key), "expected an object");
    for (const auto& [name, value] : found->items()) {
      result[name] = text_of(value, path(key) + "/" + name);
    }
    return result;
  }
  template <class Function>
  void each(const char* key, Function function) {
    const Json* found = find(key);
    if (found == nullptr) return;
    if (!found->is_array()) fail(path(key), "expected an array");
    std::size_t i = 0;
    for (const Json& item : *found) function(item, path(key) + "/" + std::to_string(i++));
  }

  void finish() const {
    for (const auto& [key, value] : json_->items()) {
      if (!known_.contains(key)) fail(path_, "unknown member '" + key + "'");
    }
  }

  [[noreturn]] static void fail(const std::string& path, const std::string& what) {
    throw JsonError((path.empty() ? "/" : path) + ": " + what);
  }
  static std::string text_of(const Json& json, const std::string& path) {
    if (!json.is_string()) fail(path, "expected a text");
    return json.get<std::string>();
  }

 private:
  const Json* json_;
  std::string path_;
  std::set<std::string, std::less<>> known_;
};

template <class Value>
Value one_of(const std::string& text, const std::string& path,
             std::initializer_list<std::pair<std::string_view, Value>> values) {
  for (const auto& [name, value] : values) {
    if (name == text) return value;
  }
  std::string names;
  for (const auto& [name, value] : values) names += (names.empty() ? "" : ", ") + std::string(name);
  Reader::fail(path, "'" + text + "' is none of " + names);
}

Type read_type(const Json& json, const std::string& path);
Check read_check(const Json& json, const std::string& path);
Index read_index(const Json& json, const std::string& path);

/// The members of a schema beside tables and enums; and after sorting, what is there twice.
void read_objects(Reader& reader, Schema& schema);
void refuse_duplicate_objects(const Schema& schema);

/// After sorting, so that neighbours tell.
template <class Things>
void refuse_duplicates(const Things& things, const char* what) {
  const auto twice = std::adjacent_find(
      things.begin(), things.end(), [](const auto& a, const auto& b) { return a.name == b.name; });
  if (twice != things.end()) {
    throw JsonError(std::string("/: ") + what + " '" + to_string(twice->name) + "' is there twice");
  }
}

}  // namespace limbeck::schema
