#include "compiler/sql_objects/readers.h"

namespace limbeck::compiler {

void read_schema(StatementReader& in, Collected& out) {
  in.accept({"if", "not", "exists"});
  const NameThere name = in.take_plain_name("the schema");
  in.expect_end();
  out.add(in, name.at, schema::Namespace{.name = name.name});
}

// https://www.postgresql.org/docs/15/sql-createextension.html
void read_extension(StatementReader& in, Collected& out) {
  in.accept({"if", "not", "exists"});
  const NameThere name = in.take_plain_name("the extension");
  schema::Extension extension{.name = name.name};
  in.accept({"with"});
  while (!in.at_end()) {
    if (in.accept({"schema"})) {
      extension.in_schema = in.take_plain_name("a schema").name.name;
    } else if (in.accept({"version"})) {
      extension.version = in.is_name() ? in.take_plain_name("a version").name.name : in.take_text();
    } else {
      in.expect({"cascade"});
    }
  }
  out.add(in, name.at, std::move(extension));
}

}  // namespace limbeck::compiler
