#include "migrations/state/difference.h"

#include <gtest/gtest.h>

#include "limbeck/revision.h"
#include "migrations/operations/recorder.h"

namespace limbeck::state::misread_test {
namespace {

using limbeck::Operations;

void two_tables(Operations& op) {
  op.create_table("accounts", {.columns = {{.name = "id", .type = integer},
                                           {.name = "address", .type = text, .nullable = true},
                                           {.name = "name", .type = text, .nullable = true}}});
  op.create_table("profiles", {.columns = {{.name = "id", .type = integer},
                                           {.name = "account_id", .type = integer},
                                           {.name = "nick", .type = text, .nullable = true}}});
}

// What is told of a revision on these tables, a line each.
std::string notes_of(RevisionStep step, bool is_known = true) {
  schema::Schema before;
  operations::apply(operations::record(two_tables), before);
  std::string lines;
  for (const auto& problem : misread(operations::record(step), before, is_known))
    lines += problem.message + "\n";
  return lines;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Misread, what_is_there_is_read_without_a_word) {
  EXPECT_EQ(notes_of([](Operations& op) {
              op.add_column("profiles", {.name = "address",
                                         .type = text,
                                         .nullable = true,
                                         .fill = "(SELECT address FROM accounts a WHERE "
                                                 "a.id = account_id)"});
              op.drop_column("accounts", "address");
              op.add_column("profiles", {.name = "shown",
                                         .type = text,
                                         .nullable = true,
                                         .fill = "upper(coalesce(address, nick, 'x'))"});
              op.alter_column("profiles", "nick",
                              {.nullable = false, .fill = "coalesce(nick, '')"});
            }),
            "");
  EXPECT_EQ(notes_of([](Operations& op) {
              op.add_column("profiles", {.name = "of",
                                         .type = text,
                                         .nullable = true,
                                         .fill = "(SELECT s.x FROM strangers s WHERE xmin > '1')"});
              // What others' tables and subqueries have is not known.
              op.add_column("profiles", {.name = "city",
                                         .type = text,
                                         .nullable = true,
                                         .fill = "(SELECT city FROM strangers)"});
              op.add_column("profiles", {.name = "town",
                                         .type = text,
                                         .nullable = true,
                                         .fill = "(SELECT town FROM (SELECT 1 AS town) t)"});
            }),
            "");
}

TEST(Misread, a_column_that_was_dropped_before_is_reported_though_the_name_means_another) {
  for (const RevisionStep step :
       {RevisionStep([](Operations& op) {
          op.drop_column("accounts", "address");
          op.add_column("profiles",
                        {.name = "address",
                         .type = text,
                         .nullable = true,
                         .fill = "(SELECT address FROM accounts WHERE accounts.id = account_id)"});
        }),
        RevisionStep([](Operations& op) {
          op.drop_column("accounts", "address");
          op.add_column("profiles", {.name = "place",
                                     .type = text,
                                     .nullable = true,
                                     .fill = "(SELECT a.\"address\" FROM accounts AS a)"});
        })}) {
    const std::string text = notes_of(step);
    EXPECT_TRUE(has(text, "reads 'accounts.address', which drop_column in line ")) << text;
    EXPECT_TRUE(has(text, "has dropped before")) << text;
  }
}

TEST(Misread, a_table_that_was_dropped_or_renamed_before_is_reported) {
  EXPECT_TRUE(has(
      notes_of([](Operations& op) {
        op.drop_table("accounts");
        op.add_column(
            "profiles",
            {.name = "n", .type = text, .nullable = true, .fill = "(SELECT name FROM accounts)"});
      }),
      "reads table 'accounts', which drop_table in line "));
  EXPECT_TRUE(has(notes_of([](Operations& op) {
                    op.rename_table("accounts", "users");
                    op.alter_column(
                        "profiles", "nick",
                        {.nullable = false, .fill = "(SELECT max(name) FROM accounts)"});
                  }),
                  "has renamed to 'users'"));
}

TEST(Misread, what_a_later_operation_makes_is_reported) {
  EXPECT_TRUE(has(notes_of([](Operations& op) {
                    op.add_column("profiles", {.name = "tenant",
                                               .type = integer,
                                               .fill = "(SELECT a.tenant FROM accounts a)"});
                    op.add_column("accounts", {.name = "tenant", .type = integer, .fill = "1"});
                  }),
                  "reads 'accounts.tenant', which add_column in line "));
  EXPECT_TRUE(has(notes_of([](Operations& op) {
                    op.add_column("profiles", {.name = "shown", .type = text, .fill = "full_name"});
                    op.rename_column("profiles", "nick", "full_name");
                  }),
                  "makes only later"));
}

TEST(Misread, a_new_column_that_reads_itself_is_reported) {
  EXPECT_TRUE(has(notes_of([](Operations& op) {
                    op.add_column("profiles", {.name = "city",
                                               .type = text,
                                               .nullable = true,
                                               .fill = "(SELECT city FROM accounts)"});
                  }),
                  "reads that column itself"));
}

TEST(Misread, a_column_that_no_operation_ever_made_is_reported_where_all_are_known) {
  const auto step = [](Operations& op) {
    op.add_column("profiles", {.name = "place",
                               .type = text,
                               .nullable = true,
                               .fill = "(SELECT a.adress FROM accounts a)"});
  };
  EXPECT_TRUE(has(notes_of(step), "'accounts.adress', a column that the table does not have"));
  EXPECT_EQ(notes_of(step, false), "");
}

TEST(Misread,
     a_quoted_name_that_no_table_there_has_is_reported_as_SQLite_would_take_it_for_a_text) {
  static const char* fill;  // a revision's function has no state
  const auto told_of = [](const char* text) {
    fill = text;
    return notes_of([](Operations& op) {
      op.add_column("profiles",
                    {.name = "copy", .type = limbeck::text, .nullable = true, .fill = fill});
    });
  };
  const char* const of_row =
      "add_column: the fill of 'profiles.copy' reads 'profiles.nope', a column that the table does "
      "not have at this revision; a text literal has single quotes\n";
  EXPECT_EQ(told_of("\"nope\""), of_row);
  EXPECT_EQ(told_of("upper(\"nope\") || nick"), of_row);
  EXPECT_EQ(told_of("(SELECT max(\"nope\") FROM accounts a WHERE a.id = account_id)"), of_row);
  EXPECT_EQ(told_of("\"nick\" || 'nope'"), "");
  EXPECT_EQ(told_of("(SELECT \"address\" FROM \"accounts\" WHERE \"id\" = \"account_id\")"), "");
  // Given names, and what is not known.
  EXPECT_EQ(told_of("(SELECT max(a.name) AS \"nope\" FROM accounts a ORDER BY \"nope\")"), "");
  EXPECT_EQ(told_of("(SELECT \"nope\" FROM strangers)"), "");
  EXPECT_EQ(told_of("nick COLLATE \"C\""), "");
  EXPECT_EQ(told_of("nick::\"char\""), "");
  EXPECT_EQ(notes_of([](Operations& op) {
              op.alter_column("profiles", "account_id",
                              {.type = limbeck::text, .using_expression = "\"acount_id\""});
            }),
            "alter_column: the using_expression of 'profiles.account_id' reads "
            "'profiles.acount_id', a column that the table does not have at this revision; a text "
            "literal has single quotes\n");
}

TEST(Misread, a_conversion_reads_like_a_fill) {
  const std::string text = notes_of([](Operations& op) {
    op.rename_column("profiles", "nick", "handle");
    op.alter_column("profiles", "account_id",
                    {.type = limbeck::text, .using_expression = "account_id || nick"});
  });
  EXPECT_TRUE(has(text,
                  "alter_column: the using_expression of 'profiles.account_id' reads "
                  "'profiles.nick', which rename_column in line "))
      << text;
}

}  // namespace
}  // namespace limbeck::state::misread_test
