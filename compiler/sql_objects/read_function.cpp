#include <array>

#include "compiler/sql_objects/readers.h"

namespace limbeck::compiler {

// https://www.postgresql.org/docs/15/sql-createfunction.html
void read_function(StatementReader& in, Collected& out, bool procedure) {
  const NameThere name = in.take_name(procedure ? "the procedure" : "the function");
  schema::Function function{.name = name.name, .procedure = procedure};
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
