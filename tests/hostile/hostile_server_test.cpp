// What the build passes, the database takes: every operation with hostile but plausible arguments
// goes through the build's checks (replay and what a dialect refuses) and to a real server. What
// only the server refuses is a fault, but for what no build can know, which the cases name.
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <set>

#include "limbeck/error.h"
#include "migrations/operations/apply.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "tests/hostile/build.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::tests {

std::vector<Operation> hostile_base(bool others) {
  Table base{.name = name("base"),
             .columns = {{.name = "id", .type = schema::parse_type("bigint")},
                         column("a", "text"),
                         column("b", "bigint"),
                         {.name = "nn", .type = schema::parse_type("bigint")},
                         column("at", "timestamptz"),
                         column("doc", "jsonb")},
             .primary_key = {{.name = "pk_base", .columns = {"id"}}},
             .uniques = {{.name = "uq_base", .columns = {"a"}}},
             .checks = {{.name = "ck_base", .expression = "b > 0"}},
             .indexes = {{.name = "ix_base", .elements = {{.column = "b"}}}}};
  Column generated = column("g", "bigint");
  generated.generated = {"b + 1", true};
  base.columns.push_back(generated);
  if (others) {
    base.columns.push_back(column("tags", "text[]"));
    base.columns.push_back(column("span", "int4range"));
    base.columns.push_back(column("place", "point"));
  }
  Table other{
      .name = name("other"),
      .columns = {{.name = "id", .type = schema::parse_type("bigint")}, column("x", "text")},
      .primary_key = {{.name = "pk_other", .columns = {"id"}}}};
  std::vector<Operation> all;
  all.push_back({operations::CreateEnum{{.name = name("mood"), .values = {"ok", "sad"}}}, {}});
  all.push_back({operations::CreateTable{other}, {}});
  all.push_back({operations::CreateTable{base}, {}});
  all.push_back(
      {operations::CreateView{{.name = name("view_of_base"), .definition = "SELECT id FROM base"}},
       {}});
  if (!others) return all;
  all.push_back({operations::CreateSequence{{.name = name("s")}}, {}});
  all.push_back({operations::CreateFunction{{.name = name("touch"),
                                             .definition = "RETURNS trigger LANGUAGE plpgsql AS "
                                                           "$$BEGIN RETURN NEW; END$$"}},
                 {}});
  return all;
}

}  // namespace limbeck::tests

namespace limbeck::tests::hostile_server_test {
namespace {

struct Counts {
  int cases = 0, refused = 0, taken = 0, server_only = 0, unknowable = 0, too_strict = 0, newer = 0;
};

class Hostile : public testing::TestWithParam<const char*> {
 protected:
  using Run = std::function<void(const std::string& script)>;

  static std::string script_of(const sql::Dialect& dialect,
                               const std::vector<Operation>& operations,
                               const schema::Schema& before) {
    std::string script;
    for (const auto& statement : dialect.render(operations, before).statements) {
      if (statement.kind == sql::Statement::Kind::sql) script += statement.text + ";\n";
    }
    return script;
  }

  void run(const std::vector<HostileCase>& cases) {
    const std::string dialect_name = GetParam();
    const bool postgresql = dialect_name == "postgresql";
    if (postgresql) LIMBECK_NEEDS_POSTGRESQL();
    const sql::FullDialect& dialect = *sql::find_dialect(dialect_name);
    const std::vector<Operation> base = hostile_base(postgresql);
    schema::Schema before;
    ASSERT_TRUE(operations::apply(base, before).empty());
    ASSERT_TRUE(dialect.refuse(before).empty());
    const std::string made = script_of(dialect, base, {});
    std::unique_ptr<connection::Driver> driver;
    if (postgresql) {
      driver = connection::open(PostgresqlServer::get()->new_database());
      driver->execute("SET client_min_messages = error");
      driver->execute(made);
    }
    const auto server_refuses = [&](const std::string& script) -> std::string {
      try {
        if (postgresql) {
          driver->execute("BEGIN");
          driver->execute(script.empty() ? "SELECT 1" : script);
          driver->execute("ROLLBACK");
        } else {
          driver = connection::open(":memory:");
          driver->execute(made);
          if (!script.empty()) driver->execute(script);
        }
        return {};
      } catch (const Error& error) {
        if (postgresql) driver->execute("ROLLBACK");
        return error.what();
      }
    };
    std::map<std::string, Counts> counts;
    std::set<std::string> unknowable;
    const bool strict = std::getenv("LIMBECK_SHOW_STRICT") != nullptr;
    for (const HostileCase& one : cases) {
      Counts& count = counts[one.group];
      ++count.cases;
      schema::Schema after = before;
      bool applies = true;
      std::vector<std::string> refusals;
      for (const Operation& operation : one.operations) {
        applies = applies && operations::apply(std::vector{operation}, after).empty();
        for (std::string& problem : dialect.refuse(operation, after))
          refusals.push_back(std::move(problem));
      }
      if (!applies) {
        ++count.refused;
        continue;
      }
      for (const Finding& refusal : dialect.refuse(after)) refusals.push_back(refusal.message);
      std::string script, problem;
      try {
        script = script_of(dialect, one.operations, before);
        problem = server_refuses(script);
      } catch (const std::invalid_argument& error) {
        problem = error.what();
      }
      if (!refusals.empty()) {
        ++count.refused;
        if (problem.empty()) {
          ++count.too_strict;
          if (strict)
            std::cerr << "STRICT " << dialect_name << " | " << one.group << " | " << one.name
                      << " | " << refusals[0] << '\n';
        }
      } else if (const auto lacking = dialect.lacking(
                     one.operations, {driver == nullptr ? 0 : driver->server_version()});
                 !lacking.empty()) {
        // Refused when it is to be applied.
        ++count.newer;
        EXPECT_NE(problem, "") << "the server has it: " << lacking[0].what << "\n  " << script;
      } else if (problem.empty()) {
        ++count.taken;
      } else if (!one.unknowable.empty()) {
        ++count.unknowable;
        unknowable.insert(one.unknowable);
      } else {
        ++count.server_only;
        ADD_FAILURE() << "only the server refuses: " << dialect_name << " | " << one.group << " | "
                      << one.name << "\n  " << problem << "\n  " << script;
      }
    }
    for (const auto& [group, count] : counts) {
      std::cout << dialect_name << " | " << group << " | cases " << count.cases << " | refused "
                << count.refused << " | taken " << count.taken << " | server only "
                << count.server_only << " | cannot be known " << count.unknowable
                << " | stricter than the server " << count.too_strict << " | newer than the server "
                << count.newer << '\n';
    }
    for (const std::string& kind : unknowable) std::cout << "cannot be known: " << kind << '\n';
  }
};

TEST_P(Hostile, types_that_the_build_passes_the_server_takes) { run(cases_of_types()); }
TEST_P(Hostile, names_that_the_build_passes_the_server_takes) { run(cases_of_names()); }
TEST_P(Hostile, indexes_that_the_build_passes_the_server_takes) { run(cases_of_indexes()); }
TEST_P(Hostile, expressions_that_the_build_passes_the_server_takes) { run(cases_of_expressions()); }
TEST_P(Hostile, constraints_that_the_build_passes_the_server_takes) { run(cases_of_constraints()); }
TEST_P(Hostile, objects_that_the_build_passes_the_server_takes) { run(cases_of_objects()); }

INSTANTIATE_TEST_SUITE_P(Databases, Hostile, testing::Values("postgresql", "sqlite"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace limbeck::tests::hostile_server_test
