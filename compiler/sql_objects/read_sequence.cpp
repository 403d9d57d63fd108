#include "compiler/sql_objects/readers.h"

namespace limbeck::compiler {

// https://www.postgresql.org/docs/15/sql-createsequence.html
void read_sequence(StatementReader& in, Collected& out) {
  in.accept({"if", "not", "exists"});
  const NameThere name = in.take_name("the sequence");
  schema::Sequence sequence{.name = name.name};
  while (!in.at_end()) {
    if (in.accept({"as"})) {
      sequence.type = schema::parse_type(in.take_plain_name("a type").at);
    } else if (in.accept({"increment"})) {
      in.accept({"by"});
      sequence.increment = in.take_integer();
    } else if (in.accept({"minvalue"})) {
      sequence.min = in.take_integer();
    } else if (in.accept({"maxvalue"})) {
      sequence.max = in.take_integer();
    } else if (in.accept({"no", "minvalue"})) {
      sequence.min.reset();
    } else if (in.accept({"no", "maxvalue"})) {
      sequence.max.reset();
    } else if (in.accept({"start"})) {
      in.accept({"with"});
      sequence.start = in.take_integer();
    } else if (in.accept({"cache"})) {
      sequence.cache = in.take_integer();
    } else if (in.accept({"no", "cycle"})) {
      sequence.cycle = false;
    } else if (in.accept({"cycle"})) {
      sequence.cycle = true;
    } else if (in.accept({"owned", "by", "none"})) {
      sequence.owned_by.reset();
    } else if (in.accept({"owned", "by"})) {
      auto [table, column] = in.take_column();
      const schema::Table* found = schema::find_table(out.schema(), table.name);
      if (found == nullptr || schema::find_column(*found, column) == nullptr) {
        throw Unreadable{table.at, "no model declares the column '" + to_string(table.name) + "." +
                                       column + "'"};
      }
      sequence.owned_by = schema::OwnedBy{table.name, column};
    } else {
      in.fail_expected("AS, INCREMENT, MINVALUE, MAXVALUE, START, CACHE, CYCLE or OWNED BY");
    }
  }
  out.add(in, name.at, std::move(sequence));
}

}  // namespace limbeck::compiler
