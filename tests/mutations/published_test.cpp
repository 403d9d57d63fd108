// Published schemas on PostgreSQL, changed by hand in every way that an owner has: verify names
// what was done, or that it does not look at such things.
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>

#include "limbeck/error.h"
#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/schemas.h"
#include "runtime/verify/verify.h"
#include "tests/mutations/counts.h"
#include "tests/mutations/raw_postgresql.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::test::published_test {
namespace {

namespace fs = std::filesystem;
using tests::PostgresqlServer;

struct Looked {
  std::string differences, not_looked_at;
};

/// A published schema in a database of its own, of which copies are made.
class Published {
 public:
  explicit Published(const fs::path& folder)
      : name_(folder.filename()),
        server_(*PostgresqlServer::get()),
        postgres_(connection::open(server_.url("postgres"))) {
    postgres_->execute("CREATE DATABASE " + name_);
    server_.run("psql", "-q -v ON_ERROR_STOP=1 -f '" + (folder / "schema.sql").string() + "'",
                name_);
    const auto driver = connection::open(server_.url(name_));
    schema_ = introspect::introspect(
                  *driver, {.ledger = {}, .schemas = introspect::schemas_of_database(*driver)})
                  .schema;
    before_ = look(*driver);
  }

  const std::string& name() const { return name_; }
  const Looked& before() const { return before_; }

  std::unique_ptr<connection::Driver> copy() {
    postgres_->execute("DROP DATABASE IF EXISTS copied WITH (FORCE)");
    postgres_->execute("CREATE DATABASE copied TEMPLATE " + name_);
    return connection::open(server_.url("copied"));
  }

  Looked look(connection::Driver& driver) const {
    Looked looked;
    const verify::Verification found = verify::verify(driver, schema_, {});
    for (const auto& one : found.differences) looked.differences += to_string(one) + "\n";
    for (const auto& one : found.not_looked_at)
      looked.not_looked_at += one.path + ": " + one.what + "\n";
    return looked;
  }

 private:
  std::string name_;
  PostgresqlServer& server_;
  std::unique_ptr<connection::Driver> postgres_;
  schema::Schema schema_;
  Looked before_;
};

/// What is wrong with what was said; empty if nothing is.
std::string wrong(const RawKind& kind, const RawMutation& made, const Looked& before,
                  const Looked& after, MutationCounts& counts) {
  if (kind.said == Said::nothing) {
    const bool same = after.differences == before.differences;
    counts.count(kind.name, same ? "same" : "", "same");
    return same ? "" : "told: " + after.differences;
  }
  const std::string told = kind.said == Said::different
                               ? news(after.differences, before.differences)
                               // An object that is held as its SQL is a difference where the
                               // schema has others of its kind.
                               : news(after.not_looked_at, before.not_looked_at) +
                                     news(after.differences, before.differences);
  if (counts.count(kind.name, told, made.named)) return {};
  return "'" + made.named + "' is not in:\n" + told;
}

TEST(PublishedMutations, are_named_by_verify_or_among_what_it_does_not_look_at) {
  LIMBECK_NEEDS_POSTGRESQL();
  const fs::path folder = fs::path(LIMBECK_SCHEMAS) / "postgresql";
  if (!fs::exists(folder)) GTEST_SKIP() << folder << " is not there";
  connection::open(PostgresqlServer::get()->url("postgres"))
      ->execute("CREATE ROLE postgres SUPERUSER");
  MutationCounts counts("verify of published schemas");
  std::vector<std::string> names{"chinook_identity", "pagila"};
  if (number_from_environment("LIMBECK_LONG", 0) != 0)
    names.insert(names.end(), {"chinook", "sakila", "temporal", "kratos", "adventureworks"});
  std::vector<std::unique_ptr<Published>> published;
  for (const std::string& name : names) {
    published.push_back(std::make_unique<Published>(folder / name));
    // A fault is only seen against quiet; what is told of the schema as it was published is known.
    std::cout << name << ": " << published.back()->before().differences << "\n";
  }
  const auto& kinds = raw_postgresql_kinds();
  const std::size_t count = runs(kinds.size(), 1000);
  for (std::size_t run = 0; run < count; ++run) {
    Random random(seed_of(run));
    const RawKind& kind = kinds[run % kinds.size()];
    // The first that has such a thing, beginning with another each time.
    for (std::size_t i = 0; i < published.size(); ++i) {
      Published& of = *published[(run / kinds.size() + i + 1) % published.size()];
      const auto driver = of.copy();
      driver->execute("SET allow_system_table_mods = on; SET client_min_messages = warning");
      const auto made = raw_mutation(random, *driver, kind);
      if (!made) continue;
      try {
        driver->execute(made->statement);
      } catch (const Error&) {
        counts.count_refused();
        continue;
      }
      const std::string text = wrong(kind, *made, of.before(), of.look(*driver), counts);
      EXPECT_EQ(text, "") << "LIMBECK_SEED=" << seed_of(run) << " " << of.name() << ", "
                          << kind.name << ": " << made->statement;
      break;
    }
  }
  EXPECT_GT(counts.made(), count / 2);
  counts.print();
}

}  // namespace
}  // namespace limbeck::test::published_test
