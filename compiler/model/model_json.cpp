#include <nlohmann/json.hpp>

#include "compiler/model/model.h"
#include "migrations/diff/json.h"
#include "migrations/findings/rule_id.h"
#include "migrations/schema/json.h"

namespace limbeck::compiler {
namespace {

using Json = nlohmann::ordered_json;

// A list of objects beside the schema; empty where it is not.
template <class Read>
void read_list(const Json& json, const char* name, Read read) {
  const auto list = json.find(name);
  if (list == json.end()) return;
  const std::string at = std::string("/") + name;
  if (!list->is_array()) throw schema::JsonError(at + ": expected a list");
  for (const Json& item : *list) {
    if (!item.is_object()) throw schema::JsonError(at + ": expected objects");
    const auto text = [&](const char* key) {
      const auto found = item.find(key);
      if (found == item.end() || !found->is_string())
        throw schema::JsonError(at + ": expected text under '" + key + "'");
      return found->get<std::string>();
    };
    const auto place = [&](const char* key) {
      const auto found = item.find(key);
      return found == item.end() ? schema::Location{} : schema::location_from_json(*found);
    };
    read(text, place);
  }
}

}  // namespace

std::string to_text(const Model& model) {
  Json json = schema::to_json(model.schema);
  if (model.hints != diff::Hints{}) json["hints"] = diff::to_json(model.hints);
  json["locations"] = schema::to_json(model.locations);
  // Bytes that are not UTF-8 (a comment in another encoding) are replaced, so that they do not make
  // a build fail.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Model model_from_text(std::string_view text) {
  Json json;
  Model model;
  model.schema = schema::schema_from_text(text, model.locations, json);
  if (const auto hints = json.find("hints"); hints != json.end())
    model.hints = diff::hints_from_json(*hints);
  return model;
}

State state_from_text(std::string_view text) {
  Json json;
  State state;
  state.schema = schema::schema_from_text(text, state.locations, json);
  if (const auto former = json.find("former_names"); former != json.end()) {
    if (!former->is_object()) throw schema::JsonError("/former_names: expected an object");
    state.former_names.emplace();
    for (const auto& [path, names] : former->items()) {
      if (!names.is_array()) throw schema::JsonError("/former_names: expected lists of names");
      for (const Json& name : names) {
        if (!name.is_string()) throw schema::JsonError("/former_names: expected names");
        (*state.former_names)[path].insert(name.get<std::string>());
      }
    }
  }
  read_list(json, "heads", [&](const auto& text, const auto& place) {
    state.heads.push_back(
        {.id = text("id"), .message = text("message"), .location = place("location")});
  });
  read_list(json, "destructive", [&](const auto& text, const auto& place) {
    state.losses.push_back(
        {.rule = RuleId::destructive,
         .message = "this destroys " + text("destroys") + ", and revision " + text("id") +
                    " does not say why it may",
         .location = place("location"),
         .notes = {{"if it is meant, write .destructive = \"why\" in the revision, after .created",
                    place("revision_location")}}});
  });
  return state;
}

}  // namespace limbeck::compiler
