#include "tests/unit/diff/diffs.h"

namespace limbeck::diff::rename_parts_test {
namespace {

const Name users_table{"", "users"};
const Name posts{"", "posts"};

TEST(DiffRenameParts, what_has_another_name_and_nothing_else_is_renamed) {
  EXPECT_EQ(told_of([](Operations& op) {
              op.rename_index("ix_posts_author", "posts", "posts_author");
              op.rename_constraint("pk_users", "users", "users_pkey");
              op.rename_constraint("uq_users_email", "users", "users_email_key");
              op.rename_constraint("ck_users_age", "users", "users_age_check");
              op.rename_constraint("fk_posts_author_id_users", "posts", "posts_author_id_fkey");
            }),
            (Lines{"rename_index ix_posts_author on posts to posts_author",
                   "rename_constraint fk_posts_author_id_users on posts to posts_author_id_fkey",
                   "rename_constraint pk_users on users to users_pkey",
                   "rename_constraint uq_users_email on users to users_email_key",
                   "rename_constraint ck_users_age on users to users_age_check"}));
}

TEST(DiffRenameParts, what_is_named_after_a_renamed_column_follows_it) {
  const auto to = after(
      [](Operations& op) {
        op.rename_column("users", "email", "mail");
        op.rename_constraint("uq_users_email", "users", "uq_users_mail");
      },
      shop());
  EXPECT_EQ(told(shop(), to, {.renamed_columns = {{{users_table, "mail"}, "email"}}}),
            (Lines{"rename_column users.email to mail",
                   "rename_constraint uq_users_email on users to uq_users_mail"}));
}

TEST(DiffRenameParts, a_key_under_another_name_leaves_alone_what_refers_to_it) {
  for (const std::string& line :
       told_of([](Operations& op) { op.rename_constraint("pk_users", "users", "users_pkey"); })) {
    EXPECT_EQ(line, "rename_constraint pk_users on users to users_pkey");
  }
}

TEST(DiffRenameParts, what_changes_otherwise_too_is_dropped_and_created) {
  EXPECT_EQ(
      told_of([](Operations& op) {
        op.drop_constraint("ck_users_age", "users");
        op.create_check_constraint("users", {.name = "ck", .expression = "age > 1"});
        op.drop_index("ix_posts_author", "posts");
        op.create_index("ix", "posts", {"author_id"});
      }),
      (Lines{"drop_index ix_posts_author on posts", "create_index ix on posts",
             "drop_constraint ck_users_age on users", "create_check_constraint ck on users"}));
}

TEST(DiffRenameParts, a_name_that_another_leaves_is_taken_after_it) {
  const auto from = after([](Operations& op) { op.create_index("b", "posts", {"body"}); }, shop());
  const auto to = after(
      [](Operations& op) {
        op.rename_index("b", "posts", "c");
        op.rename_index("ix_posts_author", "posts", "b");
      },
      from);
  EXPECT_EQ(told(from, to),
            (Lines{"rename_index b on posts to c", "rename_index ix_posts_author on posts to b"}));
}

TEST(DiffRenameParts, a_name_that_something_else_has_for_now_is_waited_for) {
  // The index `uq` comes where the unique constraint of that name goes.
  const auto to = after(
      [](Operations& op) {
        op.drop_constraint("uq_users_email", "users");
        op.rename_index("ix_posts_author", "posts", "uq_users_email");
      },
      shop());
  EXPECT_EQ(told(shop(), to),
            (Lines{"drop_constraint uq_users_email on users", "drop_index ix_posts_author on posts",
                   "create_index uq_users_email on posts"}));
}

TEST(DiffRenameParts, names_that_two_exchange_are_dropped_and_created) {
  const auto from = after(
      [](Operations& op) {
        op.create_index("a", "posts", {"body"});
        op.create_index("b", "posts", {"author_id"});
      },
      shop());
  schema::Schema to = from;
  for (schema::Index& index : schema::find_table(to, posts)->indexes) {
    if (index.name == "a" || index.name == "b") index.name = index.name == "a" ? "b" : "a";
  }
  schema::sort(to);
  for (const std::string& line : told(from, to)) EXPECT_EQ(line.find("rename"), line.npos) << line;
}

TEST(DiffRenameParts, of_two_alike_each_gets_a_name_of_its_own) {
  const auto from = after(
      [](Operations& op) {
        op.create_index("a1", "posts", {"body"});
        op.create_index("a2", "posts", {"body"});
      },
      shop());
  const auto to = after(
      [](Operations& op) {
        op.rename_index("a1", "posts", "z1");
        op.rename_index("a2", "posts", "z2");
      },
      from);
  EXPECT_EQ(told(from, to),
            (Lines{"rename_index a1 on posts to z1", "rename_index a2 on posts to z2"}));
}

TEST(DiffRenameParts, constraints_of_partitioned_tables_are_made_again) {
  // PostgreSQL renames those of the partitions for checks only.
  const auto from = after([](Operations& op) {
    op.create_table("logs", {.columns = {{.name = "at", .type = date}},
                             .primary_key = {.name = "pk", .columns = {"at"}},
                             .partition_by = "RANGE (at)"});
  });
  schema::Schema to = from;
  to.tables[0].primary_key->name = "logs_pkey";
  for (const std::string& line : told(from, to)) EXPECT_EQ(line.find("rename"), line.npos) << line;
}

}  // namespace
}  // namespace limbeck::diff::rename_parts_test
