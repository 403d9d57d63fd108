#include "runtime/introspect/sqlite/create_statements.h"

#include <algorithm>
#include <array>

#include "migrations/sql/sqlite/ddl.h"
#include "migrations/sql/sqlite/types.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "runtime/introspect/sqlite/definition_reader.h"

namespace limbeck::introspect::sqlite {
namespace {

using schema::Column;
using sql_text::Token;

// https://www.sqlite.org/lang_createtable.html, and parse.y where that says more: commas between
// table constraints may be missing, names may be strings, a type may be any number of words.
class Parser {
 public:
  explicit Parser(std::string_view sql) : in_(sql) {}

  ParsedTable parse() {
    in_.expect({"create"});
    if (!in_.accept({"temp"})) in_.accept({"temporary"});
    in_.expect({"table"});
    in_.accept({"if", "not", "exists"});
    table().name.name = in_.take_last_name();
    in_.expect_symbol("(");
    while (!is_table_constraint()) {
      column();
      if (!in_.accept_symbol(",")) break;
    }
    while (!in_.is_symbol(")")) {
      in_.accept_symbol(",");
      table_constraint();
    }
    in_.expect_symbol(")");
    options();
    number_by_rowid();
    schema::sort(table());
    parsed_.types = std::move(types_);
    return std::move(parsed_);
  }

 private:
  schema::Table& table() { return parsed_.table; }
  void omit(std::string what) { parsed_.omissions.push_back(std::move(what)); }

  bool is_table_constraint() const {
    constexpr std::array<std::string_view, 5> words{"constraint", "primary", "unique", "check",
                                                    "foreign"};
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return in_.is_word(word); });
  }

  bool is_column_constraint() const {
    constexpr std::array<std::string_view, 12> words{
        "constraint", "primary", "not",     "null", "unique",     "check",
        "references", "collate", "default", "as",   "deferrable", "initially"};
    return (in_.is_word("generated") && in_.is_word("always", 1)) ||
           std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return in_.is_word(word); });
  }

  void column() {
    Column column;
    column.name = in_.take_name();
    column.nullable = true;
    types_.push_back(type());
    column.type = sql::sqlite::read_type(types_.back());
    table().columns.push_back(std::move(column));
    while (!in_.is_symbol(",") && !in_.is_symbol(")")) {
      if (is_column_constraint()) {
        column_constraint(table().columns.back());
      } else {
        in_.fail_expected("a column constraint");
      }
    }
  }

  std::string type() {
    std::string text;
    while (in_.is_name() && !is_column_constraint()) {
      if (!text.empty()) text += ' ';
      text += in_.take().text;
    }
    if (!text.empty() && in_.is_symbol("(")) {
      text += "(" + std::string(in_.take_parenthesised()) + ")";
    }
    return text;
  }

  std::string constraint_name() {
    std::string name;
    while (in_.accept({"constraint"})) name = in_.take_name();
    return name;
  }

  void column_constraint(Column& column) {
    const std::string name = constraint_name();
    if (in_.accept({"primary", "key"})) {
      const bool descending = order();
      conflict("the primary key");
      table().primary_key = {.name = name, .columns = {column.name}};
      if (in_.accept({"autoincrement"})) table().settings["sqlite.autoincrement"] = "true";
      // A quirk that SQLite keeps: `INTEGER PRIMARY KEY DESC` is not the rowid.
      rowid_possible_ = !descending;
    } else if (in_.accept({"not", "null"})) {
      column.nullable = false;
      conflict("NOT NULL of column '" + column.name + "'");
    } else if (in_.accept({"null"})) {
      conflict("NULL of column '" + column.name + "'");
    } else if (in_.accept({"unique"})) {
      conflict("the unique constraint of column '" + column.name + "'");
      add_unique({.name = name, .columns = {column.name}});
    } else if (in_.is_word("check")) {
      check(name);
    } else if (in_.accept({"default"})) {
      column.default_sql = default_value();
    } else if (in_.accept({"collate"})) {
      column.collation = in_.take_name();
    } else if (in_.is_word("references")) {
      references({.name = name, .columns = {column.name}});
    } else if (in_.is_word("generated") || in_.is_word("as")) {
      // Without AS the two words are part of a type, and mean nothing.
      if (in_.accept({"generated", "always"}) && !in_.is_word("as")) return;
      in_.expect({"as"});
      column.generated = schema::Generated{std::string(in_.take_parenthesised()), false};
      if (in_.accept({"stored"})) column.generated->stored = true;
      in_.accept({"virtual"});
    } else if (!deferrable() && name.empty()) {
      in_.fail_expected("a column constraint");
    }
  }

  void table_constraint() {
    const std::string name = constraint_name();
    if (in_.accept({"primary", "key"})) {
      table().primary_key = {.name = name, .columns = key_columns("the primary key")};
      conflict("the primary key");
    } else if (in_.accept({"unique"})) {
      schema::Unique unique{.name = name, .columns = key_columns("a unique constraint")};
      conflict("a unique constraint");
      add_unique(std::move(unique));
    } else if (in_.is_word("check")) {
      check(name);
    } else if (in_.accept({"foreign", "key"})) {
      schema::ForeignKey key{.name = name};
      for (std::string_view column : in_.take_list()) key.columns.push_back(only_name(column));
      references(std::move(key));
    } else if (name.empty()) {
      in_.fail_expected("a table constraint");
    }
  }

  void add_unique(schema::Unique unique) {
    auto& uniques = table().uniques;
    if (std::find(uniques.begin(), uniques.end(), unique) == uniques.end()) {
      uniques.push_back(std::move(unique));
    }
  }

  void check(const std::string& name) {
    in_.expect({"check"});
    table().checks.push_back({.name = name, .expression = std::string(in_.take_parenthesised())});
    conflict("a check");
  }

  // A default is a literal, a signed number, an expression in parentheses, or a bare name, which is
  // a text.
  std::string default_value() {
    if (in_.is_symbol("(")) return std::string(in_.take_parenthesised());
    const Token& token = in_.take();
    if (token.kind == Token::Kind::symbol) {
      return std::string(token.text) + std::string(in_.take().text);
    }
    if (token.kind == Token::Kind::word) {
      constexpr std::array<std::string_view, 6> words{
          "null", "true", "false", "current_timestamp", "current_date", "current_time"};
      const bool keyword = std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return sql_text::is_word(token, word);
      });
      if (!keyword) return sql::sqlite::quote_literal(token.text);
    }
    if (token.kind == Token::Kind::quoted) {
      return sql::sqlite::quote_literal(sql_text::name_of(token));
    }
    return std::string(token.text);
  }

  void references(schema::ForeignKey key) {
    in_.expect({"references"});
    key.ref_table.name = in_.take_name();
    if (in_.is_symbol("(")) {
      for (std::string_view column : in_.take_list()) key.ref_columns.push_back(only_name(column));
    }
    while (true) {
      if (in_.accept({"on", "delete"})) {
        key.on_delete = action();
      } else if (in_.accept({"on", "update"})) {
        key.on_update = action();
      } else if (in_.accept({"on", "insert"})) {
        action();
      } else if (in_.accept({"match"})) {
        in_.take_name();  // SQLite reads it and does nothing with it
      } else {
        break;
      }
    }
    table().foreign_keys.push_back(std::move(key));
    deferrable();
  }

  schema::Action action() {
    if (in_.accept({"set", "null"})) return schema::Action::set_null;
    if (in_.accept({"set", "default"})) return schema::Action::set_default;
    if (in_.accept({"cascade"})) return schema::Action::cascade;
    if (in_.accept({"restrict"})) return schema::Action::restrict;
    in_.expect({"no", "action"});
    return schema::Action::no_action;
  }

  // Belongs to the foreign key before it.
  bool deferrable() {
    using schema::Deferrable;
    const bool no = in_.accept({"not", "deferrable"});
    if (!no && !in_.accept({"deferrable"})) return false;
    Deferrable value = no ? Deferrable::no : Deferrable::initially_immediate;
    if (in_.accept({"initially"})) {
      const bool deferred = in_.accept({"deferred"});
      if (!deferred) in_.expect({"immediate"});
      if (deferred && !no) value = Deferrable::initially_deferred;
    }
    if (table().foreign_keys.empty()) in_.fail_expected("a foreign key before DEFERRABLE");
    table().foreign_keys.back().deferrable = value;
    return true;
  }

  bool order() {
    if (in_.accept({"desc"})) return true;
    in_.accept({"asc"});
    return false;
  }

  void conflict(const std::string& of) {
    if (!in_.accept({"on", "conflict"})) return;
    const std::string what = in_.take_name();
    if (!sql_text::equal_ignoring_case(what, "abort")) {
      omit("ON CONFLICT " + what + " of " + of);
    }
  }

  // Columns of a key, which may have a collation and an order of their own.
  std::vector<std::string> key_columns(const std::string& of) {
    std::vector<std::string> columns;
    for (std::string_view text : in_.take_list()) {
      DefinitionReader reader(text);
      columns.push_back(reader.take_name());
      if (reader.accept({"collate"})) omit("COLLATE " + reader.take_name() + " in " + of);
      if (reader.accept({"desc"})) {
        omit("the descending order in " + of);
      } else {
        reader.accept({"asc"});
      }
      if (reader.accept({"autoincrement"})) table().settings["sqlite.autoincrement"] = "true";
      if (!reader.at_end()) reader.fail_expected("',' or ')'");
    }
    return columns;
  }

  static std::string only_name(std::string_view text) {
    DefinitionReader reader(text);
    std::string name = reader.take_name();
    if (!reader.at_end()) reader.fail_expected("',' or ')'");
    return name;
  }

  void options() {
    while (!in_.at_end()) {
      if (in_.accept({"without", "rowid"})) {
        table().settings["sqlite.without_rowid"] = "true";
      } else if (in_.accept({"strict"})) {
        table().settings["sqlite.strict"] = "true";
      } else if (!in_.accept_symbol(",")) {
        in_.fail_expected("a table option");
      }
    }
  }

  // Exactly `INTEGER`, the whole key, and not WITHOUT ROWID
  // (https://www.sqlite.org/lang_createtable.html#rowid).
  void number_by_rowid() {
    if (!table().primary_key || table().primary_key->columns.size() != 1 || !rowid_possible_ ||
        table().settings.contains("sqlite.without_rowid")) {
      return;
    }
    for (std::size_t i = 0; i < table().columns.size(); ++i) {
      Column& column = table().columns[i];
      if (sql_text::equal_ignoring_case(column.name, table().primary_key->columns.front()) &&
          sql_text::equal_ignoring_case(types_[i], "integer")) {
        column.identity = schema::Identity{};
      }
    }
  }

  DefinitionReader in_;
  ParsedTable parsed_;

  std::vector<std::string> types_;  ///< of the columns, as they stand
  bool rowid_possible_ = true;
};

}  // namespace

ParsedTable parse_create_table(std::string_view sql) { return Parser(sql).parse(); }

}  // namespace limbeck::introspect::sqlite
