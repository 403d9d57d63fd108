// stamp as a script leaves what stamp leaves.
#include <gtest/gtest.h>

#include "limbeck/error.h"
#include "limbeck/migrate.h"
#include "runtime/connection/open.h"
#include "runtime/migrator/engine.h"
#include "runtime/offline/script.h"
#include "tests/offline/shells.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/shop.h"

namespace limbeck::test::stamp_test {
namespace {

using tests::new_database;
using tests::Outcome;
using tests::ShellDatabase;

class StampScript : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_SHELL(offline_);
    manifest_.dialect_count = 0;
  }

  migrator::Engine engine(const ShellDatabase& database) {
    return {manifest_, connection::open(database.url()), {}};
  }
  std::string script(const std::vector<std::string>& targets, bool purge = false) {
    return offline::stamp(manifest_, graph_, *sql::find_dialect(GetParam()), targets, purge, {});
  }
  void both(const std::string& from, const std::string& to, bool purge = false) {
    if (online_ == nullptr) online_ = new_database(GetParam());
    engine(*online_).stamp({to}, purge);
    const Outcome outcome = offline_->run(script({purge ? to : from + ":" + to}, purge));
    ASSERT_EQ(outcome.code, 0) << outcome.output;
    EXPECT_EQ(outcome.output, "");
    EXPECT_EQ(engine(*offline_).rows(), engine(*online_).rows()) << from << ":" << to;
    EXPECT_EQ(offline_->history(), online_->history()) << from << ":" << to;
  }

  std::unique_ptr<ShellDatabase> offline_ = new_database(GetParam()), online_;
  History history_ = shop();
  Manifest manifest_ = history_.manifest();
  history::Graph graph_ = migrator::graph_of(manifest_);
};

TEST_P(StampScript, leaves_what_stamp_leaves_up_down_and_to_base) {
  both("base", "a3");
  both("a3", "a5");
  both("a5", "a2");
  both("a2", "head");
  both("a10", "base");
  EXPECT_EQ(offline_->dump(), online_->dump());
}

TEST_P(StampScript, with_purge_forgets_whatever_there_was) {
  both("base", "a3");
  for (const ShellDatabase* each : {online_.get(), offline_.get()}) {
    connection::open(each->url())->execute("UPDATE limbeck_version SET version_num = 'unknown'");
  }
  both("", "a2", true);
  both("", "base", true);
}

TEST_P(StampScript, ends_what_was_half_applied) {
  both("base", "a3");
  for (const ShellDatabase* each : {online_.get(), offline_.get()}) {
    connection::open(each->url())
        ->execute(
            "INSERT INTO limbeck_version VALUES ('half-applied');"
            "UPDATE limbeck_history SET progress = 1, duration = NULL WHERE revision = 'a3'");
  }
  both("a3", "a5");
  EXPECT_FALSE(engine(*offline_).look().half_applied);
  EXPECT_EQ(offline_->dump(), online_->dump());
}

TEST_P(StampScript, that_starts_elsewhere_changes_nothing) {
  both("base", "a3");
  EXPECT_NE(offline_->run(script({"a4:a5"})).code, 0);
  EXPECT_NE(offline_->run(script({"a5"})).code, 0);
  EXPECT_EQ(offline_->dump(), online_->dump());
  EXPECT_EQ(offline_->history(), online_->history());
}

TEST(StampScripts, start_from_one_place) {
  History history = shop();
  const Manifest manifest = history.manifest();
  const auto script = [&](const std::vector<std::string>& targets) {
    return offline::stamp(manifest, migrator::graph_of(manifest), *sql::find_dialect("sqlite"),
                          targets, false, {});
  };
  EXPECT_EQ(error_of([&] { script({"a1:a3", "a2:a4"}); }).code(), Error::Code::usage);
  EXPECT_EQ(error_of([&] { script({"a1:"}); }).code(), Error::Code::usage);
}

TEST_P(StampScript, can_make_the_ledger_alone) {
  const Outcome outcome =
      offline_->run(offline::ensure_version(manifest_, *sql::find_dialect(GetParam()), {}));
  EXPECT_EQ(outcome.code, 0) << outcome.output;
  EXPECT_TRUE(engine(*offline_).rows().empty());
  EXPECT_NE(offline_->dump().find("limbeck_version"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Dialects, StampScript, testing::Values("sqlite", "postgresql"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace limbeck::test::stamp_test
