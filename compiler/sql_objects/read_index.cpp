#include <utility>

#include "compiler/sql_objects/readers.h"
#include "migrations/schema/index_element.h"
#include "migrations/sql_text/lexer.h"

namespace limbeck::compiler {
namespace {

schema::IndexElement read_element(StatementReader& in) {
  const std::string_view at = in.here();
  const schema::ReadElement read = schema::read_index_element(in.take_element());
  if (!read.problem.empty()) throw Unreadable{at, read.problem};
  return read.element;
}

}  // namespace

// https://www.postgresql.org/docs/15/sql-createindex.html
void read_index(StatementReader& in, Collected& out, bool unique) {
  schema::Index index{.unique = unique};
  in.accept({"concurrently"});
  in.accept({"if", "not", "exists"});
  if (in.is_word("on")) in.fail("give the index a name");
  index.name = in.take_plain_name("the index").name.name;
  in.expect({"on"});
  in.accept({"only"});
  const NameThere view = in.take_name("a materialized view");
  if (in.accept({"using"})) {
    index.method = in.take_plain_name("a method").name.name;
    if (index.method == "btree") index.method.clear();
  }
  in.expect_symbol("(");
  do {
    index.elements.push_back(read_element(in));
  } while (in.accept_symbol(","));
  in.expect_symbol(")");
  if (in.accept({"include"})) {
    in.expect_symbol("(");
    do {
      index.include.push_back(in.take_plain_name("a column").name.name);
    } while (in.accept_symbol(","));
    in.expect_symbol(")");
  }
  if (in.accept({"nulls", "not", "distinct"})) index.nulls_not_distinct = true;
  if (in.accept({"with"})) index.storage = read_storage(in);
  if (in.accept({"tablespace"})) index.tablespace = in.take_plain_name("a tablespace").name.name;
  if (in.accept({"where"})) index.where = std::string(in.rest());
  in.expect_end();
  out.add_index(in, view, std::move(index));
}

}  // namespace limbeck::compiler
