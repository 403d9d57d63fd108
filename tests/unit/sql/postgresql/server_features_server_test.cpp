// What only newer servers have is known as such: each feature of the table is asked of the server
// that there is, which refuses it if it is older than the table says and takes it if not.
#include "migrations/sql/postgresql/server_features.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "limbeck/error.h"
#include "runtime/connection/open.h"
#include "tests/servers/postgresql_server.h"
#include "tests/unit/operations/schemas.h"

namespace limbeck::sql::server_features_server_test {
namespace {

using postgresql::Feature;
using postgresql::server_features;

void base(Operations& op) {
  op.create_table("p", {.columns = {{.name = "a", .type = integer}, {.name = "b", .type = integer}},
                        .primary_key = {.name = "pk_p", .columns = {"a", "b"}}});
  op.create_table("t", {.columns = {{.name = "a", .type = integer, .nullable = true},
                                    {.name = "b", .type = integer, .nullable = true},
                                    {.name = "c", .type = text, .nullable = true},
                                    {.name = "d", .type = numeric(5, 2), .nullable = true}}});
  op.create_function("f", {.definition = "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; "
                                         "END'"});
  op.create_trigger("tr", "t",
                    {.fires = "BEFORE INSERT", .definition = "FOR EACH ROW EXECUTE FUNCTION f()"});
  op.create_view("v", {.definition = "SELECT a FROM t"});
}

struct Sample {
  Feature feature;
  RevisionStep step;
};

// Each operation that can ask for the feature.
const Sample samples[] = {
    {Feature::replaced_trigger,
     [](Operations& op) {
       op.replace_trigger(
           "tr", "t",
           {.fires = "BEFORE UPDATE", .definition = "FOR EACH ROW EXECUTE FUNCTION f()"});
     }},
    {Feature::multirange,
     [](Operations& op) {
       op.create_table("m", {.columns = {{.name = "a", .type = native("int4multirange")}}});
     }},
    {Feature::multirange,
     [](Operations& op) {
       op.add_column("t", {.name = "m", .type = native("TSTZMULTIRANGE[]"), .nullable = true});
     }},
    {Feature::multirange,
     [](Operations& op) {
       op.alter_column("t", "c",
                       {.type = native("datemultirange"), .using_expression = "c::datemultirange"});
     }},
    {Feature::multirange,
     [](Operations& op) { op.create_domain("m", {.type = native("nummultirange")}); }},
    {Feature::brin_class,
     [](Operations& op) {
       op.create_index("ix", "t", {IndexElement("a").with_opclass("int4_minmax_multi_ops")},
                       {.method = "brin"});
     }},
    {Feature::brin_class,
     [](Operations& op) {
       op.create_index(
           "ix", "t",
           {IndexElement("a").with_opclass("int4_bloom_ops (false_positive_rate = 0.05)")},
           {.method = "brin"});
     }},
    {Feature::spgist_include,
     [](Operations& op) {
       op.create_index("ix", "t", {"c"}, {.method = "spgist", .include = {"a"}});
     }},
    {Feature::vacuum_auto,
     [](Operations& op) {
       op.create_table("s", {.columns = {{.name = "a", .type = text}},
                             .settings = {{"postgresql.toast.vacuum_index_cleanup", "AUTO"}}});
     }},
    {Feature::vacuum_auto,
     [](Operations& op) {
       op.alter_table_settings("t", {{"postgresql.vacuum_index_cleanup", "auto"}});
     }},
    {Feature::nulls_not_distinct,
     [](Operations& op) {
       op.create_table("n",
                       {.columns = {{.name = "a", .type = integer, .nullable = true}},
                        .uniques = {{.name = "uq", .columns = {"a"}, .nulls_not_distinct = true}}});
     }},
    {Feature::nulls_not_distinct,
     [](Operations& op) {
       op.create_unique_constraint("t",
                                   {.name = "uq", .columns = {"a"}, .nulls_not_distinct = true});
     }},
    {Feature::nulls_not_distinct,
     [](Operations& op) {
       op.autocommit_block([](Operations& block) {
         block.create_index("ix", "t", {"a"},
                            {.unique = true, .nulls_not_distinct = true, .concurrently = true});
       });
     }},
    {Feature::delete_columns,
     [](Operations& op) {
       op.create_table("k", {.columns = {{.name = "a", .type = integer, .nullable = true},
                                         {.name = "b", .type = integer, .nullable = true}},
                             .foreign_keys = {{.name = "fk",
                                               .columns = {"a", "b"},
                                               .ref_table = "p",
                                               .ref_columns = {"a", "b"},
                                               .on_delete = Action::set_default,
                                               .on_delete_columns = {"b"}}}});
     }},
    {Feature::delete_columns,
     [](Operations& op) {
       op.create_foreign_key("t", {.name = "fk",
                                   .columns = {"a", "b"},
                                   .ref_table = "p",
                                   .ref_columns = {"a", "b"},
                                   .on_delete = Action::set_null,
                                   .on_delete_columns = {"a"}});
     }},
    {Feature::security_invoker,
     [](Operations& op) {
       op.create_view("w",
                      {.definition = "SELECT a FROM t", .storage = {{"security_invoker", "true"}}});
     }},
    {Feature::security_invoker,
     [](Operations& op) {
       op.replace_view(
           "v", {.definition = "SELECT a FROM t", .storage = {{"security_invoker", "true"}}});
     }},
    {Feature::numeric_scale,
     [](Operations& op) {
       op.add_column("t", {.name = "n", .type = native("numeric(3, -2)"), .nullable = true});
     }},
    {Feature::numeric_scale,
     [](Operations& op) { op.alter_column("t", "d", {.type = native("decimal(3, 5)")}); }},
};

std::vector<Lacking> lacking_of(const std::vector<operations::Operation>& operations, int version) {
  return find_dialect("postgresql")->lacking(operations, {version});
}

TEST(ServerFeatures, are_asked_for_by_a_sample_each) {
  for (std::size_t i = 0; i < std::size(server_features); ++i) {
    EXPECT_TRUE(std::ranges::any_of(samples, [&](const Sample& sample) {
      return static_cast<std::size_t>(sample.feature) == i;
    })) << server_features[i].name;
  }
}

TEST(ServerFeatures, are_reported_once_for_each_operation_on_an_older_server_only) {
  for (const Sample& sample : samples) {
    const auto operations = operations::record(sample.step);
    const postgresql::ServerFeature& feature =
        server_features[static_cast<std::size_t>(sample.feature)];
    SCOPED_TRACE(feature.name);
    for (const int version : {13, 14, 15, 16, 17, 18}) {
      const auto found = lacking_of(operations, version * 10000 + 4);
      ASSERT_EQ(found.size(), version < feature.since ? 1U : 0U) << version;
      if (found.empty()) continue;
      EXPECT_TRUE(found[0].what.starts_with(std::string(feature.name) + " needs PostgreSQL " +
                                            std::to_string(feature.since) + ", and the server is " +
                                            std::to_string(version)))
          << found[0].what;
      EXPECT_NE(found[0].operation->location.line, 0U);
    }
    EXPECT_TRUE(lacking_of(operations, 0).empty());
  }
  EXPECT_TRUE(lacking_of(operations::record(base), 130000).empty());
}

TEST(ServerFeatures, are_reported_for_the_lowest_version_that_a_target_asks_for) {
  const auto operations = operations::record([](Operations& op) {
    op.replace_trigger(
        "tr", "t", {.fires = "BEFORE UPDATE", .definition = "FOR EACH ROW EXECUTE FUNCTION f()"});
  });
  const FullDialect& dialect = *find_dialect("postgresql");
  const auto found = dialect.lacking(operations, {dialect.read_version("13.4"), true});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].what,
            "CREATE OR REPLACE TRIGGER needs PostgreSQL 14, and DIALECTS says postgresql>=13.4; "
            "drop the trigger and create it again");
  EXPECT_TRUE(dialect.lacking(operations, {dialect.read_version("14"), true}).empty());
}

TEST(ServerVersions, are_read_as_people_write_them_and_written_so) {
  const FullDialect& dialect = *find_dialect("postgresql");
  EXPECT_EQ(dialect.read_version("13"), 130000);
  EXPECT_EQ(dialect.read_version("15.18"), 150018);
  for (const char* none : {"", "12", "9.6", "x", "15.", ".1", "15.x", "15.1.2", "1500", "-15"})
    EXPECT_EQ(dialect.read_version(none), 0) << none;
  EXPECT_EQ(dialect.version_text(130000), "13");
  EXPECT_EQ(dialect.version_text(150018), "15.18");
  EXPECT_EQ(dialect.version_text(90603), "9.6");
  EXPECT_EQ(find_dialect("sqlite")->read_version("3.37"), 0);
}

TEST(ServerFeatures, of_the_table_are_what_the_server_refuses_or_takes) {
  LIMBECK_NEEDS_POSTGRESQL();
  const auto driver = connection::open(tests::PostgresqlServer::get()->new_database());
  ASSERT_GE(driver->server_version(), 130000);
  const FullDialect& dialect = *find_dialect("postgresql");
  const auto run = [&](const std::vector<Statement>& statements) {
    for (const Statement& statement : statements) driver->execute(statement.text);
  };
  run(dialect.render(operations::record(base), {}).statements);
  for (const Sample& sample : samples) {
    const auto operations = operations::record(sample.step);
    std::vector<Statement> statements =
        dialect.render(operations, operations::after(base)).statements;
    // In a transaction, to be undone.
    for (Statement& statement : statements) {
      const std::string word = "CONCURRENTLY ";
      if (const auto at = statement.text.find(word); at != std::string::npos)
        statement.text.erase(at, word.size());
    }
    driver->execute("BEGIN");
    std::string refused;
    try {
      run(statements);
    } catch (const Error& error) {
      refused = error.what();
    }
    driver->execute("ROLLBACK");
    const auto found = lacking_of(operations, driver->server_version());
    EXPECT_EQ(refused.empty(), found.empty())
        << server_features[static_cast<std::size_t>(sample.feature)].name << ": " << refused;
  }
}

TEST(ServerFeatures, are_in_the_document) {
  std::string expected = "| what | from PostgreSQL | before |\n| --- | --- | --- |\n";
  for (const auto& feature : server_features) {
    expected += "| " + std::string(feature.name) + " | " + std::to_string(feature.since) + " | " +
                std::string(feature.instead) + " |\n";
  }
  const std::string path = LIMBECK_POSTGRESQL_DOCUMENT;
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  std::string document = text.str();
  const std::string begin = "<!-- server features -->\n", end = "<!-- end of server features -->\n";
  const std::size_t from = document.find(begin), to = document.find(end);
  ASSERT_NE(from, std::string::npos);
  ASSERT_NE(to, std::string::npos);
  const std::string found = document.substr(from + begin.size(), to - from - begin.size());
  if (std::getenv("LIMBECK_UPDATE_GOLDEN") != nullptr && found != expected) {
    document.replace(from + begin.size(), found.size(), expected);
    std::ofstream(path) << document;
    return;
  }
  EXPECT_EQ(found, expected) << "LIMBECK_UPDATE_GOLDEN=1 writes it";
}

}  // namespace
}  // namespace limbeck::sql::server_features_server_test
