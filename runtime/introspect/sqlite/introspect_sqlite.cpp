#include "runtime/introspect/sqlite/introspect_sqlite.h"

#include <algorithm>
#include <map>
#include <set>

#include "limbeck/error.h"
#include "migrations/schema/columns.h"
#include "migrations/schema/location.h"
#include "migrations/sql/sqlite/ddl.h"
#include "migrations/sql/sqlite/lower.h"
#include "migrations/sql_text/names.h"
#include "runtime/introspect/answer.h"
#include "runtime/introspect/sqlite/create_statements.h"
#include "runtime/introspect/sqlite/definition_reader.h"

namespace limbeck::introspect::sqlite {
namespace {

using schema::Column;
using schema::Table;

// SQLite's own tables and what stands behind virtual ones are left out.
constexpr std::string_view tables_query =
    "SELECT name FROM pragma_table_list() WHERE schema = 'main' AND type = 'table' "
    "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
constexpr std::string_view virtual_tables_query =
    "SELECT s.name, s.sql FROM pragma_table_list() AS t JOIN sqlite_schema AS s"
    " ON s.type = 'table' AND s.name = t.name WHERE t.schema = 'main' AND t.type = 'virtual'"
    " ORDER BY s.name";
constexpr std::string_view objects_query =
    "SELECT type, name, tbl_name, sql FROM sqlite_schema "
    "WHERE sql IS NOT NULL";
constexpr std::string_view columns_query =
    "SELECT s.name, x.name, x.\"notnull\", x.pk, x.hidden FROM sqlite_schema AS s "
    "JOIN pragma_table_xinfo(s.name, 'main') AS x "
    "WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
    "AND s.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY s.rowid, x.cid";

std::string text(const SqlValue& value) {
  if (const auto* string = std::get_if<std::string>(&value)) return *string;
  return {};
}
std::int64_t number(const SqlValue& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  return 0;
}

// A column as SQLite describes it.
struct Fact {
  std::string name;
  bool not_null;
  bool in_key;
  bool generated;
  bool operator==(const Fact&) const = default;
};

[[noreturn]] void misread(const std::string& name, const std::string& sql, const std::string& why) {
  throw Error(Error::Code::statement,
              "the definition of '" + name + "' cannot be read: " + why + "; please report it")
      .with_statement(sql);
}

const std::string* find_name(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find_if(names.begin(), names.end(), [&](const std::string& candidate) {
    return sql_text::equal_ignoring_case(candidate, name);
  });
  return found == names.end() ? nullptr : &*found;
}

class Reader {
 public:
  Reader(Connection& connection, const Options& options)
      : connection_(connection), for_models_(options.for_models) {
    for (const schema::Name& name : options.ledger) {
      if (sql::sqlite::without_main(name).schema.empty()) {
        ledger_.insert(sql_text::lower_case(name.name));
      }
    }
  }

  Result read() {
    std::set<std::string> wanted;
    for (const auto& row : query_texts(connection_, tables_query).rows) {
      const std::string name = text(row[0]);
      if (!ledger_.contains(sql_text::lower_case(name))) wanted.insert(name);
    }
    const Rows objects = query_texts(connection_, objects_query);
    for (const auto& row : query_texts(connection_, virtual_tables_query).rows) {
      const std::string name = text(row[0]);
      result_.schema.objects.push_back({.name = {{}, "virtual table " + name},
                                        .create = text(row[1]),
                                        .drop = "DROP TABLE " + sql::sqlite::quote(name)});
    }
    for (const auto& row : objects.rows) {
      if (text(row[0]) == "table" && wanted.contains(text(row[1]))) {
        read_table(text(row[1]), text(row[3]));
      }
    }
    for (const auto& row : objects.rows) {
      if (text(row[0]) == "index") read_index(text(row[1]), text(row[2]), text(row[3]));
      if (text(row[0]) == "view") read_view(text(row[1]), text(row[3]));
    }
    for (const auto& row : objects.rows) {
      if (text(row[0]) == "trigger") read_trigger(text(row[1]), text(row[2]), text(row[3]));
    }
    compare_columns();
    for (auto& [folded, table] : tables_) {
      resolve(table);
      result_.schema.tables.push_back(table);
    }
    schema::sort(result_.schema);
    result_.schema = sql::sqlite::lower(result_.schema);
    if (for_models_) {
      for (Table& table : result_.schema.tables)
        keep_types(table, types_.at(sql_text::lower_case(table.name.name)));
    }
    return std::move(result_);
  }

 private:
  void read_table(const std::string& name, const std::string& sql) {
    try {
      ParsedTable parsed = parse_create_table(sql);
      // A statement may name the table otherwise than SQLite keeps it ("Users" and users).
      parsed.table.name.name = name;
      for (std::string& what : parsed.omissions) {
        result_.omissions.push_back(
            {schema::path_of_table({{}, name}), std::move(what), {{}, name}});
      }
      definitions_[sql_text::lower_case(name)] = sql;
      types_[sql_text::lower_case(name)] = std::move(parsed.types);
      tables_[sql_text::lower_case(name)] = std::move(parsed.table);
    } catch (const DefinitionError& error) {
      misread(name, sql, error.what());
    }
  }

  // Gives the columns the declarations of their types, where limbeck would write others.
  static void keep_types(Table& table, const std::vector<std::string>& declared) {
    std::ptrdiff_t small = 0, large = 0;
    for (const std::string& type : declared)
      ++(type == sql_text::lower_case(type) && !type.empty() ? small : large);
    if (small > large) table.settings["sqlite.small_types"] = "true";
    for (std::size_t i = 0; i < declared.size(); ++i) {
      Column& column = table.columns[i];
      if (column.identity || without_spaces(sql::sqlite::declared_type(table, column)) ==
                                 without_spaces(declared[i])) {
        continue;
      }
      column.type = {.kind = schema::TypeKind::native};
      column.type.per_dialect["sqlite"] = declared[i];
    }
  }

  static std::string without_spaces(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
    return text;
  }

  void read_index(const std::string& name, const std::string& table, const std::string& sql) {
    const auto owner = tables_.find(sql_text::lower_case(table));
    if (owner == tables_.end()) return;
    try {
      schema::Index index = parse_create_index(sql);
      index.name = name;
      const std::vector<std::string> columns = column_names(owner->second);
      for (schema::IndexElement& element : index.elements) {
        if (element.column.empty()) continue;
        if (const std::string* column = find_name(columns, element.column)) {
          element.column = *column;
        } else {
          // No column: SQLite takes "x" and 'x' for the text, and rowid for the row's number.
          element.expression = sql_text::lower_case(element.column) == "rowid"
                                   ? element.column
                                   : sql_text::in_quotes(element.column, '\'');
          element.column.clear();
        }
      }
      owner->second.indexes.push_back(std::move(index));
    } catch (const DefinitionError& error) {
      misread(name, sql, error.what());
    }
  }

  void read_view(const std::string& name, const std::string& sql) {
    try {
      schema::View view = parse_create_view(sql);
      view.name.name = name;
      result_.schema.views.push_back(std::move(view));
    } catch (const DefinitionError& error) {
      misread(name, sql, error.what());
    }
  }

  // Those of tables that are left out are left out as well.
  void read_trigger(const std::string& name, const std::string& on, const std::string& sql) {
    try {
      schema::Trigger trigger = parse_create_trigger(sql);
      trigger.name = name;
      trigger.table.name.clear();
      if (const auto table = tables_.find(sql_text::lower_case(on)); table != tables_.end())
        trigger.table = table->second.name;
      for (const schema::View& view : result_.schema.views) {
        if (sql_text::equal_ignoring_case(view.name.name, on)) trigger.table = view.name;
      }
      if (!trigger.table.name.empty()) result_.schema.triggers.push_back(std::move(trigger));
    } catch (const DefinitionError& error) {
      misread(name, sql, error.what());
    }
  }

  // What was read against what SQLite says.
  void compare_columns() {
    std::map<std::string, std::vector<Fact>> facts;
    for (const auto& row : query_texts(connection_, columns_query).rows) {
      facts[sql_text::lower_case(text(row[0]))].push_back(
          {text(row[1]), number(row[2]) != 0, number(row[3]) != 0, number(row[4]) > 1});
    }
    for (const auto& [folded, table] : tables_) {
      std::vector<Fact> read;
      for (const schema::Column& column : table.columns) {
        const bool key = table.primary_key && find_name(table.primary_key->columns, column.name);
        const bool implied = key && table.settings.contains("sqlite.without_rowid");
        read.push_back(
            {column.name, !column.nullable || implied, key, column.generated.has_value()});
      }
      if (read != facts[folded]) {
        misread(table.name.name, definitions_[folded], "its columns are not what SQLite says");
      }
    }
  }

  // Names spelled as they were declared: to SQLite their case does not count.
  void resolve(Table& table) {
    const std::vector<std::string> columns = column_names(table);
    if (table.primary_key) respell(table.primary_key->columns, columns);
    for (schema::Unique& unique : table.uniques) respell(unique.columns, columns);
    for (schema::ForeignKey& key : table.foreign_keys) {
      respell(key.columns, columns);
      const auto parent = tables_.find(sql_text::lower_case(key.ref_table.name));
      if (parent == tables_.end()) continue;
      key.ref_table = parent->second.name;
      respell(key.ref_columns, column_names(parent->second));
      if (key.ref_columns.empty() && parent->second.primary_key) {
        key.ref_columns = parent->second.primary_key->columns;
        respell(key.ref_columns, column_names(parent->second));
      }
    }
  }

  static void respell(std::vector<std::string>& names, const std::vector<std::string>& declared) {
    for (std::string& name : names) {
      if (const std::string* spelled = find_name(declared, name)) name = *spelled;
    }
  }

  Connection& connection_;
  std::set<std::string> ledger_;
  std::map<std::string, Table> tables_;  ///< by their names in lower case
  std::map<std::string, std::string> definitions_;
  std::map<std::string, std::vector<std::string>> types_;  ///< declarations, of the same tables
  bool for_models_;
  Result result_;
};

}  // namespace

Result introspect(Connection& connection, const Options& options) {
  return Reader(connection, options).read();
}

}  // namespace limbeck::introspect::sqlite
