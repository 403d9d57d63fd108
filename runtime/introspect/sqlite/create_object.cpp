#include "runtime/introspect/sqlite/create_statements.h"

#include "migrations/sql/sqlite/ddl.h"
#include "migrations/sql_text/lexer.h"
#include "runtime/introspect/sqlite/definition_reader.h"

namespace limbeck::introspect::sqlite {

// https://www.sqlite.org/lang_createview.html
schema::View parse_create_view(std::string_view sql) {
  DefinitionReader in(sql);
  schema::View view;
  in.expect({"create"});
  if (!in.accept({"temp"})) in.accept({"temporary"});
  in.expect({"view"});
  in.accept({"if", "not", "exists"});
  view.name.name = in.take_last_name();
  std::string columns;
  if (in.is_symbol("(")) columns = in.take_parenthesised();
  in.expect({"as"});
  view.definition = in.rest();
  if (view.definition.empty()) in.fail_expected("a query");
  if (!columns.empty()) {
    const std::string name = sql::sqlite::quote(view.name.name);
    view.definition =
        "WITH " + name + " (" + columns + ") AS (" + view.definition + ") SELECT * FROM " + name;
  }
  return view;
}

// https://www.sqlite.org/lang_createtrigger.html
schema::Trigger parse_create_trigger(std::string_view sql) {
  DefinitionReader in(sql);
  schema::Trigger trigger;
  in.expect({"create"});
  if (!in.accept({"temp"})) in.accept({"temporary"});
  in.expect({"trigger"});
  in.accept({"if", "not", "exists"});
  trigger.name = in.take_last_name();
  const char* first = in.peek().text.data();
  const char* last = first;
  while (!in.at_end() && !in.is_word("on")) {
    const sql_text::Token& token = in.take();
    last = token.text.data() + token.text.size();
  }
  trigger.fires.assign(first, last);
  in.expect({"on"});
  trigger.table.name = in.take_name();
  trigger.definition = in.rest();
  if (trigger.definition.empty()) in.fail_expected("what the trigger does");
  return trigger;
}

}  // namespace limbeck::introspect::sqlite
