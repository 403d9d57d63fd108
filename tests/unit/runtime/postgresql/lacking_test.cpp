// Revisions that ask for what the server is too old for: refused before any of the run's is
// applied.
#include "runtime/migrator/lacking.h"

#include "limbeck/migrator.h"
#include "migrations/operations/recorder.h"
#include "migrations/sql/postgresql/postgresql.h"
#include "runtime/migrator/abilities.h"
#include "runtime/offline/script.h"
#include "tests/unit/runtime/postgresql/revisions.h"

LIMBECK_REVISION(new_unique) = {
    .revises = {"b2"},
    .message = "one name",
    .upgrade =
        [](limbeck::Operations& op) {
          op.create_unique_constraint(
              "users", {.name = "uq_users_name", .columns = {"name"}, .nulls_not_distinct = true});
        },
    .downgrade = limbeck::reverse_of_upgrade,
};

namespace limbeck::test::lacking_test {
namespace {

constexpr const char* words =
    "create_unique_constraint uq_users_name on users in revision new_unique \"one name\": NULLS "
    "NOT "
    "DISTINCT needs PostgreSQL 15, and the server is ";

class Lacking : public OnPostgresql {};

TEST(LackingFeatures, are_refused_with_place_operation_revision_and_both_versions) {
  History history = after_posts("new_unique", limbeck_revision_new_unique);
  const Manifest manifest = history.manifest();
  std::vector<migrator::PreparedStep> steps;
  for (std::size_t i = 0; i < manifest.size; ++i) {
    migrator::PreparedStep& step = steps.emplace_back();
    step.entry = &manifest.entries[i];
    step.operations = operations::record(step.entry->revision->upgrade);
  }
  const Error error = error_of([&] {
    migrator::refuse_lacking(steps, sql::postgresql_dialect(), "db:5432/shop", {140023});
  });
  EXPECT_EQ(error.code(), Error::Code::history);
  EXPECT_EQ(error.revision(), "new_unique");
  EXPECT_EQ(error.place(), "db:5432/shop");
  EXPECT_TRUE(says(error, "the server of 'db:5432/shop' is too old"));
  EXPECT_TRUE(says(error, std::string(words) + "14"));
  EXPECT_TRUE(says(error, "lacking_test.cpp:"));
  for (const int known : {150018, 190000, 0}) {
    EXPECT_NO_THROW(
        migrator::refuse_lacking(steps, sql::postgresql_dialect(), "db:5432/shop", {known}));
  }
}

TEST(LackingFeatures, are_refused_in_a_script_for_the_lowest_version_that_the_target_asks_for) {
  History history = after_posts("new_unique", limbeck_revision_new_unique);
  Manifest manifest = history.manifest();
  const auto write = [&] {
    return offline::upgrade(manifest, migrator::graph_of(manifest), sql::postgresql_dialect(),
                            "heads", {});
  };
  const std::string script = write();
  int lowest[] = {140000};
  manifest.lowest_versions = lowest;
  const Error error = error_of(write);
  EXPECT_EQ(error.code(), Error::Code::history);
  EXPECT_EQ(error.revision(), "new_unique");
  EXPECT_TRUE(says(error, "every server that DIALECTS of 'shop_migrations' allows"));
  EXPECT_TRUE(says(error,
                   "NULLS NOT DISTINCT needs PostgreSQL 15, and DIALECTS says "
                   "postgresql>=14"));
  lowest[0] = 150000;
  EXPECT_EQ(write(), script);
}

TEST_F(Lacking, a_server_that_is_older_than_the_target_asks_for_is_refused_with_both_versions) {
  History history = after_posts("new_unique", limbeck_revision_new_unique);
  Manifest manifest = history.manifest(2);
  const int lowest[] = {990001};
  manifest.lowest_versions = lowest;
  const int version = tests::PostgresqlServer::get()->version();
  for (const auto on_launch : {OnLaunch::upgrade, OnLaunch::verify}) {
    const Error error =
        error_of([&] { limbeck::migrate(manifest, url_, {.on_launch = on_launch}); });
    EXPECT_EQ(error.code(), Error::Code::usage);
    EXPECT_TRUE(says(error, "' is postgresql " + std::to_string(version) + "."));
    EXPECT_TRUE(says(error, "and the history 'shop_migrations' is for 99.1 and later"));
  }
  EXPECT_EQ(count("SELECT count(*) FROM pg_class WHERE relname IN ('users', 'limbeck_version')"),
            0);
  const int older[] = {130000};
  manifest.lowest_versions = older;
  limbeck::migrate(manifest, url_);
  EXPECT_EQ(heads(), "b2");
}

TEST_F(Lacking, features_leave_the_database_as_it_was) {
  const int version = tests::PostgresqlServer::get()->version();
  if (version >= 15) GTEST_SKIP() << "PostgreSQL " << version << " has them all";
  History history = after_posts("new_unique", limbeck_revision_new_unique);
  const Manifest manifest = history.manifest();
  const std::string expected = words + std::to_string(version);
  EXPECT_TRUE(says(error_of([&] { limbeck::migrate(manifest, url_); }), expected));
  EXPECT_EQ(count("SELECT count(*) FROM pg_class WHERE relname IN ('users', 'limbeck_version')"),
            0);
  limbeck::migrate(manifest, url_, {.target = "b2"});
  EXPECT_TRUE(says(error_of([&] { Migrator(manifest, url_).upgrade("head"); }), expected));
  EXPECT_EQ(heads(), "b2");
}

}  // namespace
}  // namespace limbeck::test::lacking_test
