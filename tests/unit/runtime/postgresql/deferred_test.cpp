// Rows whose checks wait for the commit, and then a change of their table, in one revision.
// PostgreSQL refuses that ("pending trigger events") only where there are rows.
#include "tests/unit/runtime/postgresql/revisions.h"

namespace limbeck::test::deferred_test {
namespace {

LIMBECK_REVISION(d_tables) = {
    .message = "tables",
    .upgrade =
        [](Operations& op) {
          op.create_table("parent", {.columns = {{.name = "id", .type = bigint}},
                                     .primary_key = {.name = "pk_parent", .columns = {"id"}}});
          op.create_table("child",
                          {.columns = {{.name = "id", .type = bigint},
                                       {.name = "parent_id", .type = bigint},
                                       {.name = "extra", .type = text, .nullable = true}},
                           .primary_key = {.name = "pk_child", .columns = {"id"}},
                           .uniques = {{.name = "uq_child",
                                        .columns = {"parent_id"},
                                        .deferrable = Deferrable::initially_deferred}},
                           .foreign_keys = {{.name = "fk_child_parent",
                                             .columns = {"parent_id"},
                                             .ref_table = "parent",
                                             .ref_columns = {"id"},
                                             .deferrable = Deferrable::initially_deferred}}});
        },
    .downgrade = reverse_of_upgrade,
};

// What each test does after that.
void (*upgrade)(Operations& op) = nullptr;
LIMBECK_REVISION(d_next) = {
    .revises = {"d_tables"},
    .message = "rows, and a change",
    .upgrade = [](Operations& op) { upgrade(op); },
};

void rows(Operations& op) {
  op.execute("INSERT INTO child VALUES (1, 1), (2, 2)");
  op.execute("INSERT INTO parent VALUES (1), (2)");
}

class PostgresqlDeferred : public OnPostgresql {
 protected:
  void run(void (*action)(Operations&)) {
    SetUp();
    upgrade = action;
    History history;
    history.add("d_tables", limbeck_revision_d_tables).add("d_next", limbeck_revision_d_next);
    history.on_postgresql();
    OnPostgresql::migrate(history);
    EXPECT_EQ(heads(), "d_next");
  }
};

TEST_F(PostgresqlDeferred, checks_are_made_before_their_table_is_altered) {
  const std::vector<void (*)(Operations&)> changes = {
      [](Operations& op) {
        op.add_column("child", {.name = "note", .type = text, .nullable = true});
      },
      [](Operations& op) { op.drop_column("child", "extra"); },
      [](Operations& op) { op.rename_column("child", "parent_id", "of"); },
      [](Operations& op) { op.alter_column("child", "parent_id", {.type = numeric(20, 0)}); },
      [](Operations& op) { op.create_index("ix_child", "child", {"parent_id"}); },
      [](Operations& op) { op.drop_table("child"); },
      [](Operations& op) {
        op.create_check_constraint("child", {.name = "ck_child", .expression = "id > 0"});
      },
      [](Operations& op) { op.drop_constraint("fk_child_parent", "child"); },
      [](Operations& op) { op.drop_constraint("uq_child", "child"); },
      [](Operations& op) {
        op.add_column("parent", {.name = "note", .type = text, .nullable = true});
      },
      [](Operations& op) { op.execute("ALTER TABLE child SET (fillfactor = 70)"); },
      [](Operations& op) { op.execute("TRUNCATE child"); },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    static void (*change)(Operations&);
    change = changes[i];
    SCOPED_TRACE(i);
    run([](Operations& op) {
      rows(op);
      change(op);
    });
    if (i > 0) continue;
    run([](Operations& op) {
      op.run([](Connection& c) {
        c.execute("INSERT INTO child VALUES (1, 1)");
        c.execute("INSERT INTO parent VALUES (1)");
      });
      change(op);
    });
    run([](Operations& op) {
      op.bulk_insert("child", {"id", "parent_id"}, {{1, 1}});
      op.bulk_insert("parent", {"id"}, {{1}});
      change(op);
    });
  }
}

TEST_F(PostgresqlDeferred, of_rows_that_are_written_later_are_put_off_again) {
  run([](Operations& op) {
    rows(op);
    op.add_column("child", {.name = "note", .type = text, .fill = "'x'"});
    op.execute("INSERT INTO child VALUES (3, 3, NULL, 'y')");
    op.create_table("between", {.columns = {{.name = "id", .type = bigint}}});
    op.execute("INSERT INTO parent VALUES (3)");
    op.alter_column("child", "note", {.nullable = true});
    op.execute("UPDATE child SET parent_id = 4 - parent_id");
    op.drop_column("child", "note");
  });
  EXPECT_EQ(count("SELECT count(*) FROM child"), 3);
}

TEST_F(PostgresqlDeferred, that_fail_take_the_revision_back) {
  EXPECT_THROW(run([](Operations& op) {
                 op.execute("INSERT INTO child VALUES (1, 1)");
                 op.add_column("child", {.name = "note", .type = text, .nullable = true});
               }),
               Error);
  EXPECT_EQ(heads(), "d_tables");
  EXPECT_THROW(run([](Operations& op) {
                 op.bulk_insert("child", {"id", "parent_id"}, {{1, 9}});
               }),
               Error);
  EXPECT_EQ(heads(), "d_tables");
}

TEST_F(PostgresqlDeferred, of_partitions_are_those_of_their_table) {
  run([](Operations& op) {
    op.create_table("parts", {.columns = {{.name = "id", .type = bigint}},
                              .foreign_keys = {{.name = "fk_parts",
                                                .columns = {"id"},
                                                .ref_table = "parent",
                                                .ref_columns = {"id"},
                                                .deferrable = Deferrable::initially_deferred}},
                              .partition_by = "RANGE (id)"});
    op.create_table("part1",
                    {.partition_of = "parts", .partition_bound = "FOR VALUES FROM (0) TO (10)"});
    op.create_table("part2", {.columns = {{.name = "id", .type = bigint}},
                              .foreign_keys = {{.name = "fk_part2",
                                                .columns = {"id"},
                                                .ref_table = "parent",
                                                .ref_columns = {"id"},
                                                .deferrable = Deferrable::initially_deferred}}});
    op.execute("INSERT INTO part2 VALUES (11)");
    op.execute("INSERT INTO parts VALUES (1)");
    op.execute("INSERT INTO parent VALUES (1), (11)");
    op.attach_partition("parts", "part2", "FOR VALUES FROM (10) TO (20)");
    op.execute("INSERT INTO parts VALUES (2), (12)");
    op.execute("INSERT INTO parent VALUES (2), (12)");
    op.create_index("ix_part1", "part1", {"id"});
    op.execute("INSERT INTO parts VALUES (3)");
    op.execute("INSERT INTO parent VALUES (3)");
    op.add_column("parts", {.name = "note", .type = text, .nullable = true});
  });
}

TEST_F(PostgresqlDeferred, of_constraint_triggers_are_made_as_well) {
  run([](Operations& op) {
    op.create_function("look", {.arguments = "",
                                .definition = "RETURNS trigger LANGUAGE plpgsql AS"
                                              " 'BEGIN RETURN NULL; END'"});
    op.create_trigger("looks", "parent",
                      {.fires = "AFTER INSERT",
                       .definition = "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION"
                                     " look()",
                       .constraint = true});
    op.execute("INSERT INTO parent VALUES (1)");
    op.add_column("parent", {.name = "note", .type = text, .nullable = true});
  });
}

}  // namespace
}  // namespace limbeck::test::deferred_test
