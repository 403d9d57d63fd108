#include "migrations/operations/recorder.h"

#include <gtest/gtest.h>

#include "limbeck/revision.h"

namespace limbeck::operations::recorder_test {
namespace {

TEST(Recorder, keeps_operations_in_order_with_the_line_that_asked_for_them) {
  const auto recorded = record([](limbeck::Operations& op) {
    op.drop_table("a");
    op.batch_alter_table("t", [](BatchOperations& batch) { batch.drop_column("c"); });
  });
  ASSERT_EQ(recorded.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<DropTable>(recorded[0].value));
  EXPECT_NE(recorded[0].location.file.find("recorder_test.cpp"), std::string::npos);
  EXPECT_EQ(recorded[1].location.line, recorded[0].location.line + 1);
}

TEST(Recorder, a_table_holds_all_that_the_revision_says_of_it) {
  const auto recorded = record([](limbeck::Operations& op) {
    op.create_table(
        {"shop", "posts"},
        {.columns = {{.name = "id", .type = bigint, .identity = always},
                     {.name = "tags", .type = array(varchar(20)), .nullable = true},
                     {.name = "code", .type = native({.sqlite = "TEXT"}), .server_default = "'x'"}},
         .primary_key = {.name = "pk", .columns = {"id"}},
         .uniques = {{.name = "uq", .columns = {"code", "id"}}},
         .foreign_keys = {{.name = "fk",
                           .columns = {"id"},
                           .ref_table = "users",
                           .ref_columns = {"id"},
                           .on_delete = Action::set_null,
                           .deferrable = Deferrable::initially_deferred}},
         .checks = {{.name = "ck", .expression = "id > 0"}},
         .settings = {{"sqlite.strict", "true"}}});
  });
  const auto& table = std::get<CreateTable>(recorded.at(0).value).table;
  EXPECT_EQ(table.name, (Name{"shop", "posts"}));
  EXPECT_EQ(table.columns.at(0).identity->mode, schema::Identity::Mode::always);
  EXPECT_EQ(to_string(table.columns.at(1).type), "varchar(20)[]");
  EXPECT_TRUE(table.columns.at(1).nullable);
  EXPECT_EQ(table.columns.at(2).type.per_dialect.at("sqlite"), "TEXT");
  EXPECT_EQ(table.columns.at(2).default_sql, "'x'");
  EXPECT_EQ(table.primary_key->columns, std::vector<std::string>{"id"});
  EXPECT_EQ(table.uniques.at(0).columns, (std::vector<std::string>{"code", "id"}));
  EXPECT_EQ(table.foreign_keys.at(0).on_delete, schema::Action::set_null);
  EXPECT_EQ(table.foreign_keys.at(0).deferrable, schema::Deferrable::initially_deferred);
  EXPECT_EQ(table.checks.at(0).expression, "id > 0");
  EXPECT_EQ(table.settings.at("sqlite.strict"), "true");
}

TEST(Recorder, alter_column_leaves_alone_what_it_does_not_name) {
  const auto recorded = record([](limbeck::Operations& op) {
    op.alter_column("t", "c", {.server_default = none, .new_column_name = "d"});
    op.alter_column("t", "c", {.new_column_name = "d"});
  });
  ASSERT_EQ(recorded.size(), 3U);
  const auto& change = std::get<AlterColumn>(recorded[0].value);
  EXPECT_FALSE(change.type || change.nullable || change.identity || change.comment);
  ASSERT_TRUE(change.default_sql.has_value());
  EXPECT_FALSE(change.default_sql->has_value());
  EXPECT_EQ(std::get<RenameColumn>(recorded[1].value).new_name, "d");
  EXPECT_TRUE(std::holds_alternative<RenameColumn>(recorded[2].value));
}

TEST(Recorder, alter_column_that_renames_keeps_every_other_change) {
  const auto recorded = record([](limbeck::Operations& op) {
    op.alter_column("t", "c", {.new_column_name = "d", .using_expression = "c + 1"});
    op.alter_column("t", "c", {.new_column_name = "d", .fill = "0"});
  });
  ASSERT_EQ(recorded.size(), 4U);
  EXPECT_EQ(std::get<AlterColumn>(recorded[0].value).using_expression, "c + 1");
  EXPECT_EQ(std::get<RenameColumn>(recorded[1].value).new_name, "d");
  EXPECT_EQ(std::get<AlterColumn>(recorded[2].value).fill, "0");
  EXPECT_EQ(std::get<RenameColumn>(recorded[3].value).new_name, "d");
}

TEST(Recorder, sql_is_kept_by_dialect_and_its_effect_beside_it) {
  const auto recorded = record([](limbeck::Operations& op) {
    op.execute("SELECT 1");
    op.execute({.postgresql = "A", .sqlite = "B"},
               [](limbeck::Operations& op) { op.drop_table("t"); });
    op.bulk_insert("t", {"a", "b"}, {{1, "x"}, {nullptr, 2.5}, {true, 7LL}});
  });
  EXPECT_EQ(std::get<Execute>(recorded.at(0).value).sql.at(""), "SELECT 1");
  const auto& both = std::get<Execute>(recorded.at(1).value);
  EXPECT_EQ(both.sql.at("sqlite"), "B");
  EXPECT_EQ(both.effect.size(), 1U);
  const auto& insert = std::get<BulkInsert>(recorded.at(2).value);
  EXPECT_EQ(std::get<std::int64_t>(insert.rows.at(0).at(0)), 1);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(insert.rows.at(1).at(0)));
  EXPECT_EQ(std::get<bool>(insert.rows.at(2).at(0)), true);
}

}  // namespace
}  // namespace limbeck::operations::recorder_test
