#include "migrations/operations/apply/objects.h"
#include "migrations/operations/apply/apply_as.h"

#include <utility>

#include "migrations/operations/apply/needs.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/parts.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {

void fail_missing(Change& change, const schema::Object& object) {
  std::vector<std::string> names;
  schema::for_each_kind([&](const auto& kind) {
    using Thing = schema::ThingOf<decltype(kind)>;
    if (kind.facts.object != object.kind) return;
    for (const auto& thing : change.schema.*kind.member) {
      if constexpr (schema::is_on_table<Thing>) {
        if (thing.table == object.name) names.push_back(thing.name);
      } else if constexpr (!std::is_same_v<Thing, schema::Table>) {
        names.push_back(to_string(object_of(thing)));
      }
    }
  });
  const std::string_view kind = to_string(object.kind);
  if (schema::facts_of(object.kind).belongs_to == schema::BelongsTo::table) {
    return change.fail(concat({quoted(object.name), " has no ", kind, " ", quoted(object.part),
                               " at this revision", suggestion(object.part, names)}),
                       schema::path_of(object));
  }
  const std::string name = to_string(object);
  change.fail(concat({"there is no ", kind, " ", quoted(name), " at this revision",
                      suggestion(name, names)}),
              schema::path_of(object));
}

static std::string with_article(std::string_view label) {
  const bool has_vowel = label.starts_with('e') || label.starts_with('o');
  return concat({has_vowel ? "an " : "a ", label});
}

void fail_missing_part(Change& change, const schema::Object& object, std::string_view label,
                       const std::string& part, const std::vector<std::string>& known) {
  change.fail(concat({called(object), " has no ", label, " ", quoted(part), " at this revision",
                      suggestion(part, known)}));
}

bool is_nameless(const schema::Object& object) {
  const bool on_table = schema::facts_of(object.kind).belongs_to == schema::BelongsTo::table;
  return on_table ? object.part.empty() : object.name.name.empty();
}

std::string called(const schema::Object& object) {
  return concat({to_string(object.kind), " ", quoted(to_string(object))});
}

void require_new(Change& change, const schema::Object& object) {
  const std::string what = with_article(to_string(object.kind));
  if (is_nameless(object)) return change.fail(what + " must have a name");
  switch (schema::facts_of(object.kind).shares) {
    case schema::SharedNames::relations:
      return require_free_relation(change, object.name);
    case schema::SharedNames::types:
      return require_free_type(change, object.name);
    case schema::SharedNames::none:
      break;
  }
  const bool taken = schema::visit_object(change.schema, object, [](const auto&) {});
  if (taken) change.fail(concat({"there is ", what, " ", quoted(to_string(object)), " already"}));
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
  schema::for_each_sql_object_kind([&](const auto& kind) {
    for (const auto& thing : change.schema.*kind.member) {
      bool uses = false;
      schema::each_part<schema::Type>(
          thing, [&](const schema::Type& used) { uses = uses || is_type(used); });
      if (uses) users.push_back(concat({kind.label, " ", quoted(thing.name)}));
    }
  });
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
  schema::for_each_kind([&](const auto& kind) {
    using Thing = schema::ThingOf<decltype(kind)>;
    // What is on a table goes with it, and a schema is not in itself.
    if constexpr (!schema::is_on_table<Thing> && !std::is_same_v<Thing, schema::Namespace>) {
      for (const Thing& thing : schema.*kind.member) {
        if (schema::schema_of(thing) == name)
          contents.push_back(concat({kind.label, " ", quoted(thing.name)}));
      }
    }
  });
  return contents;
}

void require_free_type(Change& change, const Name& name) {
  const char* taken = schema::type_called(change.schema, name);
  if (taken != nullptr)
    change.fail(concat({"there is ", with_article(taken), " ", quoted(name), " already"}));
}

static void apply_to(Change& change, const CommentOn& operation) {
  const schema::Object& object = operation.object;
  if (object.kind == schema::ObjectKind::index) {
    if (auto* index = require_index(change, object.name, object.part))
      index->comment = operation.comment;
    return;
  }
  const bool found = schema::visit_object(change.schema, object,
                                          [&](auto& thing) { thing.comment = operation.comment; });
  if (!found) fail_missing(change, object);
}

template void apply_as<CommentOn>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
