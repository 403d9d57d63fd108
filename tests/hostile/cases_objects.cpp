// Enums, sequences, domains, views, functions, triggers and comments.
#include "tests/hostile/build.h"

namespace limbeck::tests {

std::vector<HostileCase> cases_of_objects() {
  std::vector<HostileCase> cases;
  const auto add = [&](const char* group, const std::string& what,
                       std::vector<Operation> operations, std::string unknowable = {}) {
    cases.push_back({group, what, std::move(operations), std::move(unknowable)});
  };
  for (const auto& values : std::vector<std::vector<std::string>>{{},
                                                                  {"a", "a"},
                                                                  {""},
                                                                  {"a", "A"},
                                                                  {std::string(64, 'a')},
                                                                  {std::string("a\0b", 3)},
                                                                  {"it's"},
                                                                  {" a"}}) {
    std::string what = std::to_string(values.size()) + " values";
    if (!values.empty() && values[0].size() < 60) what += " from " + std::string(values[0].c_str());
    std::vector<Operation> all = one(operations::CreateEnum{{.name = name("e"), .values = values}});
    add("values of an enum", what, all);
    all.push_back({operations::CreateTable{table_with(column("x", "enum e"))}, {}});
    add("values of an enum in use", what, all);
    add("values of a replaced enum", what, one(operations::ReplaceEnum{name("mood"), values}));
  }
  for (const char* sql :
       {"SELECT 1 AS x", "SELECT id FROM base", "SELECT nosuch FROM base", "SELECT", "",
        "SELECT 1;", "SELECT id, id FROM base", "SELECT 1 AS x -- c", "SELECT 1 AS x /* c",
        "INSERT INTO base VALUES (1)", "SELECT id FROM base; DROP TABLE other", "VALUES (1)",
        "TABLE base", "SELECT * FROM base", "SELECT $1", "WITH x AS (SELECT 1) SELECT * FROM x",
        "SELECT id INTO z FROM base", "(SELECT 1 AS x)", "SELECT 'unclosed"}) {
    const std::string unknowable = std::string(sql).find("nosuch") != std::string::npos ||
                                           std::string(sql).find("id, id") != std::string::npos
                                       ? "the columns of queries"
                                       : "";
    for (const bool materialized : {false, true}) {
      add(materialized ? "query of a materialized view" : "query of a view", sql,
          one(operations::CreateView{
              {.name = name("v"), .definition = sql, .materialized = materialized}}),
          unknowable);
    }
  }
  for (const auto& [arguments, definition] : std::vector<std::pair<std::string, std::string>>{
           {"", "RETURNS int LANGUAGE sql AS $$SELECT 1$$"},
           {"a int", "RETURNS int LANGUAGE sql AS $$SELECT a$$"},
           {"", ""},
           {"a", "RETURNS int LANGUAGE sql AS $$SELECT 1$$"},
           {"", "LANGUAGE sql AS $$SELECT 1$$"},
           {"", "RETURNS int AS $$SELECT 1$$"},
           {"", "RETURNS int LANGUAGE sql AS $$SELECT 1"},
           {"", "RETURNS int LANGUAGE sql AS $$SELECT 1$$; DROP TABLE base"},
           {"a int) RETURNS int LANGUAGE sql AS $$SELECT 1$$ --", "x"},
           {"a int, a int", "RETURNS int LANGUAGE sql AS $$SELECT 1$$"},
           {"", "RETURNS int LANGUAGE nosuch AS $$SELECT 1$$"},
           {"", "RETURNS int LANGUAGE sql AS $$SELEC 1$$"},
           {"a int = 1, b int", "RETURNS int LANGUAGE sql AS $$SELECT 1$$"}}) {
    add("definition of a function", arguments + " | " + definition,
        one(operations::CreateFunction{
            {.name = name("f"), .arguments = arguments, .definition = definition}}),
        "the bodies and heads of functions");
  }
  for (const auto& [fires, definition] : std::vector<std::pair<std::string, std::string>>{
           {"BEFORE UPDATE", "FOR EACH ROW EXECUTE FUNCTION touch()"},
           {"AFTER INSERT OR DELETE", "FOR EACH STATEMENT EXECUTE FUNCTION touch()"},
           {"INSTEAD OF UPDATE", "FOR EACH ROW EXECUTE FUNCTION touch()"},
           {"BEFORE TRUNCATE", "FOR EACH ROW EXECUTE FUNCTION touch()"},
           {"UPDATE", "FOR EACH ROW EXECUTE FUNCTION touch()"},
           {"BEFORE UPDATE", "EXECUTE FUNCTION nosuch()"},
           {"BEFORE UPDATE OF nosuch", "FOR EACH ROW EXECUTE FUNCTION touch()"},
           {"BEFORE UPDATE", ""},
           {"", "FOR EACH ROW EXECUTE FUNCTION touch()"},
           {"BEFORE UPDATE", "FOR EACH ROW EXECUTE FUNCTION touch(); DROP TABLE other"},
           {"BEFORE UPDATE", "BEGIN SELECT 1; END"}}) {
    add("events of a trigger", fires + " | " + definition,
        one(operations::CreateTrigger{
            {.table = name("base"), .name = "tr", .fires = fires, .definition = definition}}),
        "the texts of triggers");
  }
  for (const std::string& text :
       {std::string("it's"), std::string(), std::string("a\0b", 3), std::string(100000, 'x'),
        std::string("\\"), std::string("\xff\xfe")}) {
    const std::string what = std::to_string(text.size()) + " bytes";
    const std::string unknowable = text == "\xff\xfe" ? "the encoding of a database" : "";
    add("comment on a table", what, one(operations::AlterTableComment{name("base"), text}),
        unknowable);
    add("comment on a column", what,
        one(operations::AlterColumn{.table = name("base"), .column = "a", .comment = text}),
        unknowable);
    schema::Index index{.name = "ixc", .elements = {{.column = "a"}}, .comment = text};
    add("comment on an index", what, one(operations::CreateIndex{name("base"), index}), unknowable);
    add("text of a row", what,
        one(operations::BulkInsert{
            .table = name("other"), .columns = {"id", "x"}, .rows = {{std::int64_t{1}, text}}}),
        unknowable.empty() ? "" : unknowable);
  }
  add("extension", "none of that name",
      one(operations::CreateExtension{{.name = name("no_such_extension")}}),
      "extensions of a server");
  add("sequence owned by", "a column",
      one(operations::CreateSequence{{.name = name("s2"), .owned_by = {{name("base"), "b"}}}}));
  add("sequence owned by", "no column",
      one(operations::CreateSequence{
          {.name = name("s2"), .owned_by = {{name("base"), "nosuch"}}}}));
  return cases;
}

}  // namespace limbeck::tests
