#include "migrations/operations/json.h"

#include <nlohmann/json.hpp>

#include "migrations/operations/altered_fields.h"
#include "migrations/operations/column_change.h"
#include "migrations/operations/visit.h"
#include "migrations/schema/enum_names.h"
#include "migrations/schema/json_writer.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

using Json = nlohmann::ordered_json;

void put_name(Json& json, const char* key, const Name& name) {
  json[key] = name.name;
  if (!name.schema.empty()) json["schema"] = name.schema;
}

Json name_to_json(const Name& name) {
  Json json = Json::object();
  put_name(json, "name", name);
  return json;
}

void put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

// A value that is set is written as it is, one that is removed as null.
Json changes_of(const AlterColumn& op) {
  const Json values = schema::to_json(with_changes({}, op));
  Json changes = Json::object();
  each_altered_field<AlterColumn>([&](const auto& field, const auto& part) {
    if (!(op.*part.change)) return;
    const auto value = values.find(field.name);
    changes[field.name] = value == values.end() ? Json() : *value;
  });
  return changes;
}

Json list_of(const std::vector<Operation>& operations) {
  Json list = Json::array();
  for (const Operation& operation : operations) list.push_back(to_json(operation));
  return list;
}

Json value_to_json(const Value& value) {
  return std::visit(
      [](const auto& plain) -> Json {
        if constexpr (std::is_same_v<decltype(plain), const std::monostate&>) {
          return nullptr;
        } else {
          return plain;
        }
      },
      value);
}

template <class Value>
Json change_of(const Value& value) {
  return schema::json_writer::value_of(value);
}
template <class Value>
Json change_of(const std::optional<Value>& value) {
  return value ? change_of(*value) : Json();
}

struct Members {
  Json& json;

  void operator()(const CreateTable& op) const {
    put_name(json, "table", op.table.name);
    json["definition"] = schema::to_json(op.table);
  }
  void operator()(const AlterTableSettings& op) const {
    put_name(json, "table", op.table);
    Json::object_t settings;
    for (const auto& [name, value] : op.settings)
      settings.push_back({name, value.empty() ? Json() : Json(value)});
    json["settings"] = std::move(settings);
  }
  void operator()(const AddColumn& op) const {
    put_name(json, "table", op.table);
    json["column"] = schema::to_json(op.column);
    put(json, "fill", op.fill);
  }
  void operator()(const AlterColumn& op) const {
    put_name(json, "table", op.table);
    json["column"] = op.column;
    json["changes"] = changes_of(op);
    put(json, "using", op.using_expression);
    if (!op.using_by_dialect.empty()) json["using"] = op.using_by_dialect;
    put(json, "fill", op.fill);
  }
  void operator()(const CreateIndex& op) const {
    put_name(json, "table", op.table);
    json["index"] = schema::to_json(op.index);
    if (op.concurrently) json["concurrently"] = true;
  }
  void operator()(const DropIndex& op) const {
    put_name(json, "table", op.table);
    json["index"] = op.index;
    if (op.concurrently) json["concurrently"] = true;
  }
  void operator()(const DropConstraint& op) const {
    put_name(json, "table", op.table);
    put(json, "constraint", op.name);
    if (op.kind != schema::ConstraintKind::any) json["type"] = names_of(op.kind).json;
    if (!op.columns.empty()) json["columns"] = op.columns;
    put(json, "expression", op.expression);
  }
  void operator()(const CreateEnum& op) const {
    put_name(json, "enum", op.type.name);
    json["values"] = op.type.values;
    put(json, "comment", op.type.comment);
  }
  template <class Thing>
  void operator()(const CreateObject<Thing>& op) const {
    whole(op.thing);
  }
  template <AltersObject Alter>
  void operator()(const Alter& op) const {
    put_name(json, "name", op.name);
    Json& changes = json["changes"] = Json::object();
    each_altered_field<Alter>([&](const auto& field, const auto& row) {
      const auto& change = op.*row.change;
      if (change) changes[field.name] = change_of(*change);
    });
    each_altered_parts<Alter>([&](const auto& field, const auto& row) {
      if (!(op.*row.drop).empty()) changes[concat({"drop_", field.name})] = op.*row.drop;
      for (const auto& part : op.*row.add)
        changes[concat({"add_", field.name})].push_back(schema::json_writer::json_of(part));
    });
  }
  void operator()(const CreateView& op) const { whole(op.view); }
  void operator()(const ReplaceView& op) const { whole(op.view); }
  void operator()(const CreateFunction& op) const { whole(op.function); }
  void operator()(const ReplaceFunction& op) const { whole(op.function); }
  void operator()(const DropFunction& op) const {
    put_name(json, "name", op.name);
    json["arguments"] = op.arguments;
  }
  void operator()(const CreateTrigger& op) const { whole(op.trigger); }
  void operator()(const ReplaceTrigger& op) const { whole(op.trigger); }
  void operator()(const AlterTrigger& op) const {
    put_name(json, "table", op.table);
    json["trigger"] = op.trigger;
    json["mode"] = to_string(op.mode);
  }
  void operator()(const CommentOn& op) const {
    json["on"] = to_string(op.object.kind);
    const schema::ThingFacts kind = schema::facts_of(op.object.kind);
    const bool beside = kind.belongs_to == schema::BelongsTo::table;
    put_name(json, beside ? "table" : "name", op.object.name);
    if (beside) json["name"] = op.object.part;
    if (kind.has_arguments) json["arguments"] = op.object.part;
    put(json, "comment", op.comment);
  }
  void operator()(const Execute& op) const {
    const bool same_everywhere = op.sql.size() == 1 && op.sql.begin()->first.empty();
    json["sql"] = same_everywhere ? Json(op.sql.begin()->second) : Json(op.sql);
    if (!op.effect.empty()) json["effect"] = list_of(op.effect);
  }
  void operator()(const BulkInsert& op) const {
    put_name(json, "table", op.table);
    json["columns"] = op.columns;
    Json& rows = json["rows"] = Json::array();
    for (const auto& row : op.rows) {
      Json& values = rows.emplace_back(Json::array());
      for (const Value& value : row) values.push_back(value_to_json(value));
    }
  }
  void operator()(const Run& op) const { put(json, "description", op.description); }
  void operator()(const AutocommitBlock& op) const { json["operations"] = list_of(op.operations); }
  template <class Create>
  requires requires(const Create& op) { op.constraint; }
  void operator()(const Create& op) const {
    put_name(json, "table", op.table);
    json["constraint"] = schema::to_json(op.constraint);
  }

 private:
  // All members of an object but the name of the operation.
  template <class Thing>
  void whole(const Thing& thing) const {
    json.update(schema::json_writer::json_of(thing));
  }
};
static_assert(Covers<Members, Unsupported<>, HoldsSchemaValues>::all);

// A member of a kind that has only names and texts.
struct Member {
  Json& json;

  void operator()(const char* key, const Name& name) const { put_name(json, key, name); }
  void operator()(const char* key, const OtherName& other) const {
    json[key] = name_to_json(other.name);
  }
  void operator()(const char* key, const Optional& argument) const {
    put(json, key, argument.text);
  }
  void operator()(const char* key, const OptionalInCpp& argument) const {
    json[key] = argument.text;
  }
  void operator()(const char* key, const SqlText& sql) const { json[key] = sql.text; }
  template <class Plain>
  void operator()(const char* key, const Plain& value) const {
    json[key] = value;
  }
};

void put_members(Json& json, const Operation& operation) {
  operations::visit(
      [&]<class Kind>(const Kind& op) {
        if constexpr (HasMembers<Kind>) {
          Descriptor<Kind>::members(op, Member{json});
        } else {
          Members{json}(op);
        }
      },
      operation.value);
}

}  // namespace

Json to_json(const Operation& operation) {
  Json json = {{"op", name_of(operation)}};
  put_members(json, operation);
  if (operation.location.line != 0) {
    json["file"] = operation.location.file;
    json["line"] = operation.location.line;
    if (operation.location.column != 0) json["column_number"] = operation.location.column;
  }
  return json;
}

}  // namespace limbeck::operations
