// Partition keys, bounds of partitions, and exclude constraints: texts with a small grammar each.
#include <algorithm>
#include <charconv>
#include <optional>

#include "migrations/schema/index_element.h"
#include "migrations/schema/location.h"
#include "migrations/sql/postgresql/expressions.h"
#include "migrations/sql/postgresql/operator_classes.h"
#include "migrations/sql/postgresql/refuse_table.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using sql_text::Token;
using TokenKind = Token::Kind;

// The tokens of a text, with what stands between brackets.
class Text {
 public:
  explicit Text(const std::string& sql) {
    for (const Token& token : sql_text::lex(sql)) {
      if (token.kind != TokenKind::space) tokens_.push_back(token);
    }
  }
  bool at_end() const { return at_ >= tokens_.size(); }
  bool accept(std::string_view word) {
    const bool there =
        !at_end() && (sql_text::is_word(tokens_[at_], word) || tokens_[at_].text == word);
    if (there) ++at_;
    return there;
  }
  std::string take_word() {
    return at_end() || tokens_[at_].kind == TokenKind::symbol
               ? std::string()
               : sql_text::lower_case(tokens_[at_++].text);
  }
  std::string_view here() const { return at_end() ? "its end" : tokens_[at_].text; }
  // The parts of `(a, b)`; nothing where no whole pair of brackets stands here.
  std::optional<std::vector<std::string>> take_list() {
    if (at_end() || tokens_[at_].text != "(") return std::nullopt;
    std::vector<std::string> parts;
    int depth = 0;
    std::size_t first = at_ + 1;
    for (std::size_t i = at_; i < tokens_.size(); ++i) {
      const std::string_view text = tokens_[i].text;
      if (text == "(" || text == "[") ++depth;
      if (text == ")" || text == "]") --depth;
      const bool ends = depth == 0;
      if (!ends && !(depth == 1 && text == ",")) continue;
      parts.push_back(between(first, i));
      first = i + 1;
      if (!ends) continue;
      at_ = i + 1;
      return parts;
    }
    return std::nullopt;
  }

 private:
  std::string between(std::size_t first, std::size_t last) const {
    if (first >= last) return {};
    const char* begin = tokens_[first].text.data();
    const char* end = tokens_[last - 1].text.data() + tokens_[last - 1].text.size();
    return std::string(begin, end);
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

std::vector<std::string> names_of(const schema::Table& table) {
  std::vector<std::string> names;
  for (const schema::Column& column : table.columns) names.push_back(column.name);
  return names;
}

struct Key {
  std::string method;  ///< in lower case
  std::vector<std::string> parts;
};

std::optional<Key> read_key(const std::string& sql) {
  Text text(sql);
  Key key{.method = text.take_word(), .parts = {}};
  auto parts = text.take_list();
  if (!parts || !text.at_end()) return std::nullopt;
  key.parts = *std::move(parts);
  return key;
}

// As the grammar has it: only a call may stand without brackets round it.
bool is_call_or_bracketed(const std::string& sql) {
  std::vector<Token> tokens = sql_text::solid_tokens(sql);
  int depth = 0;
  bool opened = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].text == "(") {
      if (opened && depth == 0) return false;
      opened = true;
      ++depth;
    } else if (tokens[i].text == ")") {
      --depth;
    } else if (depth == 0 &&
               (opened ? tokens[i].kind == TokenKind::symbol
                       : tokens[i].kind == TokenKind::symbol && tokens[i].text != ".")) {
      return false;
    }
  }
  return opened;
}

void refuse_key_part(Refusals& out, const std::string& path, const schema::Schema& schema,
                     const schema::Table& table, const std::string& method,
                     const std::string& sql) {
  const schema::ReadElement read = schema::read_index_element(sql, names_of(table));
  const schema::IndexElement& element = read.element;
  if (!read.problem.empty())
    return out.add(path, concat({"'", sql, "' is no part of a partition key: ", read.problem}));
  if (element.order != schema::Order::ascending || element.nulls != schema::Nulls::standard)
    return out.add(path, concat({"'", sql, "': the columns of a partition key have no order"}));
  if (!element.expression.empty()) {
    if (!is_call_or_bracketed(sql))
      return out.add(path,
                     concat({"'", sql, "': put brackets round an expression in a partition key"}));
    if (sql_text::column_references(sql_text::lex(element.expression)).empty())
      return out.add(path, concat({"'", sql, "' names no column to be partitioned by"}));
    return refuse_expression(out, path, element.expression, ExpressionPlace::partition_key, &table,
                             schema);
  }
  const schema::Column* column = schema::find_column(table, element.column);
  if (column == nullptr) {
    return out.add(path, concat({"table '", to_string(table.name), "' has no column '",
                                 element.column, "' to be partitioned by"}));
  }
  if (column->generated)
    return out.add(path, concat({"column '", column->name,
                                 "' is generated, and PostgreSQL partitions by no such column"}));
  const std::string type = indexed_type(schema, column->type);
  const std::string_view by = method == "hash" ? "hash" : "btree";
  if (!type.empty() && element.opclass.empty() && default_class(by, type).empty())
    out.add(path, concat({"PostgreSQL cannot partition by column '", column->name,
                          "': it does not compare values of type ", to_string(column->type)}));
  if (!element.collation.empty() && !collates(column->type))
    out.add(path, concat({"column '", column->name, "' is ", to_string(column->type),
                          ", which has no collation"}));
}

std::optional<long long> whole(const std::string& text) {
  long long value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

class Bound {
 public:
  Bound(Refusals& out, const std::string& path, const schema::Schema& schema,
        const schema::Table& parent, const Key& key, const std::string& sql)
      : out_(out),
        path_(path),
        schema_(schema),
        parent_(parent),
        key_(key),
        sql_(sql),
        text_(sql) {}

  void refuse() {
    if (text_.accept("default")) {
      if (key_.method == "hash")
        return fail("a table partitioned by hash has no default partition");
      return text_.at_end() ? void() : fail_form();
    }
    if (!text_.accept("for") || !text_.accept("values")) return fail_form();
    const std::string word = text_.take_word();
    const std::string_view right = word == "from" ? "range" : word == "in" ? "list" : "hash";
    if (word != "from" && word != "in" && word != "with") return fail_form();
    if (key_.method != right) return fail(concat({"the table is partitioned by ", key_.method}));
    const auto first = text_.take_list();
    if (!first) return fail_form();
    if (word == "with") return text_.at_end() ? hash(*first) : fail_form();
    if (word == "in") {
      if (!text_.at_end()) return fail_form();
      for (const std::string& value : *first) refuse_value(value, 0, true);
      return;
    }
    if (!text_.accept("to")) return fail_form();
    const auto last = text_.take_list();
    if (!last || !text_.at_end()) return fail_form();
    if (first->size() != key_.parts.size() || last->size() != key_.parts.size())
      return fail(concat({"each side of a range has ", std::to_string(key_.parts.size()),
                          " values, one for each part of the key"}));
    for (std::size_t i = 0; i < first->size(); ++i) {
      refuse_value((*first)[i], i, false);
      refuse_value((*last)[i], i, false);
    }
    const auto from = whole(first->front()), to = whole(last->front());
    if (first->size() == 1 && from && to && *from >= *to) fail("the range is empty");
  }

 private:
  void fail(const std::string& why) {
    out_.add(path_, concat({"the bound '", sql_, "' is not a bound of a partition of '",
                            to_string(parent_.name), "': ", why}));
  }
  void fail_form() {
    fail(
        "it is FOR VALUES FROM (…) TO (…), FOR VALUES IN (…), FOR VALUES WITH (MODULUS m, "
        "REMAINDER r) or DEFAULT");
  }
  void hash(const std::vector<std::string>& parts) {
    long long modulus = 0, remainder = -1;
    for (const std::string& part : parts) {
      Text words(part);
      const bool of_modulus = words.accept("modulus");
      if (!of_modulus && !words.accept("remainder")) return fail_form();
      const auto value = whole(std::string(words.here()));
      if (!value) return fail_form();
      (of_modulus ? modulus : remainder) = *value;
    }
    if (parts.size() != 2 || modulus < 1 || remainder < 0 || remainder >= modulus)
      fail("the modulus is at least 1, and the remainder from 0 to one below it");
  }
  void refuse_value(const std::string& value, std::size_t part, bool null_is_one) {
    Text words(value);
    if (!null_is_one && (words.accept("minvalue") || words.accept("maxvalue")) && words.at_end())
      return;
    Text again(value);
    if (!null_is_one && again.accept("null")) return fail("NULL is in no range");
    if (const std::string wrong =
            expression_problem(value, ExpressionPlace::default_value, nullptr, schema_);
        !wrong.empty())
      return fail(wrong);
    const schema::ReadElement read =
        schema::read_index_element(key_.parts[part], names_of(parent_));
    const schema::Column* column = schema::find_column(parent_, read.element.column);
    if (column != nullptr && !default_problem(value, column->type, schema_).empty())
      fail(concat({value, " is no value of type ", to_string(column->type)}));
  }

  Refusals& out_;
  const std::string& path_;
  const schema::Schema& schema_;
  const schema::Table& parent_;
  const Key& key_;
  const std::string& sql_;
  Text text_;
};

void refuse_exclude_element(Refusals& out, const std::string& path, const schema::Schema& schema,
                            const schema::Table& table, const std::string& method,
                            const std::string& sql) {
  // `room WITH =`: the element, and the operator behind the last WITH.
  std::vector<Token> tokens = sql_text::solid_tokens(sql);
  std::size_t with = tokens.size();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (sql_text::is_word(tokens[i], "with")) with = i;
  }
  if (with == 0 || with + 1 >= tokens.size()) {
    return out.add(path, concat({"'", sql, "' in an exclude constraint lacks its operator, as in ",
                                 sql, " WITH ="}));
  }
  const Token& symbol = tokens[with + 1];
  const bool is_operator = sql_text::is_word(symbol, "operator") ||
                           (symbol.kind == TokenKind::symbol && symbol.text != "(");
  if (!is_operator)
    return out.add(path, concat({"'", symbol.text, "' in an exclude constraint is no operator"}));
  const std::string element(sql.data(),
                            static_cast<std::size_t>(tokens[with].text.data() - sql.data()));
  const schema::ReadElement read = schema::read_index_element(element, names_of(table));
  if (!read.problem.empty())
    return out.add(
        path, concat({"'", element, "' is no element of an exclude constraint: ", read.problem}));
  const schema::Index index{.name = "x", .elements = {read.element}, .method = method};
  if (!read.element.column.empty() && schema::find_column(table, read.element.column) == nullptr) {
    return out.add(path, concat({"table '", to_string(table.name), "' has no column '",
                                 read.element.column, "'"}));
  }
  refuse_index(out, path, schema, &table, index);
  std::string operator_text(symbol.text);
  for (std::size_t i = with + 2; i < tokens.size() && tokens[i].kind == TokenKind::symbol; ++i)
    operator_text += tokens[i].text;
  const bool equality_only = (method == "btree" || method == "hash" || method.empty());
  if (equality_only && operator_text != "=" && symbol.kind == TokenKind::symbol)
    out.add(path, concat({"an exclude constraint by ", method.empty() ? "btree" : method,
                          " takes the operator = only; gist takes others"}));
}

}  // namespace

bool partitions_by_expression(const schema::Table& table) {
  const auto key = read_key(table.partition_by);
  return key && std::ranges::any_of(key->parts, [&](const std::string& part) {
           const schema::ReadElement read = schema::read_index_element(part, names_of(table));
           return read.problem.empty() && !read.element.expression.empty();
         });
}

void refuse_partition_key(Refusals& out, const schema::Schema& schema, const schema::Table& table) {
  const std::string path = schema::path_of_table(table.name);
  const std::string& sql = table.partition_by;
  out.check_text(path, "partition key", sql);
  const auto key = read_key(sql);
  const schema::Table& source = schema::column_source(schema, table);
  const bool known =
      key && (key->method == "range" || key->method == "list" || key->method == "hash");
  if (!known || key->parts.empty()) {
    return out.add(
        path, concat({"'", sql, "' is no partition key: it is RANGE (…), LIST (…) or HASH (…)"}));
  }
  if (key->method == "list" && key->parts.size() != 1)
    out.add(path, "a table partitioned by list has one column or expression in its key");
  if (key->parts.size() > 32) out.add(path, "a partition key has at most 32 columns in PostgreSQL");
  for (const std::string& part : key->parts)
    refuse_key_part(out, path, schema, source, key->method, part);
}

void refuse_bound(Refusals& out, const schema::Schema& schema, const schema::Table& table) {
  const std::string path = schema::path_of_table(table.name);
  out.check_text(path, "bound", table.partition_of->bound);
  const schema::Table* parent = schema::find_table(schema, table.partition_of->table);
  const auto key = parent == nullptr ? std::nullopt : read_key(parent->partition_by);
  if (!key) return;
  Bound(out, path, schema, schema::column_source(schema, *parent), *key, table.partition_of->bound)
      .refuse();
}

// PostgreSQL 15, CREATE TABLE: EXCLUDE [ USING method ] ( element WITH operator, … ) … [ WHERE (…)
// ].
void refuse_exclude(Refusals& out, const schema::Schema& schema, const schema::Table& table,
                    const schema::Exclude& exclude) {
  const std::string path = schema::path_of_constraint(table.name, exclude.name);
  out.check_text(path, "exclude constraint", exclude.definition);
  const schema::Table& source = schema::column_source(schema, table);
  const auto fail_form = [&] {
    out.add(path, concat({"'", exclude.definition,
                          "' is all that follows EXCLUDE: USING gist (room WITH =, during WITH &&) "
                          "WHERE (…)"}));
  };
  Text text(exclude.definition);
  const std::string method = text.accept("using") ? text.take_word() : std::string();
  const auto elements = text.take_list();
  if (!elements) return fail_form();
  if (method == "gin" || method == "brin")
    return out.add(path,
                   concat({"PostgreSQL excludes by gist, spgist, btree or hash, not by ", method}));
  for (const std::string& element : *elements)
    refuse_exclude_element(out, path, schema, source, method, element);
  while (!text.at_end()) {
    if (text.accept("include") || text.accept("with")) {
      if (!text.take_list()) return fail_form();
    } else if (text.accept("using")) {
      if (!text.accept("index") || !text.accept("tablespace") || text.take_word().empty())
        return fail_form();
    } else if (text.accept("where")) {
      const auto condition = text.take_list();
      if (!condition || condition->size() != 1) {
        return out.add(path, "the condition of an exclude constraint needs parentheses: WHERE (…)");
      }
      refuse_expression(out, path, condition->front(), ExpressionPlace::predicate, &source, schema);
    } else if (text.accept("deferrable") || text.accept("initially")) {
      return out.add(path,
                     "say deferrable beside the definition of an exclude constraint, not in it");
    } else {
      return fail_form();
    }
  }
}

}  // namespace limbeck::sql::postgresql
