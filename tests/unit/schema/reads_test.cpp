#include "migrations/schema/reads.h"
#include "migrations/sql_text/names.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace limbeck::schema::reads_test {
namespace {

const std::map<std::string, std::set<std::string>> tables{
    {"accounts", {"id", "address", "name"}},
    {"profiles", {"id", "account_id", "address"}},
    {"orders", {"id", "account_id", "total"}}};

// `accounts.address profiles.account_id`, sorted; a table as a whole is its name alone.
std::string read(const std::string& text) {
  const KnownTables known{
      .table = [](const Name& name) -> std::optional<Name> {
        const std::string folded = sql_text::lower_case(name.name);
        return tables.contains(folded) ? std::optional(Name{"", folded}) : std::nullopt;
      },
      .column = [](const Name& of, const std::string& name) -> std::optional<std::string> {
        const std::string folded = sql_text::lower_case(name);
        return tables.at(of.name).contains(folded) ? std::optional(folded) : std::nullopt;
      }};
  std::set<std::string> found;
  for (const Read& each : reads_of(text, {"", "profiles"}, known)) {
    if (each.table == Name{"", "profiles"} && each.column.empty()) continue;
    found.insert(each.table.name + (each.column.empty() ? "" : "." + each.column) +
                 (each.is_known ? "" : "?"));
  }
  std::string list;
  for (const std::string& each : found) list += (list.empty() ? "" : " ") + each;
  return list;
}

TEST(Reads, a_bare_name_is_the_row_s_column) {
  EXPECT_EQ(read("upper(address)"), "profiles.address");
  EXPECT_EQ(read("coalesce(address, 'address')"), "profiles.address");
  EXPECT_EQ(read("profiles.address || \"account_id\""), "profiles.account_id profiles.address");
  EXPECT_EQ(read("now()"), "");
}

TEST(Reads, a_bare_name_in_a_query_is_first_a_column_of_its_tables) {
  EXPECT_EQ(read("(SELECT address FROM accounts WHERE accounts.id = account_id)"),
            "accounts accounts.address accounts.id profiles.account_id");
  EXPECT_EQ(read("(select name from accounts a where a.id = account_id)"),
            "accounts accounts.id accounts.name profiles.account_id");
  EXPECT_EQ(read("(SELECT a.address FROM accounts AS a)"), "accounts accounts.address");
}

TEST(Reads, every_table_of_a_from_clause_is_seen) {
  EXPECT_EQ(read("(SELECT sum(o.total) FROM orders o JOIN accounts a ON a.id = o.account_id)"),
            "accounts accounts.id orders orders.account_id orders.total");
  EXPECT_EQ(read("(SELECT max(total) FROM accounts, orders LIMIT 1)"),
            "accounts orders orders.total");
  EXPECT_EQ(read("(SELECT max(total) FROM (accounts CROSS JOIN orders) WHERE name = 'x')"),
            "accounts accounts.name orders orders.total");
}

TEST(Reads, queries_in_queries_have_their_own_tables) {
  EXPECT_EQ(read("(SELECT total FROM orders WHERE account_id IN (SELECT id FROM accounts))"),
            "accounts accounts.id orders orders.account_id orders.total");
  EXPECT_EQ(read("(SELECT d.name FROM (SELECT name FROM accounts) d)"), "accounts accounts.name");
  EXPECT_EQ(read("(WITH w AS (SELECT total FROM orders) SELECT w.total FROM w)"),
            "orders orders.total");
  EXPECT_EQ(read("(SELECT name FROM accounts UNION SELECT address FROM profiles p)"),
            "accounts accounts.name profiles.address");
}

TEST(Reads, from_inside_a_function_is_no_clause) {
  EXPECT_EQ(read("extract(year FROM address)"), "profiles.address");
  EXPECT_EQ(read("(SELECT substring(name FROM 2) FROM accounts)"), "accounts accounts.name");
  EXPECT_EQ(read("(SELECT id FROM accounts WHERE name IS DISTINCT FROM address)"),
            "accounts accounts.address accounts.id accounts.name");
}

TEST(Reads, a_star_is_every_column_and_a_count_is_none) {
  EXPECT_EQ(read("EXISTS (SELECT * FROM accounts)"), "accounts accounts.*");
  EXPECT_EQ(read("(SELECT count(*) FROM orders)"), "orders");
  EXPECT_EQ(read("(SELECT row_to_json(a) FROM accounts a)"), "accounts accounts.*");
}

TEST(Reads, a_qualified_name_that_the_table_does_not_have_is_distinguished) {
  EXPECT_EQ(read("(SELECT a.nick FROM accounts a)"), "accounts accounts.nick?");
  EXPECT_EQ(read("(SELECT x.nick FROM strangers x)"), "");
}

TEST(Reads, a_name_in_quotes_that_no_table_has_is_reported_as_the_row_s) {
  EXPECT_EQ(read("\"adress\""), "profiles.adress?");
  EXPECT_EQ(read("CASE WHEN \"adress\" = 'x' THEN \"b\" ELSE \"c\" END"),
            "profiles.adress? profiles.b? profiles.c?");
  EXPECT_EQ(read("(SELECT max(\"adress\") FROM accounts)"), "accounts profiles.adress?");
  EXPECT_EQ(read("adress"), "");
  EXPECT_EQ(read("(SELECT \"x\" FROM strangers)"), "");
  EXPECT_EQ(read("(SELECT total \"x\" FROM orders ORDER BY \"x\")"), "orders orders.total");
  EXPECT_EQ(read("(SELECT total AS \"x\" FROM orders ORDER BY \"x\")"), "orders orders.total");
  EXPECT_EQ(read("(SELECT sum(total) \"x\" FROM orders)"), "orders orders.total");
  EXPECT_EQ(read("\"lower\"(address)"), "profiles.address");
}

TEST(Reads, types_and_given_names_are_no_columns) {
  EXPECT_EQ(read("CAST(id AS address)"), "profiles.id");
  EXPECT_EQ(read("id::address"), "profiles.id");
  EXPECT_EQ(read("(SELECT a.id AS address FROM accounts a)"), "accounts accounts.id");
}

}  // namespace
}  // namespace limbeck::schema::reads_test
