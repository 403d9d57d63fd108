#include "tests/autogen/read_case.h"

#include <stdexcept>
#include <type_traits>

#include "migrations/sql_text/names.h"

namespace limbeck::autogen {
namespace {

using schema::Name;

std::string text(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() || found->is_null() ? std::string() : found->get<std::string>();
}

schema::Action read_action(const std::string& spelling) {
  const std::string action = sql_text::lower_case(spelling);
  if (action.empty() || action == "no action") return schema::Action::no_action;
  if (action == "restrict") return schema::Action::restrict;
  if (action == "cascade") return schema::Action::cascade;
  if (action == "set null") return schema::Action::set_null;
  if (action == "set default") return schema::Action::set_default;
  throw std::runtime_error("action " + spelling);
}

schema::Deferrable read_deferrable(const Json& json) {
  const std::string initially = sql_text::lower_case(text(json, "initially"));
  if (initially == "deferred") return schema::Deferrable::initially_deferred;
  // SQL: INITIALLY IMMEDIATE alone leaves the constraint not deferrable.
  return json.value("deferrable", false) ? schema::Deferrable::initially_immediate
                                         : schema::Deferrable::no;
}

Name read_ref_table(const std::string& spelling) {
  const std::size_t dot = spelling.find('.');
  return dot == std::string::npos ? Name{"", spelling}
                                  : Name{spelling.substr(0, dot), spelling.substr(dot + 1)};
}

std::optional<std::int64_t> number(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() ? std::nullopt : std::optional(found->get<std::int64_t>());
}

schema::Identity read_identity(const Json& json) {
  schema::Identity identity;
  identity.mode =
      json.at("always") ? schema::Identity::Mode::always : schema::Identity::Mode::by_default;
  identity.start = number(json, "start").value_or(1);
  identity.increment = number(json, "increment").value_or(1);
  identity.min = number(json, "minvalue");
  identity.max = number(json, "maxvalue");
  identity.cycle = json.value("cycle", false);
  return identity;
}

schema::Table read_table(const Json& json) {
  schema::Table table;
  table.name = {text(json, "schema"), json.at("name").get<std::string>()};
  for (const Json& column : json.at("columns")) table.columns.push_back(read_column(column));
  if (const auto key = json.find("pk"); key != json.end() && !key->at("columns").empty()) {
    table.primary_key =
        schema::PrimaryKey{.name = text(*key, "name"), .columns = key->at("columns")};
  }
  for (const Json& unique : json.value("uniques", Json::array()))
    table.uniques.push_back(read_unique(unique));
  for (const Json& key : json.value("fks", Json::array()))
    table.foreign_keys.push_back(read_foreign_key(key));
  for (const Json& check : json.value("checks", Json::array())) {
    // SQLAlchemy's check of a BOOLEAN or an enumeration belongs to the type.
    if (check.value("type_bound", false)) continue;
    table.checks.push_back({.name = text(check, "name"), .expression = check.at("sql")});
  }
  for (const Json& index : json.value("indexes", Json::array()))
    table.indexes.push_back(read_index(index));
  return table;
}

// SQLAlchemy looks for `ForeignKey("order.id")` in the schema of the table that says so.
void qualify(schema::Schema& schema) {
  for (schema::Table& table : schema.tables) {
    for (schema::ForeignKey& key : table.foreign_keys) {
      const Name near{table.name.schema, key.ref_table.name};
      if (key.ref_table.schema.empty() && schema::find_table(schema, near) != nullptr)
        key.ref_table = near;
    }
  }
}

schema::Schema read_schema(const Json& json) {
  schema::Schema schema;
  for (const Json& table : json.value("tables", Json::array()))
    schema.tables.push_back(read_table(table));
  schema::sort(schema);
  qualify(schema);
  schema::sort(schema);
  return schema;
}

// What an entry of `excluded_by_filter` says is refused.
class Refused {
  // Stands first: what it gives has no name to declare it by.
  auto named() const {
    return [this](const auto& thing) { return thing.name == name_; };
  }

 public:
  explicit Refused(const Json& json)
      : type_(json.at("type")),
        name_(text(json, "name")),
        schema_(text(json, json.contains("schema_name") ? "schema_name" : "schema")),
        table_(text(json, json.contains("table_name") ? "table_name" : "table")) {}

  // `include_name` keeps what is in the database from being looked up.
  void take_from(schema::Schema& before) const {
    std::erase_if(before.tables, [&](const schema::Table& table) { return is_meant(table); });
    for (schema::Table& table : before.tables) {
      for_list(table, [&](auto& things) { std::erase_if(things, named()); });
    }
  }

  // `include_object` keeps the pair from being compared: it stays as it is in the database.
  void keep(const schema::Schema& before, schema::Schema& after) const {
    std::erase_if(after.tables, [&](const schema::Table& table) { return is_meant(table); });
    for (const schema::Table& table : before.tables) {
      if (is_meant(table)) after.tables.push_back(table);
    }
    schema::sort(after);
    for (schema::Table& table : after.tables) {
      const schema::Table* old = schema::find_table(before, table.name);
      for_list(table, [&](auto& things) { std::erase_if(things, named()); });
      if (old == nullptr) continue;
      schema::Table kept = *old;
      for_list(kept, [&](auto& things) {
        std::erase_if(things, [&](const auto& thing) { return !named()(thing); });
      });
      for_list(table, [&](auto& things) {
        using Things = std::decay_t<decltype(things)>;
        for_list(kept, [&](auto& old_things) {
          if constexpr (std::is_same_v<std::decay_t<decltype(old_things)>, Things>)
            things.insert(things.end(), old_things.begin(), old_things.end());
        });
      });
    }
    schema::sort(after);
  }

 private:
  bool is_meant(const schema::Table& table) const {
    if (type_ == "schema") return table.name.schema == name_;
    return type_ == "table" && table.name == Name{schema_, name_};
  }

  // Calls `change` with the list of the table that what is refused would be in.
  template <class Change>
  void for_list(schema::Table& table, const Change& change) const {
    if (type_ == "schema" || type_ == "table" || table.name.name != table_) return;
    if (type_ == "column") return change(table.columns);
    if (type_ == "unique_constraint") return change(table.uniques);
    if (type_ == "foreign_key_constraint") return change(table.foreign_keys);
    if (type_ == "check_constraint") return change(table.checks);
    if (type_ == "index") return change(table.indexes);
    throw std::runtime_error("filter of " + type_);
  }

  std::string type_, name_, schema_, table_;
};

}  // namespace

schema::Type read_type(const Json& column) {
  std::string spelling = column.contains("native") ? column.at("native") : column.at("type");
  if (spelling == "DATETIME") spelling = "timestamp";
  if (spelling == "FLOAT") spelling = "double precision";
  if (spelling == "BLOB") spelling = "bytes";
  schema::Type type = schema::parse_type(spelling);
  if (type.kind == schema::TypeKind::native) throw std::runtime_error("type " + spelling);
  return type;
}

std::string read_default(const Json& value) {
  if (value.contains("sql")) return value.at("sql");
  std::string literal = "'";
  for (const char c : value.at("literal").get<std::string>()) {
    if (c == '\'') literal += c;
    literal += c;
  }
  return literal + "'";
}

schema::Column read_column(const Json& json) {
  schema::Column column;
  column.name = json.at("name");
  column.type = read_type(json);
  column.nullable = json.at("nullable");
  column.comment = text(json, "comment");
  if (json.contains("default")) column.default_sql = read_default(json.at("default"));
  if (json.contains("identity")) column.identity = read_identity(json.at("identity"));
  if (json.contains("computed")) {
    column.generated = schema::Generated{.expression = json.at("computed").at("sql")};
  }
  return column;
}

schema::Index read_index(const Json& json) {
  schema::Index index;
  index.name = json.at("name");
  index.unique = json.at("unique");
  const Json dialect = json.value("dialect", Json::object());
  const Json classes = dialect.value("postgresql_ops", Json::object());
  for (const Json& part : json.at("columns")) {
    schema::IndexElement element;
    if (part.is_string()) {
      element.column = part;
      element.opclass = text(classes, element.column.c_str());
    } else {
      element.expression = part.at("expr");
    }
    index.elements.push_back(std::move(element));
  }
  for (const auto& [key, value] : dialect.items()) {
    if (key == "postgresql_using") {
      index.method = value;
    } else if (key == "postgresql_nulls_not_distinct") {
      index.nulls_not_distinct = value;
    } else if (key != "postgresql_ops") {
      throw std::runtime_error("index option " + key);
    }
  }
  return index;
}

schema::Unique read_unique(const Json& json) {
  schema::Unique unique{.name = text(json, "name"), .columns = json.at("columns")};
  const Json dialect = json.value("dialect", Json::object());
  for (const auto& [key, value] : dialect.items()) {
    if (key != "postgresql_nulls_not_distinct") throw std::runtime_error("unique option " + key);
    unique.nulls_not_distinct = value;
  }
  return unique;
}

schema::ForeignKey read_foreign_key(const Json& json) {
  return {.name = text(json, "name"),
          .columns = json.at("columns"),
          .ref_table = read_ref_table(json.at("ref_table")),
          .ref_columns = json.at("ref_columns"),
          .on_delete = read_action(text(json, "ondelete")),
          .on_update = read_action(text(json, "onupdate")),
          .deferrable = read_deferrable(json)};
}

Sides read_sides(const Json& test) {
  const Json& options = test.at("options");
  Sides sides{read_schema(test.at("before")), read_schema(test.at("after"))};
  for (const Json& json : options.value("excluded_by_filter", Json::array())) {
    const Refused refused(json);
    if (json.at("hook") == "include_name") {
      refused.take_from(sides.before);
    } else {
      refused.keep(sides.before, sides.after);
    }
  }
  // Neither tool looks at its own ledger.
  const Name ledger{options.value("version_table_schema", ""),
                    options.value("version_table", "alembic_version")};
  for (schema::Schema* side : {&sides.before, &sides.after}) {
    std::erase_if(side->tables, [&](const schema::Table& table) { return table.name == ledger; });
  }
  return sides;
}

}  // namespace limbeck::autogen
