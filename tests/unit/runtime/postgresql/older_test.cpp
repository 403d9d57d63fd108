// A program on a database that is ahead of it: it starts where every revision beyond its own was
// recorded as compatible with older programs, and names those that were not (design §6).
#include "tests/unit/runtime/postgresql/revisions.h"

LIMBECK_REVISION(o_adds) = {
    .revises = {"b2"},
    .message = "only adds",
    .upgrade =
        [](limbeck::Operations& op) {
          op.add_column("users", {.name = "nickname", .type = limbeck::text, .nullable = true});
          op.autocommit_block([](limbeck::Operations& block) {
            block.create_index("ix_users_nickname", "users", {"nickname"}, {.concurrently = true});
          });
        },
    .downgrade = limbeck::reverse_of_upgrade,
};
LIMBECK_REVISION(o_renames) = {
    .revises = {"b2"},
    .message = "renames",
    .upgrade = [](limbeck::Operations& op) { op.rename_table("posts", "articles"); },
    .downgrade = limbeck::reverse_of_upgrade,
};
LIMBECK_REVISION(o_renames_unread) = {
    .revises = {"b2"},
    .message = "renames what nobody reads",
    .compatible = "posts are not read before 2.0",
    .upgrade = [](limbeck::Operations& op) { op.rename_table("posts", "articles"); },
    .downgrade = limbeck::reverse_of_upgrade,
};
LIMBECK_REVISION(o_adds_and_counts) = {
    .revises = {"b2"},
    .message = "adds, and counts on it",
    .incompatible = "programs before it would leave the new table empty",
    .upgrade =
        [](limbeck::Operations& op) {
          op.create_table("totals", {.columns = {{.name = "id", .type = limbeck::bigint}}});
        },
    .downgrade = limbeck::reverse_of_upgrade,
};

namespace limbeck::test::older_test {
namespace {

class Older : public OnPostgresql {
 protected:
  /// A newer program migrates, then one that has only the revisions before.
  MigrationReport start_after(std::string_view id, const Revision& revision,
                              OnLaunch policy = OnLaunch::upgrade) {
    History history = after_posts(id, revision);
    limbeck::migrate(history.manifest(), Database(std::string_view(url_)));
    return limbeck::migrate(history.manifest(2), Database(std::string_view(url_)),
                            {.on_launch = policy, .lock_timeout = std::chrono::seconds(5)});
  }
};

TEST_F(Older, starts_on_what_was_only_added_to) {
  for (const OnLaunch policy : {OnLaunch::upgrade, OnLaunch::verify, OnLaunch::wait}) {
    const MigrationReport report = start_after("o_adds", limbeck_revision_o_adds, policy);
    EXPECT_EQ(report.beyond, std::vector<std::string>{"o_adds"});
    EXPECT_TRUE(report.applied.empty());
  }
  EXPECT_EQ(heads(), "o_adds");
}

TEST_F(Older, refuses_what_it_may_not_live_with_and_names_it) {
  try {
    start_after("o_renames", limbeck_revision_o_renames);
    FAIL() << "it started";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Error::Code::history);
    EXPECT_FALSE(error.retryable());
    EXPECT_NE(
        std::string(error.what()).find("Older programs cannot work with what o_renames changed"),
        std::string::npos)
        << error.what();
  }
  EXPECT_EQ(heads(), "o_renames");
}

TEST_F(Older, believes_what_the_revision_says_of_itself) {
  EXPECT_EQ(start_after("o_renames_unread", limbeck_revision_o_renames_unread).beyond.size(), 1U);
  EXPECT_EQ(
      text_of("SELECT compatible::text FROM limbeck_history WHERE revision = 'o_renames_unread'"),
      "1");
}

TEST_F(Older, believes_a_revision_that_says_it_is_not_compatible) {
  EXPECT_THROW(start_after("o_adds_and_counts", limbeck_revision_o_adds_and_counts), Error);
}

}  // namespace
}  // namespace limbeck::test::older_test
