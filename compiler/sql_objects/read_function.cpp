#include <algorithm>
#include <array>

#include "compiler/sql_objects/readers.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"

namespace limbeck::compiler {

// https://www.postgresql.org/docs/15/sql-createfunction.html
std::optional<bool> read_skip_body_checks(StatementReader& in) {
  if (!in.accept({"local"})) in.accept({"session"});
  if (!in.accept({"check_function_bodies"})) return std::nullopt;
  if (!in.accept({"to"})) in.expect_symbol("=");
  const bool is_quoted = sql_text::text_of(in.peek()).has_value();
  const std::string value = is_quoted ? in.take_text() : std::string(in.peek().text);
  const auto is_one_of = [&](std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(
        words, [&](auto word) { return sql_text::equal_ignoring_case(value, word); });
  };
  const bool is_off = is_one_of({"off", "false", "no", "0"});
  if (!is_off && !is_one_of({"on", "true", "yes", "1", "default"})) in.fail_expected("on or off");
  if (!is_quoted) in.take();
  in.expect_end();
  return is_off;
}

void read_function(StatementReader& in, Collected& out, bool procedure, bool skip_body_check) {
  const NameThere name = in.take_name(procedure ? "the procedure" : "the function");
  schema::Function function{
      .name = name.name, .procedure = procedure, .skip_body_check = skip_body_check};
  function.arguments = std::string(in.take_parenthesised());
  if (in.at_end()) in.fail_expected(procedure ? "LANGUAGE" : "RETURNS");
  function.definition = std::string(in.rest());
  out.add(in, name.at, std::move(function));
}

// https://www.postgresql.org/docs/15/sql-createtrigger.html,
// https://www.sqlite.org/lang_createtrigger.html
void read_trigger(StatementReader& in, Collected& out, bool constraint) {
  in.accept({"if", "not", "exists"});
  const NameThere name = in.take_name("the trigger");
  schema::Trigger trigger{.name = name.name.name, .constraint = constraint};
  constexpr std::array<std::string_view, 1> on{"on"};
  trigger.fires = std::string(in.take_until(on));
  if (trigger.fires.empty()) in.fail_expected("BEFORE, AFTER or INSTEAD OF, and what happens");
  in.expect({"on"});
  const NameThere table = in.take_name("the trigger's table");
  trigger.table = out.table_called(table.name);
  if (in.at_end()) in.fail_expected("what the trigger does");
  trigger.definition = std::string(in.rest());
  out.add(in, name.at, std::move(trigger));
}

// ALTER TABLE … ENABLE TRIGGER and its like.
void read_trigger_mode(StatementReader& in, Collected& out, const NameThere& table) {
  using Mode = schema::TriggerMode;
  Mode mode = Mode::enabled;
  if (in.accept({"disable", "trigger"})) {
    mode = Mode::disabled;
  } else if (in.accept({"enable", "replica", "trigger"})) {
    mode = Mode::replica;
  } else if (in.accept({"enable", "always", "trigger"})) {
    mode = Mode::always;
  } else if (!in.accept({"enable", "trigger"})) {
    in.fail(
        "of ALTER TABLE only ENABLE and DISABLE TRIGGER, ENABLE and FORCE ROW LEVEL SECURITY, "
        "REPLICA IDENTITY and CLUSTER ON belong here; tables are declared by their models, and "
        "anything else between '-- limbeck: object' and '-- limbeck: end'");
  }
  const NameThere name = in.take_plain_name("a trigger");
  schema::Trigger* trigger = out.trigger(table.name, name.name.name);
  if (trigger == nullptr) {
    throw Unreadable{name.at, "'" + to_string(table.name) + "' has no trigger '" + name.name.name +
                                  "' in these files"};
  }
  trigger->mode = mode;
  in.expect_end();
}

}  // namespace limbeck::compiler
