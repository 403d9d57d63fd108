// Live PostgreSQL databases with a fault in them, against their history: verify names each.
#include <gtest/gtest.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "migrations/diff/diff.h"
#include "migrations/schema/json.h"
#include "migrations/sql/dialect.h"
#include "runtime/verify/verify.h"
#include "tests/mutations/counts.h"
#include "tests/mutations/subjects.h"
#include "tests/property/postgresql_database.h"
#include "tests/property/postgresql_schemas.h"

namespace limbeck::test::postgresql_test {
namespace {

/// The schemas of the database are made anew by what is run.
void empty(PostgresqlDatabase& database) {
  std::string sql = "DROP SCHEMA IF EXISTS public, \"odd \"\"schema\"\"\"";
  for (const std::string& name : postgresql_schema_names)
    sql += ", " + sql::find_dialect("postgresql")->quote(name);
  database.driver().execute("SET client_min_messages = warning; " + sql +
                            " CASCADE; CREATE SCHEMA public; CREATE EXTENSION citext");
}

TEST(Mutations, of_live_postgresql_databases_are_named_by_verify) {
  LIMBECK_NEEDS_POSTGRESQL();
  PostgresqlDatabase database(*tests::PostgresqlServer::get());
  MutationCounts counts("verify on postgresql");
  const std::size_t count = runs(mutation_kinds().size(), 2000);
  std::size_t failures = 0;
  for (std::size_t run = 0; run < count && failures < 10; ++run) {
    const MutationKind& kind = mutation_kinds()[run % mutation_kinds().size()];
    auto subject = subject_for(seed_of(run), "postgresql", kind);
    if (!subject) continue;
    const schema::Schema& history = subject->schema;
    const schema::Schema& live = subject->mutation.schema;
    const auto lacks = [&](const schema::Schema& schema) {
      return !sql::find_dialect("postgresql")
                  ->lacking(diff::diff({}, schema), {database.driver().server_version()})
                  .empty();
    };
    if (lacks(history) || lacks(live)) continue;
    std::string told;
    try {
      empty(database);
      // A few faults are none that a database could have: a check option on a view of a count.
      if (const auto failed = database.run(diff::diff({}, live), {})) {
        std::cout << "refused: " << kind.name << ": " << failed->message << "\n";
        counts.count_refused();
        continue;
      }
      for (const auto& one : verify::verify(database.driver(), history, {}).differences) {
        const bool says_how =
            fact(one, "expected") != fact(one, "found") || fact(one, "found").empty();
        told += (says_how ? "" : "NO WORD OF WHAT DIFFERS: ") + to_string(one) + "\n";
      }
    } catch (const std::exception& error) {
      ++failures;
      ADD_FAILURE() << "LIMBECK_SEED=" << seed_of(run) << " " << kind.name << ": " << error.what()
                    << "\n"
                    << to_json(live).dump();
      continue;
    }
    if (counts.count(kind.name, told, subject->mutation.named)) continue;
    ++failures;
    ADD_FAILURE() << "LIMBECK_SEED=" << seed_of(run) << " " << kind.name << ": '"
                  << subject->mutation.named << "' is not in:\n"
                  << told << "\nhistory\n"
                  << to_json(history).dump() << "\nlive\n"
                  << to_json(live).dump();
  }
  EXPECT_GT(counts.made(), 20 * counts.refused());
  counts.print();
}

}  // namespace
}  // namespace limbeck::test::postgresql_test
