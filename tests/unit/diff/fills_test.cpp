#include <algorithm>

#include "migrations/findings/rule_id.h"
#include "tests/unit/diff/diffs.h"

namespace limbeck::diff::fills_test {
namespace {

schema::Schema made(RevisionStep step) { return after(step, {}); }

// Where the operation stands, which must be there once.
std::size_t place_of(const Lines& lines, const std::string& line) {
  EXPECT_EQ(std::count(lines.begin(), lines.end(), line), 1) << line;
  return static_cast<std::size_t>(std::find(lines.begin(), lines.end(), line) - lines.begin());
}

void expect_order(const Lines& lines, const Lines& wanted) {
  for (std::size_t i = 1; i < wanted.size(); ++i) {
    EXPECT_LT(place_of(lines, wanted[i - 1]), place_of(lines, wanted[i]))
        << wanted[i - 1] << " before " << wanted[i] << " in\n"
        << ::testing::PrintToString(lines);
  }
}

std::vector<Finding> refused(const schema::Schema& from, const schema::Schema& to,
                             const Hints& hints) {
  std::vector<Finding> problems;
  diff(from, to, hints, problems);
  return problems;
}

Hints fill(const char* table, const char* column, const char* sql) {
  return {.fills = {{{{"", table}, column}, sql}}};
}

void accounts(Operations& op, const char* name) {
  op.create_table(name, {.columns = {{.name = "id", .type = integer},
                                     {.name = "address", .type = text, .nullable = true}},
                         .primary_key = {.columns = {"id"}}});
}
void profiles(Operations& op, const char* name) {
  op.create_table(
      name, {.columns = {{.name = "id", .type = integer}, {.name = "account_id", .type = integer}},
             .primary_key = {.columns = {"id"}}});
}

TEST(DiffFills, a_column_that_moves_to_another_table_goes_after_it_was_read) {
  // Whatever the tables are called.
  for (const auto& [source, target] : std::vector<std::pair<const char*, const char*>>{
           {"accounts", "profiles"}, {"z_accounts", "m_profiles"}}) {
    schema::Schema from;
    for (const auto& each : {source, target}) {
      from = after(each == source ? RevisionStep([](Operations& op) { accounts(op, "accounts"); })
                                  : RevisionStep([](Operations& op) { profiles(op, "profiles"); }),
                   std::move(from));
    }
    from = after([](Operations&) {}, std::move(from));
    for (auto& table : from.tables)
      table.name.name = table.name.name == "accounts" ? source : target;
    schema::sort(from);
    schema::Schema to = from;
    schema::find_table(to, {"", source})->columns.pop_back();
    schema::find_table(to, {"", target})
        ->columns.push_back(
            {.name = "address", .type = {schema::TypeKind::text}, .nullable = true});
    for (const std::string& sql :
         {std::string("(SELECT address FROM ") + source + " WHERE " + source + ".id = account_id)",
          std::string("(SELECT u.address FROM ") + source + " u WHERE u.id = account_id)",
          std::string("(SELECT \"ADDRESS\" FROM \"") + source + "\")"}) {
      expect_order(told(from, to, fill(target, "address", sql.c_str())),
                   {std::string("add_column ") + target + ".address",
                    std::string("drop_column ") + source + ".address"});
    }
  }
}

TEST(DiffFills, a_table_that_is_merged_into_another_goes_after_it_was_read) {
  const auto from = made([](Operations& op) {
    accounts(op, "bios");
    profiles(op, "users");
    op.create_index("ix_bios", "bios", {"address"});
    op.create_foreign_key(
        "bios", {.name = "fk", .columns = {"id"}, .ref_table = "users", .ref_columns = {"id"}});
  });
  const auto to = after(
      [](Operations& op) {
        op.drop_table("bios");
        op.add_column("users", {.name = "bio", .type = text, .nullable = true});
        // Has the name of what goes.
        op.create_index("ix_bios", "users", {"bio"});
      },
      from);
  expect_order(
      told(from, to, fill("users", "bio", "(SELECT address FROM bios b WHERE b.id = users.id)")),
      {"add_column users.bio", "drop_table bios", "create_index ix_bios on users"});
}

TEST(DiffFills, a_new_column_is_filled_before_others_read_it_over_three_tables) {
  const auto from = made([](Operations& op) {
    accounts(op, "tenants");
    profiles(op, "orders");
    profiles(op, "users");
    profiles(op, "lines");
  });
  const auto to = after(
      [](Operations& op) {
        for (const char* table : {"lines", "orders", "users"})
          op.add_column(table, {.name = "tenant_id", .type = integer});
        op.create_unique_constraint("users", {.name = "uq_users", .columns = {"id", "tenant_id"}});
        op.create_foreign_key("orders", {.name = "fk_orders",
                                         .columns = {"account_id", "tenant_id"},
                                         .ref_table = "users",
                                         .ref_columns = {"id", "tenant_id"}});
      },
      from);
  Hints hints =
      fill("lines", "tenant_id", "(SELECT o.tenant_id FROM orders o WHERE o.id = account_id)");
  hints.fills[{{"", "orders"}, "tenant_id"}] =
      "(SELECT tenant_id FROM users WHERE users.id = account_id)";
  hints.fills[{{"", "users"}, "tenant_id"}] = "(SELECT min(id) FROM tenants)";
  expect_order(told(from, to, hints), {"add_column users.tenant_id", "add_column orders.tenant_id",
                                       "add_column lines.tenant_id"});
}

TEST(DiffFills, a_plain_column_is_filled_from_the_generated_one_that_it_replaces) {
  const auto from = made([](Operations& op) {
    op.create_table(
        "people",
        {.columns = {{.name = "id", .type = integer},
                     {.name = "first", .type = text},
                     {.name = "last", .type = text},
                     {.name = "full_name", .type = text, .generated = {"first || last"}}}});
  });
  const auto to = after(
      [](Operations& op) {
        op.drop_column("people", "full_name");
        op.drop_column("people", "first");
        op.drop_column("people", "last");
        op.add_column("people", {.name = "name", .type = text});
      },
      from);
  const Lines lines = told(from, to, fill("people", "name", "full_name"));
  expect_order(lines, {"add_column people.name", "drop_column people.full_name",
                       "drop_column people.first"});
  expect_order(lines, {"drop_column people.full_name", "drop_column people.last"});
}

TEST(DiffFills, nulls_are_filled_before_a_new_column_reads_them_and_values_change_after) {
  const auto from = made([](Operations& op) {
    op.create_table("t", {.columns = {{.name = "a", .type = integer, .nullable = true},
                                      {.name = "b", .type = bigint}}});
  });
  const auto to = after(
      [](Operations& op) {
        op.alter_column("t", "a", {.nullable = false, .fill = "0"});
        op.alter_column("t", "b", {.type = integer});
        op.add_column("t", {.name = "c", .type = bigint});
      },
      from);
  Hints hints = fill("t", "c", "a + b");
  hints.fills[{{"", "t"}, "a"}] = "0";
  expect_order(told(from, to, hints), {"alter_column t.a (not null)", "add_column t.c",
                                       "alter_column t.b (type integer)"});
}

TEST(DiffFills, a_fill_may_name_what_is_renamed_by_its_old_name_or_its_new_one) {
  const auto from = made([](Operations& op) {
    accounts(op, "users");
    profiles(op, "posts");
  });
  const auto to = after(
      [](Operations& op) {
        op.rename_table("users", "people");
        op.rename_column("people", "address", "home");
        op.add_column("posts", {.name = "place", .type = text, .nullable = true});
      },
      from);
  for (const auto& [sql, written] : std::vector<std::pair<const char*, const char*>>{
           {"(SELECT users.address FROM users WHERE users.id = account_id)",
            "(SELECT people.home FROM people WHERE people.id = account_id)"},
           {"(SELECT address FROM users u)", "(SELECT home FROM people u)"},
           {"(SELECT home FROM people)", "(SELECT home FROM people)"}}) {
    Hints hints = fill("posts", "place", sql);
    hints.renamed_tables = {{{"", "people"}, "users"}};
    hints.renamed_columns = {{{{"", "people"}, "home"}, "address"}};
    const auto operations = diff(from, to, hints);
    EXPECT_EQ(std::get<operations::AddColumn>(operations.back().value).fill, written);
  }
}

TEST(DiffFills, views_and_functions_that_are_read_are_there_and_what_they_read_too) {
  schema::Schema from = made([](Operations& op) {
    accounts(op, "accounts");
    profiles(op, "profiles");
  });
  schema::Schema to = after(
      [](Operations& op) {
        op.drop_column("accounts", "address");
        op.add_column("profiles", {.name = "address", .type = text, .nullable = true});
      },
      from);
  from.views = {{.name = {"", "addresses"}, .definition = "SELECT id, address FROM accounts"}};
  expect_order(
      told(
          from, to,
          fill("profiles", "address", "(SELECT address FROM addresses a WHERE a.id = account_id)")),
      {"add_column profiles.address", "drop_view addresses", "drop_column accounts.address"});
  from.views.clear();
  to.functions = {{.name = {"", "address_of"},
                   .arguments = "integer",
                   .definition = "RETURNS text LANGUAGE sql AS $$SELECT address FROM accounts "
                                 "WHERE id = $1$$"}};
  expect_order(told(from, to, fill("profiles", "address", "address_of(account_id)")),
               {"create_function address_of(integer)", "add_column profiles.address",
                "drop_column accounts.address"});
}

TEST(DiffFills, fills_that_read_each_other_are_reported_at_the_field) {
  const auto from = made([](Operations& op) {
    accounts(op, "a");
    profiles(op, "b");
  });
  const auto to = after(
      [](Operations& op) {
        op.add_column("a", {.name = "x", .type = integer});
        op.add_column("b", {.name = "y", .type = integer});
      },
      from);
  Hints hints = fill("a", "x", "(SELECT max(y) FROM b)");
  hints.fills[{{"", "b"}, "y"}] = "(SELECT max(x) FROM a)";
  const auto problems = refused(from, to, hints);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].path, "tables/a/columns/x");
  EXPECT_NE(problems[0].message.find("add_column a.x before add_column b.y before add_column a.x"),
            std::string::npos)
      << problems[0].message;
  EXPECT_NE(problems[0].message.find("two revisions"), std::string::npos);
}

TEST(DiffFills, a_fill_that_reads_what_no_table_has_is_reported_at_the_field) {
  const schema::Schema from = made([](Operations& op) {
    accounts(op, "accounts");
    op.create_view("shown", {.definition = "SELECT upper(address) AS name FROM accounts"});
  });
  const schema::Schema to = after(
      [](Operations& op) {
        op.add_column("accounts", {.name = "label", .type = text, .nullable = true});
      },
      from);
  for (const char* const wrong :
       {"\"adress\"", "accounts.adress", "(SELECT a.adress FROM accounts a)",
        "upper(\"adress\" || 'x')"}) {
    const auto problems = refused(from, to, fill("accounts", "label", wrong));
    ASSERT_EQ(problems.size(), 1u) << wrong;
    EXPECT_EQ(problems[0].path, "tables/accounts/columns/label");
    EXPECT_EQ(problems[0].rule, RuleId::fill);
    EXPECT_NE(problems[0].message.find("reads 'accounts.adress', a column that the table has "
                                       "neither before this change nor after it"),
              std::string::npos)
        << problems[0].message;
  }
  for (const char* const right :
       {"\"address\"", "accounts.ADDRESS", "'adress'", "accounts.xmin::text",
        "(SELECT \"x\" FROM strangers)", "adress()", "(SELECT v.name FROM shown v)",
        "(SELECT \"name\" FROM shown)"}) {
    EXPECT_TRUE(refused(from, to, fill("accounts", "label", right)).empty()) << right;
  }
}

TEST(DiffFills, a_fill_that_reads_its_own_new_column_is_reported_at_the_field) {
  const auto from = made([](Operations& op) {
    accounts(op, "a");
    profiles(op, "b");
  });
  const auto to = after(
      [](Operations& op) { op.add_column("b", {.name = "owner", .type = text, .nullable = true}); },
      from);
  for (const char* sql : {"owner", "(SELECT owner FROM a)", "(SELECT o.owner FROM b o LIMIT 1)"}) {
    const auto problems = refused(from, to, fill("b", "owner", sql));
    ASSERT_EQ(problems.size(), 1U) << sql;
    EXPECT_EQ(problems[0].path, "tables/b/columns/owner");
  }
}

TEST(DiffFills, an_order_that_is_right_stays_as_it_is) {
  const auto from = made([](Operations& op) {
    accounts(op, "a");
    profiles(op, "b");
  });
  const auto to = after(
      [](Operations& op) {
        op.add_column("a", {.name = "x", .type = text, .nullable = true});
        op.drop_column("b", "account_id");
        op.add_column("b", {.name = "y", .type = text, .nullable = true});
      },
      from);
  EXPECT_EQ(told(from, to), told(from, to, fill("b", "y", "(SELECT x FROM a LIMIT 1)")));
}

}  // namespace
}  // namespace limbeck::diff::fills_test
