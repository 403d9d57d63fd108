#include "migrations/sql/sqlite/objects.h"
#include "migrations/findings/rule_id.h"
#include "migrations/sql/expression_rules.h"

#include <algorithm>

#include "migrations/schema/location.h"
#include "migrations/sql/sqlite/ddl.h"
#include "migrations/sql/sqlite/lower.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::sqlite {
namespace {

using sql_text::Token;

std::vector<Token> words_of(std::string_view text) {
  return sql_text::solid_tokens(text, sql_text::sqlite);
}

bool has_word(const std::vector<Token>& tokens, std::string_view word) {
  return std::ranges::any_of(tokens,
                             [&](const Token& token) { return sql_text::is_word(token, word); });
}

// The text without space around it and without the semicolon, as SQLite stores it.
std::string bare(const std::string& text) {
  const auto tokens = sql_text::lex(text, sql_text::sqlite);
  std::size_t begin = 0, end = tokens.size();
  const auto is_space = [&](std::size_t i) { return tokens[i].kind == Token::Kind::space; };
  while (begin < end && is_space(begin)) ++begin;
  while (begin < end && (is_space(end - 1) || tokens[end - 1].text == ";")) --end;
  if (begin == end) return {};
  const char* first = tokens[begin].text.data();
  const char* last = tokens[end - 1].text.data() + tokens[end - 1].text.size();
  return {first, last};
}

}  // namespace

std::string create_view(const schema::View& view) {
  return concat({"CREATE VIEW ", quote(view.name.name), " AS\n", bare(view.definition)});
}

std::string create_trigger(const schema::Trigger& trigger) {
  return concat({"CREATE TRIGGER ", quote(trigger.name), " ", bare(trigger.fires), " ON ",
                 quote(trigger.table.name), "\n", bare(trigger.definition)});
}

schema::View lower_view(schema::View view) {
  view.name = without_main(view.name);
  view.comment.clear();
  view.definition = bare(view.definition);
  return view;
}

schema::Trigger lower_trigger(schema::Trigger trigger) {
  trigger.table = without_main(trigger.table);
  trigger.comment.clear();
  trigger.fires = bare(trigger.fires);
  trigger.definition = bare(trigger.definition);
  return trigger;
}

void refuse_view(const schema::View& view, std::vector<Finding>& out) {
  const std::string path = schema::path_of(schema::Object{schema::ObjectKind::view, view.name, {}});
  const auto refuse = [&](std::string message) {
    out.push_back(findings::finding_at(RuleId::unsupported, path, std::move(message)));
  };
  if (!without_main(view.name).schema.empty())
    refuse(concat({"SQLite has no schemas; leave '", view.name.schema, "' out"}));
  if (view.materialized) {
    refuse(
        "SQLite's views keep no rows; leave MATERIALIZED out, or keep a table up to date with "
        "triggers");
  }
  constexpr QueryRules rules{
      .brackets_are_names = true, .has_table_query = false, .selects_nothing = false};
  if (const std::string wrong = query_problem(view.definition, rules); !wrong.empty())
    refuse(concat({"this is no query of a view: ", wrong}));
  if (!view.storage.empty()) refuse("SQLite's views have no settings; leave WITH (…) out");
}

// https://www.sqlite.org/lang_createtrigger.html
void refuse_trigger(const schema::Trigger& trigger, const schema::Schema& schema,
                    std::vector<Finding>& out) {
  const std::string path =
      schema::path_of(schema::Object{schema::ObjectKind::trigger, trigger.table, trigger.name});
  const auto refuse = [&](std::string message) {
    out.push_back(findings::finding_at(RuleId::unsupported, path, std::move(message)));
  };
  if (!without_main(trigger.table).schema.empty())
    refuse(concat({"SQLite has no schemas; leave '", trigger.table.schema, "' out"}));
  if (trigger.constraint) refuse("SQLite has no constraint triggers; leave CONSTRAINT out");
  if (trigger.mode != schema::TriggerMode::enabled)
    refuse("a trigger is always enabled on SQLite; drop it instead");
  const auto fires = words_of(trigger.fires);
  if (has_word(fires, "or")) refuse("a trigger fires at one event on SQLite; declare one for each");
  if (has_word(fires, "truncate")) refuse("SQLite has no TRUNCATE; use DELETE");
  const bool on_view = schema::find_view(schema, trigger.table) != nullptr;
  if (on_view != has_word(fires, "instead")) {
    refuse(on_view ? "a trigger of a view fires INSTEAD OF the change on SQLite"
                   : "a trigger of a table fires BEFORE or AFTER the change on SQLite; INSTEAD OF "
                     "is for views");
  }
  const auto tokens = words_of(trigger.definition);
  if (!has_word(tokens, "begin")) {
    refuse(has_word(tokens, "execute")
               ? "SQLite has no functions in the database; give the trigger its statements: BEGIN "
                 "… END"
               : "a trigger on SQLite has its statements between BEGIN and END");
  }
  if (has_word(tokens, "statement") && has_word(tokens, "each") && !has_word(tokens, "row")) {
    refuse("a trigger fires for each row on SQLite; leave FOR EACH STATEMENT out");
  }
}

}  // namespace limbeck::sql::sqlite
