#include "migrations/operations/apply/objects.h"
#include "migrations/operations/apply/apply_as.h"

#include <utility>

#include "migrations/operations/apply/needs.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {

void fail_missing(Change& change, const schema::Object& object,
                  const std::vector<std::string>& candidates) {
  const std::string name = to_string(object);
  change.fail(concat({"there is no ", to_string(object.kind), " ", quoted(name),
                      " at this revision", suggestion(name, candidates)}),
              schema::path_of(object));
}

void require_new(Change& change, schema::ObjectKind kind, const Name& name, bool taken) {
  const std::string_view what = to_string(kind);
  const char* article = what.starts_with('e') ? "an " : "a ";
  if (name.name.empty()) change.fail(concat({article, what, " must have a name"}));
  if (taken) change.fail(concat({"there is ", article, what, " ", quoted(name), " already"}));
}

void fail_used(Change& change, const std::string& what, const std::vector<std::string>& users) {
  if (users.empty()) return;
  change.fail(concat({what, " is used by ", enumerated(users), "; change or drop ",
                      users.size() == 1 ? "it" : "them", " first"}));
}

std::vector<std::string> users_of_sequence(Change& change, const Name& sequence,
                                           const Name& without, const std::string& without_column) {
  std::vector<std::string> users;
  for (const Name& name : change.catalog.holders(Link::sequence, sequence)) {
    const schema::Table& table = *schema::find_table(std::as_const(change.schema), name);
    for (const schema::Column& column : table.columns) {
      const bool left_out =
          table.name == without && (without_column.empty() || without_column == column.name);
      if (left_out || !column.default_sql ||
          schema::sequence_of_default(*column.default_sql) != sequence)
        continue;
      users.push_back("the default of column " +
                      quoted(concat({to_string(table.name), ".", column.name})));
    }
  }
  return users;
}

std::vector<std::string> users_of_type(Change& change, const Name& type) {
  std::vector<std::string> users;
  const auto is_type = [&](const schema::Type& used) {
    return (used.kind == schema::TypeKind::enumeration && used.name == type) ||
           schema::named_type(used) == type;
  };
  for (const Name& name : change.catalog.holders(Link::type, type)) {
    const schema::Table& table = *schema::find_table(std::as_const(change.schema), name);
    for (const schema::Column& column : table.columns) {
      if (is_type(column.type))
        users.push_back("column " + quoted(concat({to_string(table.name), ".", column.name})));
    }
  }
  for (const schema::Domain& domain : change.schema.domains) {
    if (is_type(domain.type)) users.push_back("domain " + quoted(domain.name));
  }
  return users;
}

std::vector<std::string> users_of_function(const schema::Schema& schema, const Name& function) {
  std::vector<std::string> users;
  for (const schema::Trigger& trigger : schema.triggers) {
    if (function_of_trigger(trigger) != function) continue;
    users.push_back(concat({"trigger ", quoted(trigger.name), " of ", quoted(trigger.table)}));
  }
  return users;
}

std::vector<std::string> contents_of(const schema::Schema& schema, const std::string& name) {
  std::vector<std::string> contents;
  const auto add = [&](const char* what, const auto& things) {
    for (const auto& thing : things) {
      if (thing.name.schema == name) contents.push_back(what + (" " + quoted(thing.name)));
    }
  };
  add("table", schema.tables);
  add("view", schema.views);
  add("sequence", schema.sequences);
  add("enum", schema.enums);
  add("domain", schema.domains);
  add("function", schema.functions);
  for (const schema::Extension& extension : schema.extensions) {
    if (extension.in_schema == name) contents.push_back("extension " + quoted(extension.name));
  }
  return contents;
}

void require_free_type(Change& change, const Name& name) {
  if (schema::find_enum(change.schema, name) != nullptr) {
    change.fail(concat({"there is an enum ", quoted(name), " already"}));
  } else if (schema::find_domain(change.schema, name) != nullptr) {
    change.fail(concat({"there is a domain ", quoted(name), " already"}));
  }
}

static void apply_to(Change& change, const CommentOn& operation) {
  using Kind = schema::ObjectKind;
  const schema::Object& object = operation.object;
  schema::Schema& schema = change.schema;
  const auto set = [&](auto& things) {
    if (auto* found = require_object(change, things, object.kind, object.name)) {
      found->comment = operation.comment;
    }
  };
  switch (object.kind) {
    case Kind::schema:
      return set(schema.schemas);
    case Kind::extension:
      return set(schema.extensions);
    case Kind::sequence:
      return set(schema.sequences);
    case Kind::domain:
      return set(schema.domains);
    case Kind::enumeration:
      return set(schema.enums);
    case Kind::view:
      return set(schema.views);
    case Kind::function:
      if (auto* function = require_function(change, object.name, object.part)) {
        function->comment = operation.comment;
      }
      return;
    case Kind::trigger:
      if (auto* trigger = require_trigger(change, object.name, object.part)) {
        trigger->comment = operation.comment;
      }
      return;
    case Kind::index:
      if (auto* index = require_index(change, object.name, object.part)) {
        index->comment = operation.comment;
      }
      return;
  }
}

template void apply_as<CommentOn>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
