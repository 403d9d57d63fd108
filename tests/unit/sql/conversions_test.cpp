// What the build asks of a revision that changes a column's type.
#include "migrations/rules/rules.h"

#include <gtest/gtest.h>

#include "limbeck/operations.h"
#include "limbeck/types.h"
#include "migrations/operations/holds_all_values.h"
#include "migrations/operations/recorder.h"

namespace limbeck::sql::conversions_test {
namespace {

std::vector<std::string> undecided(void (*step)(Operations&),
                                   const std::vector<std::string>& names = {"postgresql",
                                                                            "sqlite"}) {
  schema::Schema schema;
  operations::Applier applier(schema);
  applier.apply(operations::record([](Operations& op) {
    op.create_domain("email", {.type = text});
    op.create_enum("mood", {"happy", "it's"});
    op.create_table("t",
                    {.columns = {{.name = "at", .type = bigint},
                                 {.name = "on Off", .type = boolean, .server_default = "true"},
                                 {.name = "word", .type = text, .server_default = "'true'"},
                                 {.name = "mail", .type = native("email"), .nullable = true}}});
  }));
  std::vector<std::string> messages;
  const std::vector<operations::Operation> operations = operations::record(step);
  for (const Finding& gap :
       rules::check({operations, false, find_dialects(names)}, applier, rules::Concern::conversion))
    messages.push_back(gap.message);
  return messages;
}

using Messages = std::vector<std::string>;

TEST(UndecidedConversions, each_database_without_a_conversion_is_named_with_what_is_usual_there) {
  const auto change = [](Operations& op) { op.alter_column("t", "at", {.type = timestamptz}); };
  EXPECT_EQ(
      undecided(change),
      Messages{"PostgreSQL and SQLite do not know how bigint becomes timestamptz: say it for "
               "'t.at' in .using_expression (on PostgreSQL mostly to_timestamp(at); on SQLite "
               "mostly datetime(at, 'unixepoch'))"});
  EXPECT_EQ(undecided(change, {"sqlite"}),
            Messages{"SQLite does not know how bigint becomes timestamptz: say it for 't.at' in "
                     ".using_expression (on SQLite mostly datetime(at, 'unixepoch'))"});
}

TEST(UndecidedConversions, an_expression_for_all_databases_decides) {
  EXPECT_EQ(undecided([](Operations& op) {
              op.alter_column("t", "at", {.type = timestamptz, .using_expression = "f(at)"});
            }),
            Messages{});
}

TEST(UndecidedConversions, an_expression_for_one_database_decides_for_that_one) {
  EXPECT_EQ(undecided([](Operations& op) {
              op.alter_column("t", "at",
                              {.type = timestamptz,
                               .using_expression = SqlByDialect{.postgresql = "to_timestamp(at)"}});
            }),
            Messages{"SQLite does not know how bigint becomes timestamptz: say it for 't.at' in "
                     ".using_expression (on SQLite mostly datetime(at, 'unixepoch'))"});
}

TEST(UndecidedConversions, also_inside_an_autocommit_block_and_not_in_what_execute_declares) {
  EXPECT_EQ(undecided([](Operations& op) {
              op.autocommit_block(
                  [](Operations& inner) { inner.alter_column("t", "at", {.type = uuid}); });
            }).size(),
            1U);
  EXPECT_EQ(undecided([](Operations& op) {
              op.execute("ALTER TABLE …", [](Operations& effect) {
                effect.alter_column("t", "at", {.type = uuid});
              });
            }),
            Messages{});
}

TEST(UndecidedConversions, an_enum_is_proposed_by_its_values) {
  const auto messages =
      undecided([](Operations& op) { op.alter_column("t", "at", {.type = enum_type("mood")}); });
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_NE(messages[0].find("(CASE at WHEN 0 THEN 'happy' WHEN 1 THEN 'it''s' END)::\"mood\""),
            std::string::npos)
      << messages[0];
}

TEST(UndecidedConversions, a_domain_is_converted_as_its_type) {
  EXPECT_EQ(undecided([](Operations& op) { op.alter_column("t", "mail", {.type = bytes}); },
                      {"postgresql"}),
            Messages{});
}

TEST(UndecidedConversions, a_default_that_is_none_of_the_new_type_has_to_be_said_again) {
  EXPECT_EQ(undecided([](Operations& op) {
              op.alter_column("t", "on Off", {.type = text});
              op.alter_column("t", "word", {.type = boolean});
            }),
            (Messages{"the default true of 't.on Off' is none of text: say .server_default, or "
                      ".server_default = limbeck::none",
                      "the default 'true' of 't.word' is none of boolean: say .server_default, or "
                      ".server_default = limbeck::none"}));
  EXPECT_EQ(undecided([](Operations& op) {
              op.alter_column("t", "on Off", {.type = text, .server_default = "'true'"});
              op.alter_column("t", "word", {.type = varchar(9)});
            }),
            Messages{});
}

TEST(HoldsAllValues, a_text_is_bytes_and_not_all_bytes_are_a_text) {
  const schema::Type words = schema::parse_type("text"), raw = schema::parse_type("bytes");
  EXPECT_TRUE(operations::holds_all_values(raw, words, {}));
  EXPECT_FALSE(operations::holds_all_values(words, raw, {}));
}

TEST(HoldsAllValues, a_type_without_conversion_holds_nothing) {
  EXPECT_FALSE(
      operations::holds_all_values(schema::parse_type("text"), schema::parse_type("interval"), {}));
  EXPECT_FALSE(
      operations::holds_all_values(schema::parse_type("interval"), schema::parse_type("text"), {}));
}

}  // namespace
}  // namespace limbeck::sql::conversions_test
