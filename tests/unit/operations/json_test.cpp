#include "migrations/operations/json.h"

#include <nlohmann/json.hpp>

#include "tests/unit/operations/schemas.h"

namespace limbeck::operations::json_test {
namespace {

using limbeck::Operations;

std::vector<std::string> as_json(RevisionStep step) {
  std::vector<std::string> texts;
  for (Operation operation : record(step)) {
    operation.location = {};
    texts.push_back(to_json(operation).dump());
  }
  return texts;
}

TEST(OperationJson, tables) {
  EXPECT_EQ(
      as_json([](Operations& op) {
        op.create_table({"s", "t"}, {.columns = {{.name = "id", .type = bigint}}});
        op.drop_table("t");
        op.rename_table("t", "u");
        op.create_table_comment("t", "c");
        op.drop_table_comment("t");
        op.alter_table_settings("t", {{"sqlite.strict", "true"}, {"x.y", ""}});
      }),
      (std::vector<std::string>{
          R"({"op":"create_table","table":"t","schema":"s","definition":{"name":"t","schema":"s","columns":[{"name":"id","type":"bigint","nullable":false}]}})",
          R"({"op":"drop_table","table":"t"})",
          R"({"op":"rename_table","table":"t","new_name":"u"})",
          R"({"op":"create_table_comment","table":"t","comment":"c"})",
          R"({"op":"drop_table_comment","table":"t"})",
          R"({"op":"alter_table_settings","table":"t","settings":{"sqlite.strict":"true","x.y":null}})",
      }));
}

TEST(OperationJson, columns) {
  EXPECT_EQ(
      as_json([](Operations& op) {
        op.add_column("t", {.name = "c", .type = text, .nullable = true, .fill = "''"});
        op.drop_column("t", "c");
        op.rename_column("t", "c", "d");
        op.alter_column("t", "c",
                        {.type = integer,
                         .server_default = none,
                         .identity = always,
                         .comment = none,
                         .using_expression = "1"});
        op.alter_column("t", "c", {.nullable = false, .generated = "a", .fill = "0"});
      }),
      (std::vector<std::string>{
          R"({"op":"add_column","table":"t","column":{"name":"c","type":"text","nullable":true},"fill":"''"})",
          R"({"op":"drop_column","table":"t","column":"c"})",
          R"({"op":"rename_column","table":"t","column":"c","new_name":"d"})",
          R"({"op":"alter_column","table":"t","column":"c","changes":{"type":"integer","default":null,"identity":{"mode":"always"},"comment":null},"using":"1"})",
          R"({"op":"alter_column","table":"t","column":"c","changes":{"nullable":false,"generated":{"expression":"a","stored":true}},"fill":"0"})",
      }));
}

TEST(OperationJson, indexes_and_constraints) {
  EXPECT_EQ(
      as_json([](Operations& op) {
        op.create_index("ix", "t", {"a"}, {.concurrently = true});
        op.drop_index("ix", "t");
        op.create_primary_key("pk", "t", {"a"});
        op.create_unique_constraint("t", {.name = "uq", .columns = {"a"}});
        op.create_foreign_key(
            "t", {.name = "fk", .columns = {"a"}, .ref_table = {"s", "u"}, .ref_columns = {"b"}});
        op.create_check_constraint("t", {.name = "ck", .expression = "a"});
        op.create_exclude_constraint("t", {.name = "ex", .definition = "d"});
        op.drop_constraint("uq", "t", {.type = ConstraintType::unique});
        op.drop_constraint("", "t", {.type = ConstraintType::foreign_key, .columns = {"a"}});
      }),
      (std::vector<std::string>{
          R"({"op":"create_index","table":"t","index":{"name":"ix","columns":["a"],"unique":false},"concurrently":true})",
          R"({"op":"drop_index","table":"t","index":"ix"})",
          R"({"op":"create_primary_key","table":"t","constraint":{"name":"pk","columns":["a"]}})",
          R"({"op":"create_unique_constraint","table":"t","constraint":{"name":"uq","columns":["a"]}})",
          R"({"op":"create_foreign_key","table":"t","constraint":{"name":"fk","columns":["a"],"ref_schema":"s","ref_table":"u","ref_columns":["b"]}})",
          R"({"op":"create_check_constraint","table":"t","constraint":{"name":"ck","expression":"a"}})",
          R"({"op":"create_exclude_constraint","table":"t","constraint":{"name":"ex","definition":"d"}})",
          R"({"op":"drop_constraint","table":"t","constraint":"uq","type":"unique"})",
          R"({"op":"drop_constraint","table":"t","type":"foreign_key","columns":["a"]})",
      }));
}

TEST(OperationJson, new_names_of_indexes_and_constraints) {
  EXPECT_EQ(
      as_json([](Operations& op) {
        op.rename_index("ix_a", {"s", "t"}, "ix_b");
        op.rename_constraint("uq_a", "t", "uq_b");
      }),
      (std::vector<std::string>{
          R"({"op":"rename_index","table":"t","schema":"s","index":"ix_a","new_name":"ix_b"})",
          R"({"op":"rename_constraint","table":"t","constraint":"uq_a","new_name":"uq_b"})",
      }));
}

TEST(OperationJson, enums_and_data) {
  const auto texts = as_json([](Operations& op) {
    op.create_enum({"s", "e"}, {"a"});
    op.drop_enum("e");
    op.rename_enum({"s", "e"}, "f");
    op.add_enum_value("e", "b", "a");
    op.rename_enum_value("e", "a", "b");
    op.replace_enum("e", {"b"});
    op.execute("x");
    op.bulk_insert("t", {"a", "b", "c", "d"}, {{1, "x", nullptr, true}});
    op.run(nullptr, "why");
  });
  EXPECT_EQ(
      texts,
      (std::vector<std::string>{
          R"({"op":"create_enum","enum":"e","schema":"s","values":["a"]})",
          R"({"op":"drop_enum","enum":"e"})",
          R"({"op":"rename_enum","enum":"e","schema":"s","new_name":"f"})",
          R"({"op":"add_enum_value","enum":"e","value":"b","before":"a"})",
          R"({"op":"rename_enum_value","enum":"e","value":"a","new_value":"b"})",
          R"({"op":"replace_enum","enum":"e","values":["b"]})",
          R"({"op":"execute","sql":"x"})",
          R"({"op":"bulk_insert","table":"t","columns":["a","b","c","d"],"rows":[[1,"x",null,true]]})",
          R"({"op":"run","description":"why"})",
      }));
}

TEST(OperationJson, what_is_inside_a_block_or_an_effect_is_reported_too) {
  const auto operations = record([](Operations& op) {
    op.execute({.sqlite = "y"}, [](Operations& effect) { effect.drop_table("t"); });
    op.autocommit_block([](Operations& inner) { inner.drop_table("t"); });
  });
  const auto execute = to_json(operations[0]);
  EXPECT_EQ(execute["sql"].dump(), R"({"sqlite":"y"})");
  EXPECT_EQ(execute["effect"][0]["op"], "drop_table");
  EXPECT_EQ(to_json(operations[1])["operations"][0]["table"], "t");
}

TEST(OperationJson, reports_where_the_operation_was_written) {
  Operation operation{DropTable{{"", "t"}}, {"a.cpp", 3, 5, 0}};
  EXPECT_EQ(to_json(operation).dump(),
            R"({"op":"drop_table","table":"t","file":"a.cpp","line":3,"column_number":5})");
}

}  // namespace
}  // namespace limbeck::operations::json_test
