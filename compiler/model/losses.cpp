#include "compiler/model/losses.h"

#include <nlohmann/json.hpp>

#include "migrations/schema/json.h"

namespace limbeck::compiler {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_string()) {
    throw schema::JsonError(std::string("/destructive: expected text under '") + key + "'");
  }
  return found->get<std::string>();
}

schema::Location location_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() ? schema::Location{} : schema::location_from_json(*found);
}

}  // namespace

std::vector<Loss> losses_from_text(std::string_view text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) throw schema::JsonError("/: expected an object");
  std::vector<Loss> losses;
  const auto list = json.find("destructive");
  if (list == json.end()) return losses;
  if (!list->is_array()) throw schema::JsonError("/destructive: expected a list");
  for (const Json& loss : *list) {
    if (!loss.is_object()) throw schema::JsonError("/destructive: expected objects");
    losses.push_back({.revision = text_of(loss, "id"),
                      .destroys = text_of(loss, "destroys"),
                      .location = location_of(loss, "location"),
                      .revision_location = location_of(loss, "revision_location")});
  }
  return losses;
}

}  // namespace limbeck::compiler
