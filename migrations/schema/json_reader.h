// Reads JSON without losing anything in it: what the readers of schemas share.
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
#include "migrations/schema/json_text.h"

namespace limbeck::schema {

using Json = nlohmann::ordered_json;

// A place in JSON, `/tables/0/columns/2`, which becomes a text only for an error. Refers to the
// path around it, which must outlive it.
class JsonPath {
 public:
  JsonPath() = default;
  JsonPath member(const char* key) const { return JsonPath(this, key, 0); }
  JsonPath item(std::size_t index) const { return JsonPath(this, nullptr, index); }

  std::string text() const {
    if (around_ == nullptr) return {};
    return around_->text() + "/" + (key_ == nullptr ? std::to_string(index_) : std::string(key_));
  }

 private:
  JsonPath(const JsonPath* around, const char* key, std::size_t index)
      : around_(around), key_(key), index_(index) {}

  const JsonPath* around_ = nullptr;
  const char* key_ = nullptr;
  std::size_t index_ = 0;
};

// Reads the members of an object. A member that is never read is an error, so that a misspelt
// member is not lost silently.
class Reader {
 public:
  Reader(const Json& json, const JsonPath& path) : json_(&json), path_(path) {
    if (!json.is_object()) fail(path_, "expected an object");
  }

  const Json* find(const char* key) {
    const auto found = json_->find(key);
    if (found == json_->end()) return nullptr;
    const Json* member = &*found;
    if (std::find(known_.begin(), known_.end(), member) == known_.end()) known_.push_back(member);
    return member;
  }
  const Json& get(const char* key) {
    const Json* found = find(key);
    if (found == nullptr) fail(path_, std::string("member '") + key + "' is missing");
    return *found;
  }
  JsonPath path(const char* key) const { return path_.member(key); }

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
  std::optional<int> small_number(const char* key, int most = std::numeric_limits<int>::max()) {
    const auto value = number(key);
    if (!value) return std::nullopt;
    if (*value < 0 || *value > most) fail(path(key), "is out of range");
    return static_cast<int>(*value);
  }
  std::vector<std::string> texts(const char* key) {
    std::vector<std::string> result;
    each(key, [&](const Json& item, const JsonPath& at) { result.push_back(text_of(item, at)); });
    return result;
  }
  std::map<std::string, std::string> text_map(const char* key) {
    std::map<std::string, std::string> result;
    const Json* found = find(key);
    if (found == nullptr) return result;
    if (!found->is_object()) fail(path(key), "expected an object");
    const JsonPath at = path(key);
    for (auto member = found->begin(); member != found->end(); ++member) {
      result[member.key()] = text_of(*member, at.member(member.key().c_str()));
    }
    return result;
  }
  /// The number of items that `each` visits.
  std::size_t count(const char* key) {
    const Json* found = find(key);
    return found == nullptr || !found->is_array() ? 0 : found->size();
  }
  template <class Function>
  void each(const char* key, Function function) {
    const Json* found = find(key);
    if (found == nullptr) return;
    if (!found->is_array()) fail(path(key), "expected an array");
    const JsonPath at = path(key);
    std::size_t i = 0;
    for (const Json& item : *found) function(item, at.item(i++));
  }

  void finish() const {
    if (known_.size() == json_->size()) return;
    for (auto member = json_->begin(); member != json_->end(); ++member) {
      if (std::find(known_.begin(), known_.end(), &*member) == known_.end())
        fail(path_, "unknown member '" + member.key() + "'");
    }
  }

  [[noreturn]] static void fail(const JsonPath& path, const std::string& what) {
    const std::string text = path.text();
    throw JsonError((text.empty() ? "/" : text) + ": " + what);
  }
  static std::string text_of(const Json& json, const JsonPath& path) {
    if (!json.is_string()) fail(path, "expected a text");
    return json.get<std::string>();
  }

 private:
  const Json* json_;
  JsonPath path_;
  std::vector<const Json*> known_;  ///< the members that were read
};

}  // namespace limbeck::schema
