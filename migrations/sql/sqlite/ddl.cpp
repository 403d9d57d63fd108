#include "migrations/sql/sqlite/ddl.h"

#include <algorithm>

#include "migrations/sql/quoting.h"
#include "migrations/sql/sqlite/expression.h"
#include "migrations/sql/sqlite/lower.h"
#include "migrations/sql/sqlite/types.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::sqlite {
namespace {

using schema::Column;
using schema::Table;

std::string constraint_name(std::string_view name) {
  return name.empty() ? std::string() : concat({"CONSTRAINT ", quote(name), " "});
}

bool is_whole_key(const Table& table, const Column& column) {
  return table.primary_key && table.primary_key->columns.size() == 1 &&
         table.primary_key->columns.front() == column.name;
}

// A key that has to be declared INTEGER and is not the rowid. SQLite has one such declaration.
bool is_descending_key(const Table& table, const Column& column) {
  const auto spelled = column.type.per_dialect.find("sqlite");
  return is_whole_key(table, column) && !column.identity && !is_without_rowid(table) &&
         column.type.kind != schema::TypeKind::native && spelled != column.type.per_dialect.end() &&
         sql_text::equal_ignoring_case(spelled->second, "integer");
}

std::string foreign_key(const schema::ForeignKey& key) {
  std::string text = concat({constraint_name(key.name), "FOREIGN KEY (", quote_list(key.columns),
                             ") REFERENCES ", quote(key.ref_table.name)});
  if (!key.ref_columns.empty()) text += concat({" (", quote_list(key.ref_columns), ")"});
  if (key.on_delete != schema::Action::no_action) {
    text += " ON DELETE " + std::string(to_sql(key.on_delete));
  }
  if (key.on_update != schema::Action::no_action) {
    text += " ON UPDATE " + std::string(to_sql(key.on_update));
  }
  if (key.deferrable == schema::Deferrable::initially_immediate) text += " DEFERRABLE";
  if (key.deferrable == schema::Deferrable::initially_deferred) {
    text += " DEFERRABLE INITIALLY DEFERRED";
  }
  return text;
}

// SQLite reads a text alone in quotes of any kind as a column there, and only one in double quotes
// as a text where there is no such column.
std::string indexed_expression(const std::string& expression) {
  const auto tokens = sql_text::solid_tokens(expression, sql_text::sqlite);
  const bool is_one = tokens.size() == 1 && tokens.front().kind == sql_text::Token::Kind::string;
  const auto text = is_one ? sql_text::text_of(tokens.front()) : std::nullopt;
  return text ? quote(*text) : expression;
}

std::string element(const schema::IndexElement& element) {
  std::string text =
      element.column.empty() ? indexed_expression(element.expression) : quote(element.column);
  if (!element.collation.empty()) {
    if (element.column.empty()) text = concat({"(", text, ")"});
    text += " COLLATE " + spelled(element.collation);
  }
  if (element.order == schema::Order::descending) text += " DESC";
  return text;
}

}  // namespace

std::string quote(std::string_view identifier) { return enclose(identifier, '"', "a name"); }
std::string quote_literal(std::string_view text) { return enclose(text, '\'', "a text"); }

std::string quote_list(const std::vector<std::string>& names) {
  std::vector<std::string> quoted;
  for (const std::string& name : names) quoted.push_back(quote(name));
  return join(quoted, ", ");
}

// `INTEGER PRIMARY KEY` would be the rowid, which the database numbers; `INT PRIMARY KEY` is not.
// In a table WITHOUT ROWID, RENAME COLUMN fails on it if a unique constraint has it as well
// (SQLite 3.40).
std::string declared_type(const Table& table, const Column& column) {
  std::string type = declared(column.type);
  const bool would_be_rowid = is_whole_key(table, column) && !column.identity &&
                              sql_text::equal_ignoring_case(type, "integer");
  if (would_be_rowid && !is_descending_key(table, column)) type = "INT";
  const bool is_ours =
      column.type.kind != schema::TypeKind::native && column.type.per_dialect.empty();
  return is_ours && has_small_types(table) ? sql_text::lower_case(type) : type;
}

std::string column_definition(const Table& table, const Column& column) {
  std::string text = quote(column.name);
  if (const std::string type = declared_type(table, column); !type.empty()) text += " " + type;
  if (!column.collation.empty()) text += " COLLATE " + spelled(column.collation);
  if (!column.nullable) text += " NOT NULL";
  if (column.default_sql) {
    const std::string& value = *column.default_sql;
    text += " DEFAULT " + (is_literal(value) ? value : concat({"(", value, ")"}));
  }
  if (column.generated) {
    text += concat({" GENERATED ALWAYS AS (", column.generated->expression, ") ",
                    column.generated->stored ? "STORED" : "VIRTUAL"});
  }
  if (&column == rowid_column(table)) {
    text += concat({" ", constraint_name(table.primary_key->name), "PRIMARY KEY"});
    if (is_autoincrement(table)) text += " AUTOINCREMENT";
  } else if (is_descending_key(table, column)) {
    text += concat({" ", constraint_name(table.primary_key->name), "PRIMARY KEY DESC"});
  }
  return text;
}

std::string create_table(const Table& table, std::string_view name) {
  std::vector<std::string> parts;
  for (const Column& column : table.columns) parts.push_back(column_definition(table, column));
  const bool is_in_column =
      rowid_column(table) != nullptr || std::ranges::any_of(table.columns, [&](const Column& one) {
        return is_descending_key(table, one);
      });
  if (table.primary_key && !is_in_column) {
    parts.push_back(concat({constraint_name(table.primary_key->name), "PRIMARY KEY (",
                            quote_list(table.primary_key->columns), ")"}));
  }
  for (const schema::Unique& unique : table.uniques) {
    parts.push_back(
        concat({constraint_name(unique.name), "UNIQUE (", quote_list(unique.columns), ")"}));
  }
  for (const schema::ForeignKey& key : table.foreign_keys) parts.push_back(foreign_key(key));
  for (const schema::Check& check : table.checks) {
    parts.push_back(concat({constraint_name(check.name), "CHECK (", check.expression, ")"}));
  }
  std::string text = concat({"CREATE TABLE ", quote(name), " (\n  ", join(parts, ",\n  "), "\n)"});
  std::vector<std::string> options;
  if (is_strict(table)) options.emplace_back("STRICT");
  if (is_without_rowid(table)) options.emplace_back("WITHOUT ROWID");
  if (!options.empty()) text += " " + join(options, ", ");
  return text;
}

std::string create_index(const Table& table, const schema::Index& index) {
  std::vector<std::string> elements;
  for (const schema::IndexElement& part : index.elements) elements.push_back(element(part));
  std::string text = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  text +=
      concat({quote(index.name), " ON ", quote(table.name.name), " (", join(elements, ", "), ")"});
  if (!index.where.empty()) text += " WHERE " + index.where;
  return text;
}

namespace {

template <class Thing, class... Member>
std::vector<std::string> all_but(const Thing& thing, Member... members) {
  std::vector<std::string> labels;
  schema::refuse_fields_but(
      thing, [&](const char* label) { labels.emplace_back(label); }, members...);
  return labels;
}

}  // namespace

std::vector<std::string> properties_without_sql(const Column& column) {
  return all_but(column, &Column::name, &Column::type, &Column::nullable, &Column::default_sql,
                 &Column::identity, &Column::generated, &Column::collation, &Column::comment);
}
std::vector<std::string> properties_without_sql(const schema::PrimaryKey& key) {
  using schema::PrimaryKey;
  return all_but(key, &PrimaryKey::name, &PrimaryKey::columns, &PrimaryKey::deferrable,
                 &PrimaryKey::include);
}
std::vector<std::string> properties_without_sql(const schema::Unique& unique) {
  using schema::Unique;
  return all_but(unique, &Unique::name, &Unique::columns, &Unique::nulls_not_distinct,
                 &Unique::deferrable, &Unique::include);
}
std::vector<std::string> properties_without_sql(const schema::ForeignKey& key) {
  using schema::ForeignKey;
  // A key that is not valid yet is one that is (lower.cpp): SQLite checks each row when it changes.
  return all_but(key, &ForeignKey::name, &ForeignKey::columns, &ForeignKey::ref_table,
                 &ForeignKey::ref_columns, &ForeignKey::on_delete, &ForeignKey::on_update,
                 &ForeignKey::match, &ForeignKey::deferrable, &ForeignKey::not_valid,
                 &ForeignKey::on_delete_columns);
}
std::vector<std::string> properties_without_sql(const schema::Check& check) {
  using schema::Check;
  return all_but(check, &Check::name, &Check::expression, &Check::no_inherit, &Check::not_valid);
}
std::vector<std::string> properties_without_sql(const schema::Index& index) {
  using schema::Index;
  return all_but(index, &Index::name, &Index::elements, &Index::unique, &Index::where,
                 &Index::method, &Index::include, &Index::nulls_not_distinct, &Index::tablespace,
                 &Index::storage, &Index::comment);
}
std::vector<std::string> properties_without_sql(const schema::IndexElement& element) {
  using schema::IndexElement;
  return all_but(element, &IndexElement::column, &IndexElement::expression, &IndexElement::order,
                 &IndexElement::nulls, &IndexElement::opclass, &IndexElement::collation);
}

}  // namespace limbeck::sql::sqlite
