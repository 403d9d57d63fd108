#include <utility>

#include "compiler/sql_objects/readers.h"

namespace limbeck::compiler {
namespace {

// `lower(email) COLLATE "C" text_ops DESC NULLS LAST`, from a column or an expression on.
schema::IndexElement read_element(StatementReader& in) {
  schema::IndexElement element;
  if (in.is_symbol("(")) {
    element.expression = std::string(in.take_parenthesised());
  } else if (in.is_name() && in.is_symbol("(", 1)) {
    const std::string_view function = in.here();
    in.step();
    const std::string_view arguments = in.take_parenthesised();
    const char* end = arguments.data() + arguments.size();
    if (arguments.empty()) in.fail_expected("the function's arguments");
    element.expression = std::string(function.data(), end) + ")";
  } else {
    element.column = in.take_plain_name("a column").name.name;
  }
  if (in.accept({"collate"})) element.collation = in.take_plain_name("a collation").name.name;
  const bool more = in.is("asc") || in.is("desc") || in.is("nulls");
  if (in.is_name() && !more) element.opclass = in.take_plain_name("an operator class").name.name;
  if (in.accept({"desc"})) {
    element.order = schema::Order::descending;
  } else {
    in.accept({"asc"});
  }
  if (in.accept({"nulls", "first"})) element.nulls = schema::Nulls::first;
  if (in.accept({"nulls", "last"})) element.nulls = schema::Nulls::last;
  return element;
}

}  // namespace

// https://www.postgresql.org/docs/15/sql-createindex.html
void read_index(StatementReader& in, Collected& out, bool unique) {
  schema::Index index{.unique = unique};
  in.accept({"concurrently"});
  in.accept({"if", "not", "exists"});
  if (in.is("on")) in.fail("give the index a name");
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
