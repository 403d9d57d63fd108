#include "migrations/schema/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "migrations/schema/json_text.h"

namespace limbeck::schema::json_test {
namespace {

using Json = nlohmann::ordered_json;

Schema everything() {
  Schema schema;
  Table table;
  table.name = {"shop", "orders"};
  table.comment = "what was ordered";
  table.columns = {
      {.name = "id", .type = parse_type("bigint"), .identity = Identity{.start = 100}},
      {.name = "status", .type = parse_type("enum shop.status"), .default_sql = "'new'"},
      {.name = "total", .type = parse_type("numeric(10,2)"), .nullable = true, .comment = "net"},
      {.name = "twice", .type = parse_type("integer"), .generated = Generated{"total * 2", false}},
      {.name = "code",
       .type = {.kind = TypeKind::native, .per_dialect = {{"sqlite", "TEXT"}}},
       .collation = "nocase"},
      {.name = "odd", .type = {.kind = TypeKind::native, .name = {"", "bigint"}}},
  };
  table.primary_key = PrimaryKey{"pk_orders", {"id"}};
  table.uniques = {{.name = "uq", .columns = {"status", "total"}, .nulls_not_distinct = true}};
  table.foreign_keys = {{.name = "fk",
                         .columns = {"id"},
                         .ref_table = {"shop", "others"},
                         .ref_columns = {"id"},
                         .on_delete = Action::cascade,
                         .on_update = Action::set_default,
                         .match = Match::full,
                         .deferrable = Deferrable::initially_deferred,
                         .not_valid = true}};
  table.checks = {{.name = "ck", .expression = "total > 0", .no_inherit = true}};
  table.excludes = {{.name = "ex", .definition = "USING gist (a WITH =)"}};
  table.indexes = {{.name = "ix",
                    .elements = {{.column = "status"},
                                 {.expression = "lower(code)",
                                  .order = Order::descending,
                                  .nulls = Nulls::last,
                                  .opclass = "text_ops"}},
                    .unique = true,
                    .where = "total > 0",
                    .method = "gin",
                    .include = {"total"},
                    .storage = {{"fillfactor", "70"}}}};
  table.partition_by = "RANGE (id)";
  table.settings = {{"sqlite.strict", "true"}};
  schema.tables = {table, {.name = {"shop", "others"}, .columns = {{.name = "id"}}}};
  schema.enums = {{.name = {"shop", "status"}, .values = {"new", "sent"}}};
  sort(schema);
  return schema;
}

std::string refusal(const std::string& text) {
  try {
    schema_from_text(text);
  } catch (const JsonError& error) {
    return error.what();
  }
  return "no refusal";
}

TEST(Json, what_no_file_of_ours_has_is_refused_at_once_and_with_its_place) {
  const auto column = [](const std::string& member) {
    return R"({"tables":[{"name":"t","columns":[{"name":"c","type":)" + member + "}]}]}";
  };
  EXPECT_EQ(refusal(column(R"("text")")), "no refusal");
  EXPECT_NE(refusal(column(R"({"kind":"integer","dimensions":2000000000})")).find("/dimensions"),
            std::string::npos);
  for (const char* number : {"1e999", "-1e999", "1e99999999999"})
    EXPECT_NE(refusal(R"({"tables":[],"x":)" + std::string(number) + "}").find("too large"),
              std::string::npos);
  for (const int depth : {65, 100'000}) {
    const auto count = static_cast<std::size_t>(depth);
    EXPECT_NE(refusal(std::string(count, '[') + std::string(count, ']')).find("deep"),
              std::string::npos);
    std::string objects;
    for (int i = 0; i < depth; ++i) objects += R"({"a":)";
    EXPECT_NE(refusal(objects + "1" + std::string(count, '}')).find("deep"), std::string::npos);
  }
  // Brackets in texts are text.
  EXPECT_NE(
      refusal(R"({"tables":[{"name":")" + std::string(1000, '[') + R"(\"["}]})").find("columns"),
      std::string::npos);
  EXPECT_NE(refusal("{\"tables\":[}").find("at line 1, column"), std::string::npos);
}

TEST(Json, a_schema_survives_being_written_and_read) {
  const Schema schema = everything();
  const std::string text = to_json(schema).dump();
  EXPECT_EQ(schema_from_text(text), schema);
  EXPECT_EQ(to_json(schema_from_text(text)).dump(), text);
}

std::string error_of(std::string_view text) {
  try {
    schema_from_text(text);
  } catch (const JsonError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Json, a_mistake_is_named_with_its_place) {
  EXPECT_EQ(error_of(R"({"tables":[{"name":"t","columns":[{"name":"a"}]}]})"),
            "/tables/0/columns/0: member 'type' is missing");
  EXPECT_EQ(error_of(R"({"tables":[{"name":"t","columns":[],"indices":[]}]})"),
            "/tables/0: unknown member 'indices'");
  EXPECT_EQ(error_of(R"({"tables":{}})"), "/tables: expected an array");
  EXPECT_EQ(error_of(R"([])"), "/: expected an object");
  EXPECT_EQ(error_of(R"({"tables":[{"name":"t","columns":[]},{"name":"t","columns":[]}]})"),
            "/: table 't' is there twice");
  EXPECT_NE(error_of("{"), "no error");
  EXPECT_EQ(error_of(R"({"tables":[{"name":"t","columns":[{"name":"a","type":"text","identity":
            {"mode":"x"}}]}]})"),
            "/tables/0/columns/0/identity/mode: 'x' is none of by_default, always, serial");
}

TEST(Json, an_object_with_two_members_of_one_name_is_refused) {
  for (const char* text :
       {R"({"tables": [], "tables": []})",
        R"({"tables": [{"name": "t", "columns": [], "name": "u"}]})",
        R"({"tables": [], "locations": {"a": {"file": "f"}, "b": {"file": "f", "file": "g"}}})"}) {
    EXPECT_THROW((void)schema_from_text(text), JsonError) << text;
  }
}

// All were quadratic: minutes for these.
TEST(Json, takes_time_in_proportion_to_its_length) {
  std::string text = R"({"tables": [{"name": "t", "columns": [], "settings": {"a": "b")";
  std::string types = R"({"kind": "native", "sql": {"a": "b")";
  for (int i = 0; i < 50'000; ++i) {
    text += ",\"s" + std::to_string(i) + "\": \"x\"";
    types += ",\"s" + std::to_string(i) + "\": \"x\"";
  }
  text += "}}]}";
  types += "}}";
  const Schema schema = schema_from_text(text);
  EXPECT_EQ(schema.tables.at(0).settings.size(), 50'001U);
  EXPECT_EQ(schema_from_text(to_json(schema).dump()), schema);
  EXPECT_EQ(path_of_text_without_utf8(to_json(schema)), "");
  Json of_types = parse_json(types);
  EXPECT_EQ(of_types.at("sql").size(), 50'001U);
  Schema other = schema;
  other.tables[0].columns = {{.name = "c", .type = {.kind = TypeKind::native}}};
  for (const auto& [name, value] : schema.tables[0].settings)
    other.tables[0].columns[0].type.per_dialect[name] = value;
  EXPECT_EQ(to_json(other).at("tables").at(0).at("columns").at(0).at("type").at("sql").size(),
            50'001U);
}

TEST(Json, a_text_that_is_no_utf_8_is_named_by_its_place) {
  EXPECT_EQ(path_of_text_without_utf8(Json{{"a", {{"b", Json::array({"x", "\xff"})}}}}), "/a/b/1");
  EXPECT_EQ(path_of_text_without_utf8(Json{{"a", {{"b\xff", 1}}}}), "/a/b\xff");
  EXPECT_EQ(path_of_text_without_utf8(Json{{"a", {{"b", Json::array({"x"})}}}}), "");
}

TEST(Json, what_a_scan_carries_beside_its_schema_is_no_mistake) {
  EXPECT_EQ(error_of(R"({"tables":[],"locations":{},"hints":{},"heads":[]})"), "no error");
}

}  // namespace
}  // namespace limbeck::schema::json_test
