#include "compiler/check/object_difference.h"

#include "migrations/schema/kinds.h"
#include "migrations/schema/object_text.h"

namespace limbeck::compiler {
namespace {

using schema::Object;
using Kind = schema::ObjectKind;

// Whether it says what it said before.
bool stays_the_same(const schema::Schema& before, const operations::Operation& create) {
  if (const auto* view = std::get_if<operations::CreateView>(&create.value)) {
    const schema::View* old = schema::find_view(before, view->view.name);
    return old != nullptr && same_definition(*old, view->view);
  }
  if (const auto* trigger = std::get_if<operations::CreateTrigger>(&create.value)) {
    const auto& wanted = trigger->trigger;
    const schema::Trigger* old = schema::find_trigger(before, wanted.table, wanted.name);
    return old != nullptr && same_definition(*old, wanted);
  }
  return false;
}

}  // namespace

std::optional<Finding> drift_of_object_replacement(const operations::Operation& drop,
                                                   const operations::Operation& create,
                                                   const Setting& setting) {
  const auto gone = operations::object_of(drop);
  if (!gone || gone->verb != operations::Verb::drop) return std::nullopt;
  const auto made = operations::object_of(create);
  if (!made || made->verb != operations::Verb::create || made->object.kind != gone->object.kind ||
      to_string(made->object) != to_string(gone->object)) {
    return std::nullopt;
  }
  const std::string what =
      std::string(to_string(made->object.kind)) + " '" + to_string(made->object) + "'";
  const std::string path = schema::path_of(made->object);
  Finding difference = drift(stays_the_same(setting.before, create)
                                 ? "no revision makes " + what + " again, which reads what changes"
                                 : "no revision changes " + what,
                             find_place(setting.model.locations, path));
  if (const auto there = setting.state.locations.find(path); there != setting.state.locations.end())
    difference.notes.push_back({"the history made it here", there->second});
  return difference;
}

schema::Location place_of_schema(const Model& model, const std::string& name) {
  schema::Location place;
  const auto look = [&](const std::string& schema, const std::string& path) {
    if (place.line == 0 && schema == name) place = find_place(model.locations, path);
  };
  look(name, schema::path_of(Object{Kind::schema, {"", name}, {}}));
  schema::for_each_kind([&](const auto& kind) {
    for (const auto& thing : model.schema.*kind.member)
      look(schema::schema_of(thing), schema::path_of(thing));
  });
  return place;
}

}  // namespace limbeck::compiler
