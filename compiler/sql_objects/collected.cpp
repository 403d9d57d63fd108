#include "compiler/sql_objects/collected.h"

#include <algorithm>
#include <utility>

#include "migrations/findings/rule_id.h"
#include "migrations/sql_text/names.h"

namespace limbeck::compiler {
namespace {

using schema::Name;
using schema::Object;
using Kind = schema::ObjectKind;

// Not sorted while it grows: schema::find_view and its like would not find.
template <class Things, class Is>
auto* find(Things& things, Is is) {
  const auto found = std::find_if(things.begin(), things.end(), is);
  return found == things.end() ? nullptr : &*found;
}

}  // namespace

void Collected::add(schema::OtherObject object, const schema::Location& place) {
  const std::string path = schema::path_of(schema::object_of(object));
  const auto [first, is_new] = model_.locations.try_emplace(path, place);
  if (!is_new) {
    diagnostics_.error(RuleId::sql_object,
                       "object '" + to_string(object.name) + "' is declared twice", place,
                       {{"first here", first->second}});
    return;
  }
  model_.schema.objects.push_back(std::move(object));
}

bool Collected::take_path(const StatementReader& in, std::string_view at, const std::string& path,
                          const std::string& what) {
  const schema::Location place = in.source().locate(at);
  const auto [first, is_new] = model_.locations.try_emplace(path, place);
  if (!is_new) {
    diagnostics_.error(RuleId::sql_object, what + " is declared twice", place,
                       {{"first here", first->second}});
  }
  return is_new;
}

bool Collected::take_relation(const StatementReader& in, std::string_view at, const Name& name,
                              const std::string& path, const std::string& what) {
  const auto report = [&](const std::string& other, const std::string& path_of_other) {
    std::vector<findings::Note> notes;
    if (const auto found = model_.locations.find(path_of_other); found != model_.locations.end())
      notes.push_back({"declared here", found->second});
    diagnostics_.error(RuleId::sql_object,
                       "the name '" + to_string(name) + "' is already that of " + other,
                       in.source().locate(at), std::move(notes));
    return false;
  };
  if (schema::find_table(model_.schema, name) != nullptr)
    return report("a table", schema::path_of_table(name));
  const Object view{Kind::view, name, {}}, sequence{Kind::sequence, name, {}};
  for (const Object& other : {view, sequence}) {
    const std::string taken = schema::path_of(other);
    if (taken != path && model_.locations.contains(taken))
      return report("a " + std::string(to_string(other.kind)), taken);
  }
  return take_path(in, at, path, what);
}

bool Collected::take(const StatementReader& in, std::string_view at, const Object& object) {
  const std::string path = schema::path_of(object);
  const std::string what = std::string(to_string(object.kind)) + " '" + to_string(object) + "'";
  const bool is_relation = object.kind == Kind::sequence || object.kind == Kind::view;
  return is_relation ? take_relation(in, at, object.name, path, what)
                     : take_path(in, at, path, what);
}

void Collected::add_index(const StatementReader& in, const NameThere& name, schema::Index index) {
  schema::View* on = view(name.name);
  if (on == nullptr || !on->materialized) {
    const std::string what = on != nullptr ? "a view that keeps no rows"
                             : schema::find_table(model_.schema, name.name) != nullptr
                                 ? "a table, whose indexes its model declares"
                                 : "nothing that these files declare";
    throw Unreadable{name.at, "an index here is one of a materialized view; '" +
                                  to_string(name.name) + "' is " + what};
  }
  const Object object{Kind::index, on->name, index.name};
  if (take_path(in, name.at, schema::path_of(object), "index '" + index.name + "'"))
    on->indexes.push_back(std::move(index));
}

schema::View* Collected::view(const Name& name) {
  return find(model_.schema.views, [&](const auto& view) { return view.name == name; });
}
schema::Domain* Collected::domain(const Name& name) {
  return find(model_.schema.domains, [&](const auto& domain) { return domain.name == name; });
}
schema::OtherObject* Collected::other(const Name& name) {
  return find(model_.schema.objects, [&](const auto& object) { return object.name == name; });
}
schema::Trigger* Collected::trigger(const Name& table, std::string_view name) {
  return find(model_.schema.triggers,
              [&](const auto& trigger) { return trigger.table == table && trigger.name == name; });
}

Name Collected::table_called(const Name& name) const {
  if (spelling_ == Spelling::folded || schema::find_table(model_.schema, name) != nullptr)
    return name;
  const auto* found = find(model_.schema.tables, [&](const schema::Table& table) {
    return table.name.schema == name.schema &&
           sql_text::equal_ignoring_case(table.name.name, name.name);
  });
  return found == nullptr ? name : found->name;
}

std::string* Collected::comment_of(const Object& object) {
  schema::Schema& schema = model_.schema;
  if (object.kind == Kind::index) {
    for (schema::View& view : schema.views) {
      for (schema::Index& index : view.indexes) {
        if (view.name.schema == object.name.schema && index.name == object.name.name)
          return &index.comment;
      }
    }
    return nullptr;
  }
  // Paths have the types of a function's arguments, however these are written.
  const std::string path = schema::path_of(object);
  std::string* comment = nullptr;
  schema::for_each_sql_object_kind([&](const auto& kind) {
    auto* found = find(schema.*kind.member,
                       [&](const auto& thing) { return schema::path_of(thing) == path; });
    if (found != nullptr) comment = &found->comment;
  });
  return comment;
}

}  // namespace limbeck::compiler
