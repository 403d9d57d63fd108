// Every kind of thing under names that mean something to a database.
#include "tests/hostile/build.h"

namespace limbeck::tests {

std::vector<HostileCase> cases_of_names() {
  const std::vector<std::string> names{"",
                                       "xmin",
                                       "ctid",
                                       "tableoid",
                                       "cmin",
                                       "cmax",
                                       "xmax",
                                       "oid",
                                       "rowid",
                                       "_rowid_",
                                       "OID",
                                       "select",
                                       "table",
                                       "user",
                                       "order",
                                       "group",
                                       "a b",
                                       "a.b",
                                       "a\"b",
                                       "a'b",
                                       "ä",
                                       "1a",
                                       "$1",
                                       "A",
                                       "pg_x",
                                       "PG_X",
                                       "sqlite_x",
                                       "SQLITE_x",
                                       "_limbeck_new_x",
                                       std::string(63, 'x'),
                                       std::string(64, 'x'),
                                       std::string(62, 'x') + "ä",
                                       std::string("a\0b", 3),
                                       "a\nb",
                                       "BASE",
                                       "base",
                                       "other",
                                       "pg_catalog",
                                       "information_schema",
                                       "public",
                                       "main",
                                       "temp",
                                       "null",
                                       "default",
                                       "\\",
                                       ";--",
                                       "int4",
                                       "_mood",
                                       "mood",
                                       "ID",
                                       "column",
                                       "ix_base",
                                       "IX_BASE",
                                       "pk_base",
                                       "view_of_base"};
  std::vector<HostileCase> cases;
  for (const std::string& text : names) {
    const auto add = [&](const char* group, std::vector<Operation> operations) {
      std::string shown = text.size() > 62 ? std::to_string(text.size()) + " bytes" : text;
      for (char& c : shown) c = c == '\0' ? '0' : c;
      cases.push_back({std::string("name of ") + group, shown, std::move(operations)});
    };
    Table table = table_with(column("x", "integer"));
    table.name = name(text);
    add("a table", create(table));
    table.name = {text, "t"};
    std::vector<Operation> in_schema = one(operations::CreateSchema{{.name = name(text)}});
    add("a schema", in_schema);
    in_schema.push_back({operations::CreateTable{table}, {}});
    add("a table's schema", in_schema);
    add("a column", create(table_with(column(text, "integer"))));
    add("an added column", one(operations::AddColumn{name("base"), column(text, "integer")}));
    add("a renamed column", one(operations::RenameColumn{name("base"), "a", text}));
    add("a renamed table", one(operations::RenameTable{name("base"), text}));
    add("a renamed index", one(operations::RenameIndex{name("base"), "ix_base", text}));
    add("a renamed constraint", one(operations::RenameConstraint{name("base"), "uq_base", text}));
    add("an index",
        one(operations::CreateIndex{name("base"), {.name = text, .elements = {{.column = "a"}}}}));
    add("a unique constraint",
        one(operations::CreateUnique{name("base"), {.name = text, .columns = {"a"}}}));
    add("a check",
        one(operations::CreateCheck{name("base"), {.name = text, .expression = "a > 'x'"}}));
    add("a foreign key",
        one(operations::CreateForeignKey{
            name("base"),
            {.name = text, .columns = {"b"}, .ref_table = name("other"), .ref_columns = {"id"}}}));
    add("an exclude constraint",
        one(operations::CreateExclude{name("base"),
                                      {.name = text, .definition = "USING btree (a WITH =)"}}));
    add("an enum", one(operations::CreateEnum{{.name = name(text), .values = {"a"}}}));
    add("an enum's value", one(operations::CreateEnum{{.name = name("e"), .values = {"b", text}}}));
    add("an added value", one(operations::AddEnumValue{name("mood"), text}));
    add("a renamed value", one(operations::RenameEnumValue{name("mood"), "ok", text}));
    add("a sequence", one(operations::CreateSequence{{.name = name(text)}}));
    add("a domain",
        one(operations::CreateDomain{{.name = name(text), .type = schema::parse_type("text")}}));
    add("a view", one(operations::CreateView{
                      {.name = name(text), .definition = "SELECT id AS x FROM base"}}));
    add("a materialized view",
        one(operations::CreateView{
            {.name = name(text), .definition = "SELECT id AS x FROM base", .materialized = true}}));
    add("a function",
        one(operations::CreateFunction{
            {.name = name(text), .definition = "RETURNS int LANGUAGE sql AS $$SELECT 1$$"}}));
    add("a trigger",
        one(operations::CreateTrigger{{.table = name("base"),
                                       .name = text,
                                       .fires = "BEFORE UPDATE",
                                       .definition = "FOR EACH ROW EXECUTE FUNCTION touch()"}}));
    Table two = table_with(column("x", "integer"));
    two.columns.push_back(column("X", "integer"));
    two.columns.push_back(column(text, "integer"));
    add("a third column", create(two));
  }
  // Two things of one name, in each pair of kinds that shares names somewhere.
  const auto kinds = [](const std::string& text, const std::string& column) {
    Table table = table_with(tests::column(column, "integer"));
    table.name = name(text);
    table.primary_key->name = "pk_" + column;
    Table keyed = table_with(tests::column("k", "integer"));
    keyed.name = name("t_" + column);
    keyed.primary_key->name = text;
    return std::vector<std::pair<std::string, Operation>>{
        {"table", {operations::CreateTable{table}, {}}},
        {"primary key", {operations::CreateTable{keyed}, {}}},
        {"index",
         {operations::CreateIndex{name(column == "x" ? "base" : "other"),
                                  {.name = text, .elements = {{.column = "id"}}}},
          {}}},
        {"unique",
         {operations::CreateUnique{name(column == "x" ? "base" : "other"),
                                   {.name = text, .columns = {"id"}}},
          {}}},
        {"check",
         {operations::CreateCheck{name(column == "x" ? "base" : "other"),
                                  {.name = text, .expression = "id > 0"}},
          {}}},
        {"enum", {operations::CreateEnum{{.name = name(text), .values = {"a"}}}, {}}},
        {"sequence", {operations::CreateSequence{{.name = name(text)}}, {}}},
        {"domain",
         {operations::CreateDomain{{.name = name(text), .type = schema::parse_type("text")}}, {}}},
        {"view",
         {operations::CreateView{{.name = name(text), .definition = "SELECT id FROM base"}}, {}}},
        {"function",
         {operations::CreateFunction{
              {.name = name(text), .definition = "RETURNS int LANGUAGE sql AS $$SELECT 1$$"}},
          {}}}};
  };
  const auto first = kinds("same", "x");
  for (const char* text : {"same", "Same", "_same"}) {
    for (const auto& [kind, operation] : first) {
      for (const auto& [other, again] : kinds(text, "y")) {
        cases.push_back(
            {"two things of one name", kind + " same, " + other + " " + text, {operation, again}});
      }
    }
  }
  return cases;
}

}  // namespace limbeck::tests
