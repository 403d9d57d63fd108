// Reports what PostgreSQL cannot store of an index, and of constraints that have an index.
#include <algorithm>
#include <array>
#include <set>

#include "migrations/schema/index_element.h"
#include "migrations/schema/location.h"
#include "migrations/sql/postgresql/expressions.h"
#include "migrations/sql/postgresql/operator_classes.h"
#include "migrations/sql/postgresql/refuse_table.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

constexpr std::size_t most_columns = 32;

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, text) != list.end();
}

std::string_view method_of(const schema::Index& index) {
  return index.method.empty() ? "btree" : std::string_view(index.method);
}

// What to do about a type that the method holds nothing of.
std::string instead(std::string_view method, const std::string& type) {
  if (type == "json") return "make it jsonb";
  if (method == "btree" || method == "hash") return "index an expression of it";
  if (method == "gin") return "gin holds arrays, jsonb and tsvector; leave using out";
  if (method == "brin") return "index an expression of it";
  return "leave using out, or name a class of an extension with opclass";
}

// The extensions btree_gist and btree_gin have classes for all types with a btree order. It is not
// known whether a database has these extensions.
bool has_class_of_extension(std::string_view method, const std::string& type) {
  const bool plain = !type.starts_with("any") || type == "anyenum";
  return (method == "gist" || method == "gin") && plain && !default_class("btree", type).empty();
}

// Why an index of that method cannot hold the type; empty if it can or that is not known.
std::string class_problem(std::string_view method, const schema::Schema& schema,
                          const schema::Column& column) {
  const std::string type = indexed_type(schema, column.type);
  if (type.empty()) return {};
  const bool ordered = method == "btree";
  if (default_class(method, type).empty()) {
    if (has_class_of_extension(method, type)) return {};
    return concat({ordered
                       ? "PostgreSQL compares no values of type "
                       : concat({"a ", method, " index of PostgreSQL holds no values of type "}),
                   to_string(column.type), ", so column '", column.name,
                   ordered ? "' can be in no key and no btree index; " : "' can be in none; ",
                   instead(method, type)});
  }
  // An array is compared by its elements.
  if (type != "anyarray") return {};
  schema::Column element = column;
  element.type = lowered(column.type);
  element.type.dimensions = 0;
  const std::string_view by = method == "hash" ? "hash" : "btree";
  const std::string of = indexed_type(schema, element.type);
  if (of.empty() || !default_class(by, of).empty()) return {};
  return concat({"PostgreSQL compares no values of type ", to_string(element.type), ", so column '",
                 column.name, "', an array of them, can be in no key and no index"});
}

void refuse_class(Refusals& out, const std::string& path, const schema::Schema& schema,
                  const schema::Index& index, const schema::IndexElement& element,
                  const schema::Column* column) {
  const std::string_view method = method_of(index);
  const std::size_t open = element.opclass.find('(');
  std::string name = element.opclass.substr(0, open);
  while (name.ends_with(' ')) name.pop_back();
  if (name.starts_with("pg_catalog.")) name.erase(0, 11);
  if (name.empty()) {
    if (column == nullptr) return;
    if (const std::string wrong = class_problem(method, schema, *column); !wrong.empty())
      out.add(path, wrong);
    return;
  }
  if (!is_built_in_class(name)) return;
  if (!takes(method, name)) {
    return out.add(path, concat({"a ", method, " index of PostgreSQL has no operator class '", name,
                                 "'; say another with opclass, or another method with using"}));
  }
  const std::string type = column == nullptr ? std::string() : indexed_type(schema, column->type);
  if (!type.empty() && !takes(method, name, type)) {
    const bool text_as_char = type == "text" && name.starts_with("bpchar");
    if (!text_as_char) {
      out.add(path, concat({"the operator class '", name, "' holds no values of type ",
                            to_string(column->type), "; leave it out, or say one for that type"}));
    }
  } else if (type == "anyarray") {
    if (const std::string wrong = class_problem(method, schema, *column); !wrong.empty())
      out.add(path, wrong);
  }
  const bool has_parameters = name.ends_with("_bloom_ops") || name.ends_with("_multi_ops") ||
                              (method == "gist" && name == "tsvector_ops");
  if (open != std::string::npos && !has_parameters)
    out.add(path, concat({"the operator class '", name, "' has no parameters"}));
}

// A literal without a type, or a row of several values.
bool is_without_type(const std::string& sql) {
  const std::vector<sql_text::Token> tokens = sql_text::solid_tokens(sql);
  if (tokens.size() == 1)
    return tokens[0].kind == sql_text::Token::Kind::string || sql_text::is_word(tokens[0], "null");
  const bool row = tokens.size() > 2 && tokens.back().text == ")" &&
                   (tokens[0].text == "(" || sql_text::is_word(tokens[0], "row"));
  int depth = 0, commas = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].text == "(") ++depth;
    if (tokens[i].text == ")" && --depth == 0 && i + 1 < tokens.size()) return false;
    if (tokens[i].text == "," && depth == 1) ++commas;
  }
  return row && (commas > 0 || sql_text::is_word(tokens[0], "row"));
}

void refuse_element(Refusals& out, const std::string& path, const schema::Schema& schema,
                    const schema::Table* table, const schema::Index& index,
                    const schema::IndexElement& element) {
  const std::string_view method = method_of(index);
  out.check_text(path, "operator class", element.opclass);
  check_collation(out, path, element.collation);
  if (!element.expression.empty()) {
    const std::string more = schema::beyond_expression(element.expression);
    if (!more.empty()) {
      out.add(path, more);
    } else if (is_without_type(element.expression)) {
      out.add(path, concat({"'", element.expression,
                            "' is a constant or a row, which PostgreSQL "
                            "cannot index; name a column, or an expression of one"}));
    } else {
      refuse_expression(out, path, element.expression, ExpressionPlace::index, table, schema);
    }
  }
  const schema::Column* column =
      table == nullptr ? nullptr : schema::find_column(*table, element.column);
  if (is_built_in_method(index.method)) {
    refuse_class(out, path, schema, index, element, column);
    const bool plain =
        element.order == schema::Order::ascending && element.nulls == schema::Nulls::standard;
    if (method != "btree" && !plain) {
      out.add(path,
              concat({"a ", method,
                      " index has no order: only btree takes desc, nulls first and nulls last"}));
    }
  }
  if (column != nullptr && !element.collation.empty()) {
    if (!collates(column->type)) {
      out.add(path, concat({"PostgreSQL collates texts only, and column '", column->name, "' is ",
                            to_string(column->type), "; leave the collation out"}));
    }
  }
}

}  // namespace

void refuse_index(Refusals& out, const std::string& path, const schema::Schema& schema,
                  const schema::Table* table, const schema::Index& index) {
  const std::string_view method = method_of(index);
  const bool known = is_built_in_method(index.method);
  const schema::Table* source = table == nullptr ? nullptr : &schema::column_source(schema, *table);
  out.check_name(path, "index", index.name);
  out.check_text(path, "comment", index.comment);
  out.check_name(path, "index's method", index.method);
  out.check_name(path, "index's tablespace", index.tablespace);
  if (!known && is_built_in_method(sql_text::lower_case(index.method))) {
    out.add(path, concat({"PostgreSQL writes its methods in lower case: ",
                          sql_text::lower_case(index.method)}));
  }
  for (const schema::IndexElement& element : index.elements)
    refuse_element(out, path, schema, source, index, element);
  if (!index.where.empty()) {
    refuse_expression(out, path, index.where, ExpressionPlace::predicate, source, schema);
    refuse_no_condition(out, path, index.where, source);
  }
  refuse_storage(out, path, index);
  if (index.elements.size() + index.include.size() > most_columns) {
    out.add(path, "an index has at most 32 columns in PostgreSQL");
  }
  if (index.nulls_not_distinct && !index.unique) {
    out.add(path, "nulls_not_distinct is for unique indexes");
  }
  if (!known) return;
  if (index.unique && method != "btree") {
    out.add(path, concat({"a ", method, " index cannot be unique; only btree can"}));
  }
  if (!index.include.empty() && is_one_of(method, {"hash", "gin", "brin"})) {
    out.add(path,
            concat({"a ", method, " index includes no other columns; btree, gist and spgist do"}));
  }
  if (index.elements.size() > 1 && is_one_of(method, {"hash", "spgist"})) {
    out.add(path, concat({"a ", method, " index has one column"}));
  }
}

void refuse_no_condition(Refusals& out, const std::string& path, const std::string& sql,
                         const schema::Table* table) {
  const std::string type = type_of_no_condition(sql, table);
  if (type.empty()) return;
  out.add(path,
          concat({"'", sql, "' is ", type, ", and a condition is true or false; compare it, as in ",
                  sql, " IS NOT NULL"}));
}

void refuse_keys_without_class(Refusals& out, const schema::Schema& schema,
                               const schema::Table& table) {
  const schema::Table& source = schema::column_source(schema, table);
  const auto refuse = [&](const auto& constraint) {
    for (const std::string& name : constraint.columns) {
      const schema::Column* column = schema::find_column(source, name);
      if (column == nullptr) continue;
      if (const std::string wrong = class_problem("btree", schema, *column); !wrong.empty())
        out.add(schema::path_of_constraint(table.name, constraint.name), wrong);
    }
  };
  if (table.primary_key) refuse(*table.primary_key);
  std::for_each(table.uniques.begin(), table.uniques.end(), refuse);
  std::for_each(table.foreign_keys.begin(), table.foreign_keys.end(), refuse);
}

void refuse_expression(Refusals& out, const std::string& path, const std::string& sql,
                       ExpressionPlace place, const schema::Table* table,
                       const schema::Schema& schema) {
  if (const std::string wrong = expression_problem(sql, place, table, schema); !wrong.empty())
    out.add(path, wrong);
}

void check_collation(Refusals& out, const std::string& path, const std::string& collation) {
  if (!collation.starts_with('"')) return out.check_name(path, "collation", collation);
  const auto tokens = sql_text::solid_tokens(collation);
  const bool is_name =
      (tokens.size() == 1 || (tokens.size() == 3 && tokens[1].text == ".")) &&
      std::ranges::all_of(tokens, [](const sql_text::Token& token) {
        return token.text == "." || (token.kind == sql_text::Token::Kind::quoted && token.closed);
      });
  if (!is_name)
    out.add(path, concat({"the collation ", collation, " is not a name in quotes, like ",
                          "\"audit\".\"german\""}));
  for (const auto& token : tokens)
    if (token.text != ".") out.check_name(path, "collation", sql_text::name_of(token));
}

}  // namespace limbeck::sql::postgresql
