#include "migrations/sql/sqlite/refuse.h"

#include <algorithm>
#include <array>
#include <map>

#include "migrations/findings/rule_id.h"
#include "migrations/schema/index_element.h"
#include "migrations/schema/location.h"
#include "migrations/schema/other_objects.h"
#include "migrations/sql/refuse.h"
#include "migrations/sql/sqlite/ddl.h"
#include "migrations/sql/sqlite/expression.h"
#include "migrations/sql/sqlite/lower.h"
#include "migrations/sql/sqlite/objects.h"
#include "migrations/sql/sqlite/types.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::sqlite {
namespace {

using schema::Column;
using schema::Table;
using schema::TypeKind;

// Tables and indexes share one namespace, in which case does not matter.
using Names = std::map<std::string, std::string>;

class Refuser {
 public:
  Refuser(const schema::Schema& schema, std::vector<Finding>& out) : schema_(schema), out_(out) {}

  void refuse_all() {
    for (const Table& table : schema_.tables) {
      const std::string path = schema::path_of_table(table.name);
      take_name(path, "table", table.name.name);
    }
    for (const Table& table : schema_.tables) refuse_table(table);
    for (const schema::Enum& type : schema_.enums) {
      for (const std::string& value : type.values) {
        if (value.find('\0') != std::string::npos)
          refuse(schema::path_of_enum(type.name), "SQLite takes no NUL byte in a value of an enum");
      }
    }
    refuse_objects();
  }

 private:
  void refuse(std::string path, std::string message) {
    out_.push_back(findings::finding_at(RuleId::unsupported, std::move(path), std::move(message)));
  }

  template <class Thing>
  void refuse_without_sql(const Thing& thing, const std::string& path) {
    for (const std::string& label : properties_without_sql(thing))
      refuse(path, concat({"SQLite has no ", label, " here; leave it out"}));
  }

  void check_name(const std::string& path, const std::string& name) {
    if (name.find('\0') != std::string::npos) refuse(path, "SQLite takes no NUL byte in a name");
  }

  void take_name(const std::string& path, const std::string& kind, const std::string& name) {
    check_name(path, name);
    const std::string folded = sql_text::lower_case(name);
    if (folded.starts_with("sqlite_")) {
      refuse(path, concat({"SQLite keeps names that begin with 'sqlite_' for itself; give the ",
                           kind, " another name"}));
    }
    if (folded.starts_with("_limbeck_new_")) {
      refuse(
          path,
          concat(
              {"names that begin with '_limbeck_new_' are needed to rebuild tables on SQLite; give "
               "the ",
               kind, " another name"}));
    }
    const auto [taken, is_new] = names_.try_emplace(folded, concat({kind, " '", name, "'"}));
    if (!is_new) {
      refuse(path, concat({"the name '", name, "' is already that of ", taken->second,
                           ": on SQLite tables, views and indexes share their names, and case does "
                           "not count"}));
    }
  }

  void refuse_objects() {
    using Kind = schema::ObjectKind;
    const auto add = [&](Kind kind, const schema::Name& name, const std::string& part,
                         const std::string& what) {
      refuse(schema::path_of(schema::Object{kind, name, part}), what);
    };
    // `main` always exists and is the default schema.
    for (const auto& item : schema_.schemas)
      if (!without_main({item.name.name, {}}).schema.empty())
        add(Kind::schema, item.name, {}, "SQLite has no schemas");
    for (const auto& item : schema_.extensions)
      add(Kind::extension, item.name, {}, "SQLite has no extensions that a database keeps");
    for (const auto& item : schema_.sequences)
      add(Kind::sequence, item.name, {},
          "SQLite has no sequences; it numbers a single integer primary key");
    for (const auto& item : schema_.domains)
      add(Kind::domain, item.name, {}, "SQLite has no domains; put a check on the column");
    for (const auto& item : schema_.functions)
      add(Kind::function, item.name, item.arguments,
          "SQLite has no functions in the database; register one with the connection, or give a "
          "trigger its statements: BEGIN … END");
    for (const auto& item : schema_.objects) {
      const schema::OtherObjectKind* kind = schema::kind_of_other(item.name.name);
      if (kind != nullptr && kind->dialect() != "sqlite")
        add(Kind::other, item.name, {}, concat({"SQLite has no such object: ", kind->words()}));
    }
    for (const auto& item : schema_.views) {
      take_name(schema::path_of(schema::Object{Kind::view, item.name, {}}), "view", item.name.name);
      refuse_view(item, out_);
    }
    std::map<std::string, schema::Name> triggers;
    for (const auto& item : schema_.triggers) {
      refuse_trigger(item, schema_, out_);
      const auto [taken, is_new] =
          triggers.try_emplace(sql_text::lower_case(item.name), item.table);
      if (is_new) continue;
      add(Kind::trigger, item.table, item.name,
          concat({"'", to_string(taken->second), "' has a trigger '", item.name,
                  "' already: on SQLite those of all tables share their names"}));
    }
  }

  void refuse_table(const Table& table) {
    const std::string path = schema::path_of_table(table.name);
    if (table.partition_of) {
      refuse(path, concat({"SQLite has no partitions; keep the rows in '",
                           to_string(table.partition_of->table), "'"}));
      return;
    }
    if (!without_main(table.name).schema.empty()) {
      refuse(path, concat({"SQLite has no schemas; leave '", table.name.schema, "' out"}));
    }
    if (!table.partition_by.empty()) {
      refuse(path, "SQLite has no partitioned tables; leave partition_by out");
    }
    refuse_settings(table, path);
    Names columns;
    std::size_t plain = 0;
    for (const Column& column : table.columns) {
      const std::string at = schema::path_of_column(table.name, column.name);
      const auto [taken, is_new] =
          columns.try_emplace(sql_text::lower_case(column.name), column.name);
      if (!is_new) {
        refuse(at, concat({"columns '", taken->second, "' and '", column.name,
                           "' differ in case only, which SQLite does not tell apart; rename one"}));
      }
      refuse_column(table, column, at);
      if (!column.generated) ++plain;
    }
    if (table.columns.size() > 2000) refuse(path, "a table has at most 2000 columns on SQLite");
    if (plain == 0) {
      refuse(path, "a table needs a column that is not generated on SQLite");
    }
    refuse_constraints(table);
    for (const schema::Index& index : table.indexes) refuse_index(table, index);
  }

  void refuse_settings(const Table& table, const std::string& path) {
    constexpr std::array<std::string_view, 4> known{"sqlite.autoincrement", "sqlite.small_types",
                                                    "sqlite.strict", "sqlite.without_rowid"};
    for (const auto& [name, value] : table.settings) {
      if (!name.starts_with("sqlite.")) continue;
      if (std::ranges::find(known, name) == known.end()) {
        const std::string meant = schema::nearest(name, {known.begin(), known.end()});
        refuse(path, concat({"there is no setting '", name, "'",
                             meant.empty() ? "; SQLite has sqlite.autoincrement, "
                                             "sqlite.small_types, sqlite.strict and "
                                             "sqlite.without_rowid"
                                           : concat({"; did you mean '", meant, "'?"})}));
      } else if (!sql_text::equal_ignoring_case(value, "true") &&
                 !sql_text::equal_ignoring_case(value, "false")) {
        refuse(path,
               concat({"the setting '", name, "' is \"true\" or \"false\", not \"", value, "\""}));
      }
    }
    if (is_autoincrement(table) && rowid_column(table) == nullptr) {
      refuse(path,
             "sqlite.autoincrement needs a single integer primary key numbered by the database");
    }
    if (is_without_rowid(table) && !table.primary_key) {
      refuse(path, "sqlite.without_rowid needs a primary key");
    }
  }

  void refuse_column(const Table& table, const Column& column, const std::string& at) {
    check_name(at, column.name);
    refuse_without_sql(column, at);
    refuse_type(table, column, at);
    refuse_collation(column.collation, at);
    if (column.default_sql) refuse_default(column, at);
    if (column.generated) {
      refuse_expression(column.generated->expression, at, ExpressionPlace::generated, &table);
      if (column.default_sql) refuse(at, "a generated column has no default; remove one of them");
      if (column.identity) refuse(at, "a generated column is not numbered; remove one of them");
      if (is_key(table, column)) {
        refuse(at, "a generated column cannot be part of the primary key on SQLite");
      }
    }
    if (column.identity) refuse_identity(table, column, at);
  }

  static bool is_key(const Table& table, const Column& column) {
    if (!table.primary_key) return false;
    const auto& keys = table.primary_key->columns;
    return std::ranges::find(keys, column.name) != keys.end();
  }

  void refuse_type(const Table& table, const Column& column, const std::string& at) {
    const schema::Type& type = column.type;
    if (type.dimensions > 0) {
      refuse(at, concat({"SQLite has no arrays (", to_string(type),
                         "); keep the values in a table of their own, or as json"}));
      return;
    }
    if (type.kind == TypeKind::enumeration && find_enum(schema_, type.name) == nullptr) {
      refuse(at, concat({"there is no enum '", to_string(type.name), "'"}));
    }
    if (type.kind != TypeKind::native) return;
    const auto sql = schema::native_sql(type, "sqlite");
    if (!sql) {
      refuse(at, concat({"the type '", to_string(type),
                         "' is said for other databases only; add sqlite = \"…\" to it"}));
    } else if (!is_type_name(*sql)) {
      refuse(at, concat({"'", *sql,
                         "' is no type name for SQLite: words, and up to two numbers in "
                         "parentheses; say what SQLite declares with sqlite = \"…\""}));
    } else if (is_strict(table) && lower_type(type, true).kind == TypeKind::native &&
               !is_strict_type_name(*sql)) {
      refuse(
          at,
          concat({"a STRICT table has no type '", *sql,
                  "', only INT, INTEGER, REAL, TEXT, BLOB and ANY; say one with sqlite = \"…\""}));
    }
  }

  void refuse_identity(const Table& table, const Column& column, const std::string& at) {
    const TypeKind kind = column.type.kind;
    const bool integer =
        kind == TypeKind::smallint || kind == TypeKind::integer || kind == TypeKind::bigint ||
        (kind == TypeKind::native && lower_type(column.type, false).kind == TypeKind::integer);
    if (rowid_column(table) != &column || !integer) {
      refuse(at, is_without_rowid(table)
                     ? "a table WITHOUT ROWID numbers no column; take identity or "
                       "sqlite.without_rowid away"
                     : "SQLite numbers only a column that is the whole primary key and an integer");
    }
    if (column.identity->mode == schema::Identity::Mode::always) {
      refuse(at,
             "SQLite cannot keep statements from giving a number of their own; use "
             "identity(by_default)");
    }
    schema::Identity plain;
    plain.mode = column.identity->mode;
    if (*column.identity != plain) {
      refuse(at, "SQLite numbers from 1 by 1; leave start, increment and the other options out");
    }
  }

  void refuse_collation(const std::string& collation, const std::string& at) {
    if (collation.empty() || sql_text::equal_ignoring_case(collation, "BINARY") ||
        sql_text::equal_ignoring_case(collation, "NOCASE") ||
        sql_text::equal_ignoring_case(collation, "RTRIM")) {
      return;
    }
    refuse(at,
           concat({"SQLite has the collations BINARY, NOCASE and RTRIM, not '", collation, "'"}));
  }

  void refuse_default(const Column& column, const std::string& at) {
    const std::string& value = *column.default_sql;
    refuse_expression(value, at, ExpressionPlace::default_value, nullptr);
    const std::string text = canonical(value, Scope{});
    const auto tokens = sql_text::lex(text, sql_text::sqlite);
    const auto references = sql_text::column_references(tokens);
    if (!references.empty() && !has_subquery(value)) {
      refuse(at, concat({"the default ", value, " names '",
                         sql_text::name_of(tokens[references.front()]),
                         "', which is not a constant; put quotes round a text: '",
                         sql_text::name_of(tokens[references.front()]), "'"}));
    }
  }

  void refuse_expression(const std::string& expression, const std::string& at,
                         ExpressionPlace place, const Table* table) {
    const std::string wrong = expression_problem(expression, place, table, schema_);
    if (!wrong.empty()) refuse(at, wrong);
  }

  void refuse_constraints(const Table& table) {
    const auto path = [&](const std::string& name) {
      return schema::path_of_constraint(table.name, name);
    };
    constexpr std::string_view only_foreign_keys =
        "SQLite can defer only foreign keys; leave deferrable out";
    if (table.primary_key && table.primary_key->deferrable != schema::Deferrable::no) {
      refuse(schema::path_of_primary_key(table.name), std::string(only_foreign_keys));
    }
    constexpr std::string_view no_include = "SQLite has no INCLUDE columns; leave include out";
    if (table.primary_key && !table.primary_key->include.empty())
      refuse(schema::path_of_primary_key(table.name), std::string(no_include));
    if (table.primary_key) {
      refuse_without_sql(*table.primary_key, schema::path_of_primary_key(table.name));
    }
    for (const schema::Unique& unique : table.uniques) {
      check_name(path(unique.name), unique.name);
      refuse_without_sql(unique, path(unique.name));
      if (unique.deferrable != schema::Deferrable::no) {
        refuse(path(unique.name), std::string(only_foreign_keys));
      }
      if (unique.nulls_not_distinct) {
        refuse(path(unique.name),
               "on SQLite NULLs are always distinct; leave nulls_not_distinct out");
      }
      if (!unique.include.empty()) refuse(path(unique.name), std::string(no_include));
    }
    for (const schema::ForeignKey& key : table.foreign_keys) {
      check_name(path(key.name), key.name);
      refuse_without_sql(key, path(key.name));
      if (key.match != schema::Match::simple) {
        refuse(path(key.name), "SQLite knows only MATCH SIMPLE");
      }
      if (!key.on_delete_columns.empty()) {
        refuse(path(key.name),
               "SQLite sets all columns of a foreign key on delete; leave on_delete_columns out");
      }
      if (!without_main(key.ref_table).schema.empty()) {
        refuse(path(key.name),
               concat({"SQLite has no schemas; leave '", key.ref_table.schema, "' out"}));
      }
    }
    for (const schema::Check& check : table.checks) {
      check_name(path(check.name), check.name);
      refuse_without_sql(check, path(check.name));
      refuse_expression(check.expression, path(check.name), ExpressionPlace::check, &table);
    }
    for (const schema::Exclude& exclude : table.excludes) {
      refuse(path(exclude.name), "SQLite has no EXCLUDE constraints; use a trigger there");
    }
  }

  // SQLite accepts an order and a collation in an expression, and a revision may have them there.
  void refuse_index_expression(const Table& table, const std::string& sql, const std::string& at) {
    const schema::ReadElement read = schema::read_index_element(sql);
    if (!read.problem.empty()) {
      return refuse(at, concat({"'", sql, "' is no element of an index: ", read.problem}));
    }
    if (!read.element.opclass.empty() || read.element.nulls != schema::Nulls::standard) {
      return refuse(at, concat({"SQLite has no operator classes and no NULLS FIRST or LAST for "
                                "indexes; leave them out of '",
                                sql, "'"}));
    }
    refuse_collation(read.element.collation, at);
    const auto tokens = sql_text::lex(sql, sql_text::sqlite);
    if (tokens.size() == 1 && tokens.front().kind == sql_text::Token::Kind::string) {
      return refuse(at,
                    concat({"the text ", sql, " is no column, and SQLite indexes no constant"}));
    }
    const std::string& expression =
        read.element.expression.empty() ? read.element.column : read.element.expression;
    refuse_expression(expression, at, ExpressionPlace::index, &table);
  }

  void refuse_index(const Table& table, const schema::Index& index) {
    const std::string at = schema::path_of_index(table.name, index.name);
    take_name(at, "index", index.name);
    refuse_without_sql(index, at);
    const auto lacks = [&](bool asked, const std::string& what) {
      if (asked) refuse(at, concat({"SQLite has no ", what, " for indexes; leave it out"}));
    };
    lacks(!index.method.empty() && !sql_text::equal_ignoring_case(index.method, "btree"),
          concat({"access method '", index.method, "'"}));
    lacks(!index.include.empty(), "INCLUDE columns");
    lacks(index.nulls_not_distinct, "NULLS NOT DISTINCT");
    lacks(!index.tablespace.empty(), "tablespaces");
    lacks(!index.storage.empty(), "storage parameters");
    if (!index.where.empty())
      refuse_expression(index.where, at, ExpressionPlace::predicate, &table);
    for (const schema::IndexElement& element : index.elements) {
      refuse_without_sql(element, at);
      lacks(!element.opclass.empty(), "operator classes");
      refuse_collation(element.collation, at);
      if (!element.expression.empty()) refuse_index_expression(table, element.expression, at);
      const bool ascending = element.order == schema::Order::ascending;
      const auto usual = ascending ? schema::Nulls::first : schema::Nulls::last;
      if (element.nulls != schema::Nulls::standard && element.nulls != usual) {
        refuse(at, concat({"SQLite takes NULL for the smallest value: NULLS ",
                           ascending ? "LAST" : "FIRST", " cannot be had ",
                           ascending ? "ascending" : "descending"}));
      }
    }
  }

  const schema::Schema& schema_;
  std::vector<Finding>& out_;
  Names names_;
};

}  // namespace

std::vector<Finding> refuse(const schema::Schema& schema) {
  std::vector<Finding> out;
  Refuser(schema, out).refuse_all();
  refuse_values(schema, out);
  return out;
}

}  // namespace limbeck::sql::sqlite
