#include "compiler/sql_objects/readers.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"

namespace limbeck::compiler {

std::map<std::string, std::string> read_storage(StatementReader& in) {
  std::map<std::string, std::string> storage;
  in.expect_symbol("(");
  do {
    std::string name = in.take_plain_name("a setting").name.name;
    if (in.accept_symbol(".")) name += "." + in.take_plain_name("a setting").name.name;
    std::string value = "true";
    if (in.accept_symbol("=")) {
      if (in.at_end() || in.is_symbol(")")) in.fail_expected("a value");
      const bool text = in.peek().kind == sql_text::Token::Kind::string;
      value = text ? in.take_text() : std::string(in.take().text);
    }
    storage[sql_text::lower_case(name)] = std::move(value);
  } while (in.accept_symbol(","));
  in.expect_symbol(")");
  return storage;
}

// https://www.postgresql.org/docs/15/sql-createview.html,
// https://www.sqlite.org/lang_createview.html
void read_view(StatementReader& in, Collected& out, bool materialized) {
  in.accept({"if", "not", "exists"});
  const NameThere name = in.take_name("the view");
  schema::View view{.name = name.name, .materialized = materialized};
  if (in.is_symbol("(")) {
    in.fail("limbeck keeps no list of a view's columns; name them in its query: SELECT a AS b");
  }
  if (in.is_word("using") || in.is_word("tablespace")) {
    in.fail("limbeck keeps no USING and no TABLESPACE of a materialized view; leave it out");
  }
  if (in.accept({"with"})) view.storage = read_storage(in);
  in.expect({"as"});
  if (in.at_end()) in.fail_expected("a query");
  view.definition = std::string(in.rest());
  out.add(in, name.at, std::move(view));
}

}  // namespace limbeck::compiler
