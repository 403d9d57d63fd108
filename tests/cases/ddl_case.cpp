#include "tests/cases/ddl_case.h"

#include <algorithm>
#include <regex>
#include <set>

#include "migrations/operations/apply.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"

namespace limbeck::tests {
namespace {

using Json = nlohmann::json;
using operations::Operation;
using schema::Column;
using schema::Name;
using schema::Table;

std::string text(const Json& json, const char* key) {
  return json.contains(key) && json.at(key).is_string() ? json.at(key).get<std::string>() : "";
}

Name name_of(const std::string& dotted) {
  const std::size_t dot = dotted.find('.');
  return dot == std::string::npos ? Name{"", dotted}
                                  : Name{dotted.substr(0, dot), dotted.substr(dot + 1)};
}

/// The first group of a match in the SQL, or nothing.
std::string found(const std::string& sql, const char* pattern) {
  std::smatch match;
  return std::regex_search(sql, match, std::regex(pattern, std::regex::icase)) ? match[1].str()
                                                                               : "";
}

schema::Action action(const std::string& words) {
  using schema::Action;
  for (const Action each : {Action::no_action, Action::restrict, Action::cascade, Action::set_null,
                            Action::set_default}) {
    if (sql_text::lower_case(words) == sql_text::lower_case(to_sql(each))) return each;
  }
  return Action::no_action;
}

/// The deferral and actions of a foreign key, as SQL says them.
void read_actions(schema::ForeignKey& key, const std::string& sql) {
  key.on_delete = action(found(sql, "ON DELETE (CASCADE|SET NULL)"));
  key.on_update = action(found(sql, "ON UPDATE (CASCADE|SET NULL)"));
  if (!found(sql, "(MATCH FULL)").empty()) key.match = schema::Match::full;
  if (!found(sql, "(INITIALLY deferred)").empty())
    key.deferrable = schema::Deferrable::initially_deferred;
}

std::optional<std::string> default_of(const Json& json) {
  if (json.is_null()) return std::nullopt;
  if (json.contains("literal")) return "'" + json.at("literal").get<std::string>() + "'";
  return text(json, "sql");
}

schema::Identity identity_of(const Json& json) {
  schema::Identity identity;
  if (json.value("always", false)) identity.mode = schema::Identity::Mode::always;
  identity.start = json.value("start", std::int64_t{1});
  identity.increment = json.value("increment", std::int64_t{1});
  if (json.contains("minvalue")) identity.min = json.at("minvalue").get<std::int64_t>();
  if (json.contains("maxvalue")) identity.max = json.at("maxvalue").get<std::int64_t>();
  identity.cache = json.value("cache", std::int64_t{1});
  identity.cycle = json.value("cycle", false);
  return identity;
}

Column column(std::string name, const std::string& type, bool nullable = true) {
  Column out;
  out.name = std::move(name);
  out.type = schema::parse_type(type);
  out.nullable = nullable;
  return out;
}

Column column_of(const Json& json) {
  Column out = column(json.at("name"), json.at("type"), json.at("nullable"));
  if (json.contains("default")) out.default_sql = default_of(json.at("default"));
  if (json.contains("computed"))
    out.generated = schema::Generated{json.at("computed").at("sql"), true};
  return out;
}

schema::Index index_of(const Json& json) {
  schema::Index index;
  index.name = json.at("name");
  index.unique = json.value("unique", false);
  for (const Json& element : json.at("columns")) {
    if (element.is_string()) {
      index.elements.push_back({.column = element});
    } else {
      index.elements.push_back({.expression = element.at("expr")});
    }
  }
  if (json.contains("dialect")) index.where = text(json.at("dialect"), "postgresql_where");
  return index;
}

Table table_of(const Json& json) {
  Table table;
  table.name = name_of(json.at("name"));
  table.comment = text(json, "comment");
  for (const Json& each : json.at("columns")) table.columns.push_back(column_of(each));
  if (json.contains("pk")) {
    table.primary_key = schema::PrimaryKey{text(json.at("pk"), "name"), json["pk"]["columns"]};
  }
  for (const Json& each : json.value("uniques", Json::array()))
    table.uniques.push_back({text(each, "name"), each.at("columns")});
  for (const Json& each : json.value("checks", Json::array()))
    table.checks.push_back({text(each, "name"), each.at("sql")});
  for (const Json& each : json.value("indexes", Json::array()))
    table.indexes.push_back(index_of(each));
  schema::sort(table);
  return table;
}

class Reader {
 public:
  explicit Reader(DdlCase& out) : out_(out) {}

  void read(const Json& json) {
    json_ = &json;
    all_sql_.clear();
    for (const std::string& sql : out_.expected) all_sql_ += sql + ";";
    table_ = Name{text(json, "schema"), text(json, "table")};
    const std::string op = json.at("op");
    if (json.contains("copy_from")) {
      out_.before.tables = {table_of(json.at("copy_from"))};
      // SQLite's rowid.
      out_.before.tables[0].columns[0].identity.emplace();
    } else if (op != "create_table" && op != "execute") {
      if (table_.name.empty()) table_.name = "t";
      // What a table was made as earlier in the case is there already.
      if (made_.count(to_string(table_)) == 0) need(table_, {});
    }
    if (op == "create_table") create_table();
    if (op == "drop_table") add(operations::DropTable{table_});
    if (op == "rename_table") add(operations::RenameTable{table_, text(json, "new_name")});
    if (op == "set_table_comment" || op == "drop_table_comment") table_comment();
    if (op == "add_column") add_column();
    if (op == "drop_column") drop_column();
    if (op == "alter_column") alter_column();
    if (op == "create_index") create_index();
    if (op == "drop_index") drop_index();
    if (op == "add_pk") add_primary_key();
    if (op == "add_unique") add_unique();
    if (op == "add_fk") add_foreign_key();
    if (op == "add_check") add_check();
    if (op.starts_with("drop_") && json.contains("constraint")) drop_constraint();
    if (op == "CreateExcludeConstraintOp") add_exclude();
    if (op == "execute") add(operations::Execute{{{"", text(json, "sql")}}, {}});
    if (op == "bulk_insert") bulk_insert();
  }

 private:
  template <class Value>
  void add(Value value) {
    out_.operations.push_back({std::move(value), {}});
  }

  /// The table with these columns, in the schema before.
  Table& need(const Name& name, const std::vector<Column>& columns) {
    Table* table = schema::find_table(out_.before, name);
    if (table == nullptr) {
      Table made;
      made.name = name;
      made.columns = {column("something", "integer")};
      out_.before.tables.push_back(made);
      schema::sort(out_.before);
      table = schema::find_table(out_.before, name);
    }
    for (const Column& each : columns) {
      if (schema::find_column(*table, each.name) == nullptr) table->columns.push_back(each);
    }
    return *table;
  }
  void need_columns_of(const std::string& expression) {
    const auto tokens = sql_text::lex(expression);
    for (const std::size_t i : sql_text::column_references(tokens)) {
      const std::string name = sql_text::name_of(tokens[i]);
      const bool is_text = name == "name" || name == "coordinates";
      need(table_, {column(name, is_text ? "text" : "integer")});
    }
  }
  /// A table that a foreign key can refer to.
  void need_key(const Name& name, const std::vector<std::string>& columns) {
    std::vector<Column> all;
    for (const std::string& each : columns) all.push_back(column(each, "integer"));
    Table& table = need(name, all);
    schema::Unique key{"uq_" + name.name + "_" + columns.front(), columns};
    if (std::find(table.uniques.begin(), table.uniques.end(), key) == table.uniques.end())
      table.uniques.push_back(key);
  }

  void create_table() {
    Table table = table_of(json_->at("definition"));
    // The record has no foreign keys of a new table.
    const std::regex key("FOREIGN KEY\\((\\w+)\\) REFERENCES (\\w+) \\((\\w+)\\)");
    for (std::sregex_iterator match(all_sql_.begin(), all_sql_.end(), key), end; match != end;
         ++match) {
      const Name other{"", (*match)[2]};
      table.foreign_keys.push_back(
          {.columns = {(*match)[1]}, .ref_table = other, .ref_columns = {(*match)[3].str()}});
      if (other != table.name) need_key(other, {(*match)[3]});
    }
    // A column that the database numbers.
    if (all_sql_.find("SERIAL") != std::string::npos) table.columns[0].identity.emplace();
    schema::sort(table);
    made_.insert(to_string(table.name));
    add(operations::CreateTable{table});
  }

  void table_comment() {
    const bool set = json_->at("op") == "set_table_comment";
    if (!set) need(table_, {}).comment = "what was said before";
    add(operations::AlterTableComment{table_, set ? json_->at("comment")[1] : ""});
  }

  void add_column() {
    const Json& json = json_->at("column");
    const Column added = column_of(json);
    if (added.generated) need_columns_of(added.generated->expression);
    add(operations::AddColumn{table_, added, ""});
    for (const Json& reference : json.value("references", Json::array())) {
      std::string path = reference;
      const std::size_t dot = path.rfind('.');
      schema::ForeignKey key{.columns = {added.name},
                             .ref_table = name_of(path.substr(0, dot)),
                             .ref_columns = {path.substr(dot + 1)}};
      // `c2.id` next to a table of schema foo is of the default schema, and `t1.c2` is of t1.
      read_actions(key, all_sql_);
      need_key(key.ref_table, key.ref_columns);
      add(operations::CreateForeignKey{table_, key});
    }
  }

  void drop_column() {
    need(table_, {column(json_->at("column"), "integer")});
    add(operations::DropColumn{table_, json_->at("column")});
  }

  void alter_column() {
    const std::string name = json_->at("column");
    const Json& modify = json_->at("modify");
    const Json& existing = json_->at("existing");
    operations::AlterColumn alter{.table = table_, .column = name};
    Column before = column(name, text(existing, "type").empty() ? "integer" : existing["type"]);
    if (modify.contains("type")) {
      alter.type = schema::parse_type(modify["type"][1].get<std::string>());
      alter.using_expression = text(existing, "postgresql_using");
      const bool known = modify["type"][0].is_string();
      before.type = schema::parse_type(known ? modify["type"][0].get<std::string>() : "text");
    }
    if (modify.contains("nullable")) {
      alter.nullable = modify["nullable"][1].get<bool>();
      before.nullable = !*alter.nullable;
    }
    if (modify.contains("comment")) alter.comment = modify["comment"][1].get<std::string>();
    if (modify.contains("default")) alter_default(modify["default"], alter, before);
    need(table_, {before});
    if (modify.contains("name")) {
      add(operations::RenameColumn{table_, name, modify["name"][1]});
    } else {
      add(alter);
    }
  }

  void alter_default(const Json& change, operations::AlterColumn& alter, Column& before) {
    const auto has = [&](int side, const char* key) {
      return change[side].is_object() && change[side].contains(key);
    };
    if (has(0, "identity") || has(1, "identity")) {
      before.nullable = false;
      if (has(0, "identity")) before.identity = identity_of(change[0]["identity"]);
      alter.identity.emplace();
      if (has(1, "identity")) alter.identity->emplace(identity_of(change[1]["identity"]));
      return;
    }
    if (has(0, "computed") || has(1, "computed")) {
      need(table_, {column("foo", "integer")});
      if (has(0, "computed")) before.generated = schema::Generated{change[0]["computed"]["sql"]};
      alter.generated.emplace();
      if (has(1, "computed"))
        alter.generated->emplace(schema::Generated{change[1]["computed"]["sql"]});
      return;
    }
    alter.default_sql = default_of(change[1]);
    const std::string sql = alter.default_sql->value_or("");
    if (sql.find("CURRENT_TIMESTAMP") != std::string::npos) {
      before.type = schema::parse_type("timestamptz");
    } else if (sql.starts_with('\'')) {
      before.type = schema::parse_type("text");
    }
    if (!*alter.default_sql) before.default_sql = "0";
  }

  void create_index() {
    const schema::Index index = index_of(json_->at("index"));
    need_columns_of(index.where);
    for (const schema::IndexElement& element : index.elements) {
      if (!element.column.empty()) need(table_, {column(element.column, "integer")});
      need_columns_of(element.expression);
    }
    add(operations::CreateIndex{table_, index, false});
  }

  void drop_index() {
    const std::string name = json_->at("index");
    Table& table = need(table_, {});
    if (table.indexes.empty()) {
      schema::Index index;
      index.name = name;
      index.elements = {{.column = "something"}};
      table.indexes = {index};
    }
    const bool concurrently = json_->contains("kw");
    add(operations::DropIndex{table_, name, concurrently});
  }

  void add_primary_key() {
    std::vector<std::string> columns = json_->at("columns");
    for (const std::string& each : columns) need(table_, {column(each, "integer", false)});
    add(operations::CreatePrimaryKey{table_, {found(all_sql_, "CONSTRAINT (\\w+)"), columns}});
  }

  void add_unique() {
    const Json& json = json_->at("unique");
    std::vector<std::string> columns = json.at("columns");
    for (const std::string& each : columns) need(table_, {column(each, "integer")});
    add(operations::CreateUnique{table_, {text(json, "name"), columns}});
  }

  void add_foreign_key() {
    const Json& json = json_->at("fk");
    schema::ForeignKey key{.name = json.at("name"),
                           .columns = json.at("columns"),
                           .ref_table = name_of(json.at("ref_table")),
                           .ref_columns = json.at("ref_columns")};
    key.on_delete = action(text(json, "ondelete"));
    key.on_update = action(text(json, "onupdate"));
    if (text(json, "initially") == "deferred")
      key.deferrable = schema::Deferrable::initially_deferred;
    for (const std::string& each : key.columns) need(table_, {column(each, "integer")});
    need_key(key.ref_table, key.ref_columns);
    add(operations::CreateForeignKey{table_, key});
  }

  void add_check() {
    const Json& json = json_->at("check");
    need_columns_of(json.at("sql"));
    add(operations::CreateCheck{table_, {json.at("name"), json.at("sql")}});
  }

  void drop_constraint() {
    const std::string name = json_->at("constraint");
    Table& table = need(table_, {});
    using schema::ConstraintKind;
    ConstraintKind kind = ConstraintKind::any;
    if (json_->at("op") == "drop_fk") {
      kind = ConstraintKind::foreign_key;
      table.foreign_keys = {{.name = name,
                             .columns = {"something"},
                             .ref_table = {"", "other"},
                             .ref_columns = {"id"}}};
      need_key({"", "other"}, {"id"});
    } else if (name == "t_excl_x") {
      table.excludes = {{name, "USING btree (something WITH =)"}};
    } else {
      if (json_->at("op") == "drop_check") kind = ConstraintKind::check;
      table.checks = {{name, "something > 5"}};
    }
    add(operations::DropConstraint{table_, name, kind});
  }

  void add_exclude() {
    // The record is the address of an object.
    table_.name = found(all_sql_, "ALTER TABLE \"?(\\w+)");
    const std::string sql = all_sql_.substr(0, all_sql_.size() - 1);
    const std::string definition = sql.substr(sql.find("USING"));
    out_.before = {};
    const bool quoted = definition.find("SomeColumn") != std::string::npos;
    need(table_, {column(quoted ? "SomeColumn" : "x", "integer")});
    add(operations::CreateExclude{table_, {found(sql, "CONSTRAINT (\\w+)"), definition}});
  }

  void bulk_insert() {
    operations::BulkInsert insert{.table = table_};
    for (const Json& row : json_->at("rows")) {
      std::vector<operations::Value>& values = insert.rows.emplace_back();
      insert.columns.clear();
      for (const auto& [key, value] : row.items()) {
        insert.columns.push_back(key);
        if (value.is_number()) {
          values.emplace_back(value.get<std::int64_t>());
        } else {
          values.emplace_back(value.get<std::string>());
        }
        if (made_.count(to_string(table_)) == 0)
          need(table_, {column(key, value.is_number() ? "integer" : "text")});
        // Values that go beside the SQL.
        const std::string literal =
            value.is_number() ? value.dump() : "'" + value.get<std::string>() + "'";
        for (std::string& sql : out_.expected)
          sql = std::regex_replace(sql, std::regex("%\\(" + key + "\\)s"), literal);
      }
    }
    if (insert.rows.empty()) insert.columns = {"something"};
    add(insert);
  }

  DdlCase& out_;
  const Json* json_ = nullptr;
  Name table_;
  std::string all_sql_;
  std::set<std::string> made_;
};

}  // namespace

DdlCase read_ddl_case(const Json& json) {
  DdlCase out;
  out.id = json.at("id");
  out.dialect = json.at("dialect");
  if (json.at("expected_sql").is_array()) out.expected = json.at("expected_sql");
  out.only_contains = text(json, "match") == "contains";
  if (json.at("expected_error").is_object()) out.error = text(json["expected_error"], "message");
  Reader reader(out);
  for (const Json& op : json.at("ops")) reader.read(op);
  schema::sort(out.before);
  return out;
}

}  // namespace limbeck::tests
