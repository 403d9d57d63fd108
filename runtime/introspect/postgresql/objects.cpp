#include "runtime/introspect/postgresql/objects.h"

#include <algorithm>
#include <utility>

#include "migrations/schema/other_objects.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/sql_text/lexer.h"

namespace limbeck::introspect::postgresql {
namespace {

constexpr std::size_t first = 3;
constexpr std::size_t comment = 13;

bool is_true(const std::string& text) { return text == "true"; }

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return {};
  const std::size_t end = text.find_last_not_of(" \t\r\n;");
  return text.substr(begin, end - begin + 1);
}

/// `CREATE TRIGGER name BEFORE UPDATE OF a ON schema.table FOR EACH ROW …` in its two parts: what
/// stands between the name and ON, and what follows the table.
std::pair<std::string, std::string> parts_of(const std::string& text) {
  using Kind = sql_text::Token::Kind;
  std::pair<std::string, std::string> parts;
  enum class At : unsigned char { create, name, fires, table, rest } at = At::create;
  bool names_more = true;
  for (const sql_text::Token& token : sql_text::lex(text)) {
    switch (at) {
      case At::create:
        if (sql_text::is_word(token, "trigger")) at = At::name;
        break;
      case At::name:
        if (token.kind != Kind::space) at = At::fires;
        break;
      case At::fires:
        if (sql_text::is_word(token, "on")) {
          at = At::table;
        } else {
          parts.first += token.text;
        }
        break;
      case At::table:
        // A name, or two with a dot between; a space ends it.
        if (token.kind == Kind::space) {
          if (!names_more) at = At::rest;
        } else {
          names_more = token.text == ".";
        }
        break;
      case At::rest:
        parts.second += token.text;
    }
  }
  return {trimmed(parts.first), trimmed(parts.second)};
}

}  // namespace

schema::Name name_of(const Row& row) { return {row.text(1), row.text(2)}; }
std::string comment_of(const Row& row) { return row.text(comment); }

schema::Type type_of(const std::string& text, int dimensions, bool is_enum,
                     const schema::Name& enum_name) {
  schema::Type type = sql::postgresql::lowered(schema::parse_type(text));
  if (is_enum) {
    type = {.kind = schema::TypeKind::enumeration, .name = enum_name};
    type.dimensions = text.ends_with("[]") ? 1 : 0;
  }
  if (type.dimensions > 0) type.dimensions = std::max(dimensions, 1);
  return type;
}

schema::Extension extension_of(const Row& row) {
  return {.name = name_of(row),
          .in_schema = row.text(first),
          .version = row.text(first + 1),
          .comment = comment_of(row)};
}

schema::Domain domain_of(const Row& row) {
  schema::Domain domain{.name = name_of(row), .comment = comment_of(row)};
  domain.type =
      type_of(row.text(first), static_cast<int>(row.number_in_text(first + 1)),
              !row.is_null(first + 6), schema::Name{row.text(first + 5), row.text(first + 6)});
  domain.collation = row.text(first + 2);
  domain.default_sql = row.optional_text(first + 3);
  domain.not_null = is_true(row.text(first + 4));
  return domain;
}

schema::Check domain_check_of(const Row& row) {
  return {.name = row.text(first),
          .expression = row.text(first + 1),
          .not_valid = !is_true(row.text(first + 2))};
}

schema::Sequence sequence_of(const Row& row) {
  schema::Sequence sequence{.name = name_of(row), .comment = comment_of(row)};
  sequence.type = schema::parse_type(row.text(first));
  sequence.start = row.number_in_text(first + 1);
  sequence.increment = row.number_in_text(first + 2);
  sequence.min = row.number_in_text(first + 3);
  sequence.max = row.number_in_text(first + 4);
  sequence.cache = row.number_in_text(first + 5);
  sequence.cycle = is_true(row.text(first + 6));
  return sequence;
}

schema::View view_of(const Row& row) {
  schema::View view{.name = name_of(row), .comment = comment_of(row)};
  view.definition = trimmed(row.text(first + 1));
  view.materialized = is_true(row.text(first + 2));
  view.storage = options_of(row.text(first + 3), "");
  return view;
}

schema::Function function_of(const Row& row) {
  return {.name = name_of(row),
          .arguments = row.text(first),
          .definition = trimmed(row.text(first + 1)),
          .procedure = is_true(row.text(first + 2)),
          .comment = comment_of(row)};
}

schema::Trigger trigger_of(const Row& row) {
  schema::Trigger trigger{.table = name_of(row), .name = row.text(first)};
  std::tie(trigger.fires, trigger.definition) = parts_of(row.text(first + 1));
  const std::string mode = row.text(first + 2);
  trigger.mode = mode == "D"   ? schema::TriggerMode::disabled
                 : mode == "R" ? schema::TriggerMode::replica
                 : mode == "A" ? schema::TriggerMode::always
                               : schema::TriggerMode::enabled;
  trigger.constraint = is_true(row.text(first + 3));
  trigger.comment = comment_of(row);
  return trigger;
}

schema::OtherObject other_of(const Row& row) {
  const std::string kind = row.text(0);
  std::string name = row.text(2), part = row.text(3);
  // Types as schema::argument_types spells them: their names are no part of what a function is.
  if (const std::size_t open = part.find('('); open != std::string::npos && part.ends_with(')')) {
    part = part.substr(0, open + 1) +
           schema::argument_types(part.substr(open + 1, part.size() - open - 2)) + ")";
  }
  if (kind == "cast")
    name = "(" + schema::cast_types(std::string_view(name).substr(1, name.size() - 2)) + ")";
  std::string whole = kind;
  if (!name.empty()) whole += " " + name;
  if (!part.empty()) whole += (part.starts_with('(') ? "" : " ") + part;
  return {.name = {row.text(1), std::move(whole)},
          .create = row.text(4),
          .drop = row.text(5),
          .comment = row.text(6)};
}

}  // namespace limbeck::introspect::postgresql
