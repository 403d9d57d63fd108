#include "compiler/sql_objects/readers.h"

namespace limbeck::compiler {
namespace {

using schema::Object;
using Kind = schema::ObjectKind;

Object read_object(StatementReader& in, std::string_view& at) {
  const auto named = [&](Kind kind, std::string_view of) {
    const NameThere name = in.take_name(of);
    at = name.at;
    return Object{kind, name.name, {}};
  };
  if (in.accept({"schema"})) return named(Kind::schema, "a schema");
  if (in.accept({"extension"})) return named(Kind::extension, "an extension");
  if (in.accept({"sequence"})) return named(Kind::sequence, "a sequence");
  if (in.accept({"domain"})) return named(Kind::domain, "a domain");
  if (in.accept({"materialized", "view"}) || in.accept({"view"}))
    return named(Kind::view, "a view");
  if (in.accept({"index"})) return named(Kind::index, "an index");
  if (in.accept({"function"}) || in.accept({"procedure"})) {
    Object object = named(Kind::function, "a function");
    object.part = std::string(in.take_parenthesised());
    return object;
  }
  if (in.accept({"trigger"})) {
    const NameThere name = in.take_plain_name("a trigger");
    in.expect({"on"});
    Object object = named(Kind::trigger, "a table");
    object.part = name.name.name;
    at = name.at;
    return object;
  }
  if (auto other = read_other_reference(in, at)) return *std::move(other);
  in.fail(
      "a comment here is one on a view, function, procedure, trigger, sequence, domain, "
      "extension, schema or an index of a materialized view; those of tables, columns and "
      "enums are their models'");
}

}  // namespace

void read_comment(StatementReader& in, Collected& out) {
  std::string_view at;
  const Object object = read_object(in, at);
  in.expect({"is"});
  std::string* comment = out.comment_of(object);
  if (comment == nullptr) {
    throw Unreadable{at, "these files declare no " + std::string(to_string(object.kind)) + " '" +
                             to_string(object) + "'"};
  }
  *comment = in.accept({"null"}) ? std::string() : in.take_text();
  in.expect_end();
}

}  // namespace limbeck::compiler
