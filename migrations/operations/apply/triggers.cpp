#include <tuple>

#include "migrations/operations/apply/apply_as.h"
#include "migrations/operations/apply/objects.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

using Kind = schema::ObjectKind;
using Tokens = std::vector<sql_text::Token>;

// A trigger belongs to a table or a view.
void require_table_or_view(Change& change, const Name& name) {
  if (schema::find_view(change.schema, name) == nullptr) require_table(change, name);
}

void check_trigger(Change& change, const schema::Trigger& trigger) {
  const std::string what =
      concat({"trigger ", quoted(trigger.name), " of ", quoted(trigger.table)});
  if (trigger.fires.empty()) change.fail(what + " does not say when it fires");
  if (trigger.definition.empty()) change.fail(what + " has no definition");
}

// The condition of a trigger, from its WHEN to the closing parenthesis: its first and last byte.
std::optional<std::pair<std::size_t, std::size_t>> condition_of(const std::string& definition) {
  std::size_t at = 0, first = std::string::npos;
  int depth = 0;
  bool after_when = false;
  for (const sql_text::Token& token : sql_text::lex(definition)) {
    const std::size_t end = at + token.text.size();
    if (first == std::string::npos && sql_text::is_word(token, "when")) after_when = true;
    if (after_when && token.text == "(" && depth++ == 0) first = at;
    if (after_when && token.text == ")" && --depth == 0) return std::pair(first, end);
    at = end;
  }
  return std::nullopt;
}

// The tokens of UPDATE OF's columns.
template <class Function>
void each_updated_column(const Tokens& tokens, Function function) {
  bool after_of = false;
  for (const sql_text::Token& token : tokens) {
    if (sql_text::is_word(token, "or")) after_of = false;
    const bool name =
        token.kind == sql_text::Token::Kind::word || token.kind == sql_text::Token::Kind::quoted;
    function(token, after_of && name);
    // INSTEAD OF names no columns.
    if (sql_text::is_word(token, "of")) after_of = true;
    if (sql_text::is_word(token, "insert") || sql_text::is_word(token, "update") ||
        sql_text::is_word(token, "delete") || sql_text::is_word(token, "truncate")) {
      after_of = false;
    }
  }
}

}  // namespace

std::optional<Name> function_of_trigger(const schema::Trigger& trigger) {
  const Tokens tokens = sql_text::solid_tokens(trigger.definition);
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool executes =
        sql_text::is_word(tokens[i], "execute") && (sql_text::is_word(tokens[i + 1], "function") ||
                                                    sql_text::is_word(tokens[i + 1], "procedure"));
    if (!executes) continue;
    if (i + 4 < tokens.size() && tokens[i + 3].text == ".") {
      return Name{folded_name(tokens[i + 2]), folded_name(tokens[i + 4])};
    }
    return Name{"", folded_name(tokens[i + 2])};
  }
  return std::nullopt;
}

bool uses_column(const schema::Trigger& trigger, const std::string& column) {
  bool found = false;
  each_updated_column(sql_text::lex(trigger.fires), [&](const auto& token, bool is_column) {
    found = found || (is_column && sql_text::name_of(token) == column);
  });
  if (const auto condition = condition_of(trigger.definition)) {
    const auto [first, last] = *condition;
    found = found || sql_text::mentions_column(
                         std::string_view(trigger.definition).substr(first, last - first), column);
  }
  return found;
}

void rename_column_in(schema::Trigger& trigger, const std::string& column,
                      const std::string& new_name) {
  std::string fires;
  each_updated_column(sql_text::lex(trigger.fires), [&](const auto& token, bool is_column) {
    const bool renamed = is_column && sql_text::name_of(token) == column;
    fires += renamed ? sql_text::rename_column_in(token.text, column, new_name)
                     : std::string(token.text);
  });
  trigger.fires = fires;
  if (const auto condition = condition_of(trigger.definition)) {
    const auto [first, last] = *condition;
    const std::string text = trigger.definition.substr(first, last - first);
    trigger.definition.replace(first, last - first,
                               sql_text::rename_column_in(text, column, new_name));
  }
}

static void apply_to(Change& change, const CreateTrigger& operation) {
  const schema::Trigger& trigger = operation.trigger;
  if (trigger.name.empty()) change.fail("a trigger must have a name");
  require_table_or_view(change, trigger.table);
  if (schema::find_trigger(change.schema, trigger.table, trigger.name) != nullptr) {
    change.fail(
        concat({quoted(trigger.table), " has a trigger ", quoted(trigger.name), " already"}));
  }
  check_trigger(change, trigger);
  if (change.failed()) return;
  put_in_order(change.schema.triggers, trigger,
               [](const schema::Trigger& one) { return std::tie(one.table, one.name); });
}

static void apply_to(Change& change, const ReplaceTrigger& operation) {
  schema::Trigger* found =
      require_object<schema::Trigger>(change, operation.trigger.table, operation.trigger.name);
  if (found == nullptr) return;
  check_trigger(change, operation.trigger);
  if (change.failed()) return;
  found->fires = operation.trigger.fires;
  found->definition = operation.trigger.definition;
  found->constraint = operation.trigger.constraint;
}

static void apply_to(Change& change, const AlterTrigger& operation) {
  if (schema::Trigger* found =
          require_object<schema::Trigger>(change, operation.table, operation.trigger)) {
    found->mode = operation.mode;
  }
}

static void apply_to(Change& change, const DropTrigger& operation) {
  if (schema::Trigger* found =
          require_object<schema::Trigger>(change, operation.table, operation.trigger)) {
    take_out(change.schema.triggers, found);
  }
}

template void apply_as<CreateTrigger>(Change&, const AnyOperation&);
template void apply_as<ReplaceTrigger>(Change&, const AnyOperation&);
template void apply_as<AlterTrigger>(Change&, const AnyOperation&);
template void apply_as<DropTrigger>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
