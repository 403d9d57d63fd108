#include <nlohmann/json.hpp>

#include "compiler/model/model.h"
#include "migrations/diff/json.h"
#include "migrations/schema/json.h"

namespace limbeck::compiler {
namespace {

using Json = nlohmann::ordered_json;

Json parse(std::string_view text) {
  Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) throw schema::JsonError("this is not JSON");
  if (!json.is_object()) throw schema::JsonError("/: expected an object");
  return json;
}

schema::SourceMap locations_of(const Json& json) {
  const auto found = json.find("locations");
  return found == json.end() ? schema::SourceMap{} : schema::source_map_from_json(*found);
}

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_string()) {
    throw schema::JsonError(std::string("/heads: expected text under '") + key + "'");
  }
  return found->get<std::string>();
}

}  // namespace

std::string to_text(const Model& model) {
  Json json = schema::to_json(model.schema);
  if (model.hints != diff::Hints{}) json["hints"] = diff::to_json(model.hints);
  json["locations"] = schema::to_json(model.locations);
  // Bytes that are no UTF-8 (a comment in another encoding) are replaced: one must not keep a build
  // from ending.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Model model_from_text(std::string_view text) {
  const Json json = parse(text);
  Model model;
  model.schema = schema::schema_from_json(json);
  if (const auto hints = json.find("hints"); hints != json.end())
    model.hints = diff::hints_from_json(*hints);
  model.locations = locations_of(json);
  return model;
}

State state_from_text(std::string_view text) {
  const Json json = parse(text);
  State state;
  state.schema = schema::schema_from_json(json);
  state.locations = locations_of(json);
  const auto heads = json.find("heads");
  if (heads == json.end()) return state;
  if (!heads->is_array()) throw schema::JsonError("/heads: expected a list");
  for (const Json& head : *heads) {
    if (!head.is_object()) throw schema::JsonError("/heads: expected objects");
    State::Head entry{
        .id = text_of(head, "id"), .message = text_of(head, "message"), .location = {}};
    if (const auto place = head.find("location"); place != head.end()) {
      entry.location = schema::location_from_json(*place);
    }
    state.heads.push_back(std::move(entry));
  }
  return state;
}

}  // namespace limbeck::compiler
