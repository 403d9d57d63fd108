// SQLite makes all changes of a table in one rebuild: a failure of it is told of the operation that
// asked for what failed, and under the table's own name.
#include <gtest/gtest.h>

#include "limbeck/migrate.h"
#include "limbeck/revision.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/history.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::asked_for_test {

LIMBECK_REVISION(asked_nodes) = {
    .message = "nodes",
    .upgrade =
        [](Operations& op) {
          op.create_enum("mood", {"glad", "sad"});
          op.create_table("owners", {.columns = {{.name = "id", .type = bigint}},
                                     .primary_key = {.name = "pk_owners", .columns = {"id"}}});
          op.create_table("nodes",
                          {.columns = {{.name = "id", .type = bigint},
                                       {.name = "label", .type = text, .nullable = true},
                                       {.name = "level", .type = integer, .nullable = true},
                                       {.name = "mood", .type = enum_type("mood")},
                                       {.name = "owner", .type = bigint, .nullable = true}}});
        },
};

static const char* const rows =
    "INSERT INTO nodes VALUES (1, NULL, 5, 'sad', 9), (1, 'x', 5, 'glad', NULL)";

LIMBECK_REVISION(asked_not_null) = {
    .revises = {"asked_nodes"},
    .message = "not null",
    .upgrade =
        [](Operations& op) {
          op.alter_column("nodes", "label", {.nullable = false});
          op.alter_column("nodes", "level", {.type = bigint});
        },
};
LIMBECK_REVISION(asked_renamed) = {
    .revises = {"asked_nodes"},
    .message = "not null under another name",
    .upgrade =
        [](Operations& op) {
          op.alter_column("nodes", "label", {.nullable = false});
          op.rename_column("nodes", "label", "name");
          op.rename_table("nodes", "things");
          op.alter_column("things", "level", {.type = bigint});
        },
};
LIMBECK_REVISION(asked_computed) = {
    .revises = {"asked_nodes"},
    .message = "a value that is NULL",
    .upgrade =
        [](Operations& op) {
          op.alter_column("nodes", "id", {.type = text, .using_expression = "label"});
          op.alter_column("nodes", "level", {.type = bigint});
        },
};
LIMBECK_REVISION(asked_check) = {
    .revises = {"asked_nodes"},
    .message = "check",
    .upgrade =
        [](Operations& op) {
          op.create_check_constraint("nodes", {.name = "ck_level", .expression = "level < 5"});
          op.create_check_constraint("nodes", {.name = "ck_id", .expression = "id > 0"});
        },
};
LIMBECK_REVISION(asked_nameless) = {
    .revises = {"asked_nodes"},
    .message = "a check without a name",
    .upgrade =
        [](Operations& op) {
          op.create_check_constraint("nodes", {.expression = "level <  5"});
          op.create_check_constraint("nodes", {.expression = "id > 0"});
        },
};
LIMBECK_REVISION(asked_values) = {
    .revises = {"asked_nodes"},
    .message = "values of an enum",
    .upgrade =
        [](Operations& op) {
          op.replace_enum("mood", {"glad"});
          op.alter_column("nodes", "level", {.type = bigint});
        },
};
LIMBECK_REVISION(asked_unique) = {
    .revises = {"asked_nodes"},
    .message = "unique",
    .upgrade =
        [](Operations& op) {
          op.create_unique_constraint("nodes", {.name = "uq_level", .columns = {"level", "id"}});
          op.create_unique_constraint("nodes", {.name = "uq_mood", .columns = {"mood"}});
        },
};
LIMBECK_REVISION(asked_primary_key) = {
    .revises = {"asked_nodes"},
    .message = "primary key",
    .upgrade =
        [](Operations& op) {
          op.create_primary_key("pk_nodes", "nodes", {"id"});
          op.alter_column("nodes", "level", {.type = bigint});
        },
};
LIMBECK_REVISION(asked_unique_index) = {
    .revises = {"asked_nodes"},
    .message = "unique index",
    .upgrade =
        [](Operations& op) {
          op.create_index("ux_level", "nodes", {"level"}, {.unique = true});
          op.create_index("ix_mood", "nodes", {"mood"});
          op.alter_column("nodes", "level", {.type = bigint});
        },
};
LIMBECK_REVISION(asked_foreign_key) = {
    .revises = {"asked_nodes"},
    .message = "foreign key",
    .upgrade =
        [](Operations& op) {
          op.create_foreign_key("nodes", {.name = "fk_owner",
                                          .columns = {"owner"},
                                          .ref_table = "owners",
                                          .ref_columns = {"id"}});
          op.alter_column("nodes", "level", {.type = bigint});
        },
};
LIMBECK_REVISION(asked_in_a_block) = {
    .revises = {"asked_nodes"},
    .message = "foreign key in a block",
    .upgrade =
        [](Operations& op) {
          op.autocommit_block([](Operations& op) {
            op.create_foreign_key("nodes", {.name = "fk_owner",
                                            .columns = {"owner"},
                                            .ref_table = "owners",
                                            .ref_columns = {"id"}});
          });
        },
};

namespace {

class AskedFor : public testing::Test {
 protected:
  /// The first line of the error.
  std::string told(std::string_view id, const Revision& revision) {
    TemporaryDirectory directory;
    const std::string url = directory.url("nodes.db");
    History history;
    history.add("asked_nodes", limbeck_revision_asked_nodes);
    const Manifest first = history.manifest();
    migrate(first, url);
    execute(url, rows);
    History both;
    both.add("asked_nodes", limbeck_revision_asked_nodes);
    both.add(id, revision);
    const Manifest manifest = both.manifest();
    const std::string what = error_of([&] { migrate(manifest, url); }).what();
    EXPECT_EQ(what.find("_limbeck_new_"), std::string::npos) << what;
    const std::string line = what.substr(0, what.find('\n'));
    const std::size_t place = line.find("asked_for_test.cpp:");
    const std::size_t start = place == std::string::npos ? place : line.find(": ", place);
    return start == std::string::npos ? line : line.substr(start + 2);
  }
};

TEST_F(AskedFor, not_null_is_reported_for_the_column_that_became_so) {
  EXPECT_EQ(told("asked_not_null", limbeck_revision_asked_not_null),
            "alter_column nodes.label (not null): NOT NULL constraint failed: nodes.label");
  EXPECT_EQ(told("asked_renamed", limbeck_revision_asked_renamed),
            "alter_column nodes.label (not null): NOT NULL constraint failed: things.name");
  EXPECT_EQ(told("asked_computed", limbeck_revision_asked_computed),
            "alter_column nodes.id (type text): NOT NULL constraint failed: nodes.id");
}

TEST_F(AskedFor, a_check_is_reported_for_what_made_it) {
  EXPECT_EQ(told("asked_check", limbeck_revision_asked_check),
            "create_check_constraint ck_level on nodes: CHECK constraint failed: ck_level");
  EXPECT_EQ(
      told("asked_nameless", limbeck_revision_asked_nameless),
      "create_check_constraint ck_nodes_level on nodes: CHECK constraint failed: ck_nodes_level");
  EXPECT_EQ(told("asked_values", limbeck_revision_asked_values),
            "replace_enum mood (glad): CHECK constraint failed: mood IN ('glad')");
}

TEST_F(AskedFor, a_key_is_reported_for_what_made_it) {
  EXPECT_EQ(told("asked_unique", limbeck_revision_asked_unique),
            "create_unique_constraint uq_level on nodes: UNIQUE constraint failed: nodes.level, "
            "nodes.id");
  EXPECT_EQ(told("asked_primary_key", limbeck_revision_asked_primary_key),
            "create_primary_key pk_nodes on nodes: UNIQUE constraint failed: nodes.id");
  EXPECT_EQ(told("asked_unique_index", limbeck_revision_asked_unique_index),
            "create_index ux_level on nodes: UNIQUE constraint failed: nodes.level");
  EXPECT_EQ(told("asked_foreign_key", limbeck_revision_asked_foreign_key),
            "create_foreign_key fk_owner on nodes: revision asked_foreign_key \"foreign key\" "
            "would leave "
            "1 row of 'nodes' (owner) without a row of 'owners': rowid 1, and was rolled back; "
            "correct or delete these rows before it, or in it");
}

TEST_F(AskedFor, a_foreign_key_is_found_in_a_block) {
  const std::string what = told("asked_in_a_block", limbeck_revision_asked_in_a_block);
  EXPECT_TRUE(what.starts_with("create_foreign_key fk_owner on nodes: ")) << what;
}

}  // namespace
}  // namespace limbeck::test::asked_for_test
