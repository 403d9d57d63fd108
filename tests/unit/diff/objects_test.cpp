#include "migrations/scope/governed.h"
#include "tests/unit/diff/diffs.h"

namespace limbeck::diff::objects_test {
namespace {

void make_everything(Operations& op) {
  op.create_schema("audit");
  op.create_extension("citext");
  op.create_sequence("ids");
  op.create_sequence("ages", {.owned_by = {"users", "age"}});
  op.create_domain("name", {.type = text});
  op.create_domain("email", {.type = native("name")});
  op.create_table({"audit", "log"},
                  {.columns = {{.name = "id", .type = bigint, .server_default = "nextval('ids')"},
                               {.name = "who", .type = native("email")}}});
  op.create_function("slug", {.arguments = "t text",
                              .definition = "RETURNS text LANGUAGE sql AS $$SELECT lower(t)$$"});
  op.create_function("log_count",
                     {.definition = "RETURNS bigint LANGUAGE sql AS $$SELECT n FROM a_totals$$"});
  op.create_function("touch", {.definition = "RETURNS trigger LANGUAGE plpgsql AS $$…$$"});
  op.create_view("z_names", {.definition = "SELECT id, slug(name) AS s FROM users"});
  op.create_view("a_names", {.definition = "SELECT s FROM z_names"});
  op.create_view("a_totals", {.definition = "SELECT count(*) AS n FROM audit.log",
                              .materialized = true,
                              .comment = "how many"});
  op.create_index("ix_totals", "a_totals", {"n"});
  op.create_trigger("tr", "users",
                    {.fires = "BEFORE UPDATE", .definition = "EXECUTE FUNCTION touch()"});
}

TEST(DiffObjects, everything_is_made_in_an_order_that_executes_and_dropped_in_reverse) {
  const schema::Schema full = after(make_everything, shop());
  EXPECT_EQ(told(shop(), full),
            (Lines{"create_schema audit", "create_extension citext", "create_sequence ages",
                   "create_sequence ids", "create_domain name", "create_domain email",
                   "create_function slug(text)", "create_function touch()",
                   "create_table audit.log", "alter_sequence ages", "create_view a_totals",
                   "create_index ix_totals on a_totals", "create_function log_count()",
                   "create_view z_names", "create_view a_names", "create_trigger tr on users"}));
  EXPECT_EQ(told(full, shop()),
            (Lines{"drop_trigger tr on users", "drop_function log_count()", "drop_view a_totals",
                   "drop_view a_names", "drop_view z_names", "drop_table audit.log",
                   "drop_function touch()", "drop_function slug(text)", "drop_sequence ages",
                   "drop_sequence ids", "drop_domain email", "drop_domain name",
                   "drop_extension citext", "drop_schema audit"}));
}

TEST(DiffObjects, each_change_is_the_least_operation) {
  const schema::Schema full = after(make_everything, shop());
  const auto changes = [&](RevisionStep step) { return told(full, after(step, full)); };
  EXPECT_EQ(changes([](Operations& op) { op.create_comment(on_view("z_names"), "x"); }),
            (Lines{"create_comment on view z_names"}));
  EXPECT_EQ(changes([](Operations& op) { op.create_comment(on_enum("status"), "x"); }),
            (Lines{"create_comment on enum status"}));
  EXPECT_EQ(changes([](Operations& op) { op.alter_sequence("ids", {.increment = 2}); }),
            (Lines{"alter_sequence ids"}));
  EXPECT_EQ(changes([](Operations& op) { op.alter_sequence("ages", {.owned_by = none}); }),
            (Lines{"alter_sequence ages"}));
  EXPECT_EQ(changes([](Operations& op) { op.alter_domain("email", {.not_null = true}); }),
            (Lines{"alter_domain email"}));
  EXPECT_EQ(changes([](Operations& op) {
              op.replace_view("a_names", {.definition = "SELECT id FROM z_names"});
            }),
            (Lines{"replace_view a_names"}));
  EXPECT_EQ(changes([](Operations& op) {
              op.replace_function(
                  "slug", {.arguments = "t text",
                           .definition = "RETURNS text LANGUAGE sql AS $$SELECT upper(t)$$"});
            }),
            (Lines{"replace_function slug(text)"}));
  EXPECT_EQ(changes([](Operations& op) { op.disable_trigger("tr", "users"); }),
            (Lines{"disable_trigger tr on users"}));
  EXPECT_EQ(changes([](Operations& op) {
              op.replace_trigger(
                  "tr", "users",
                  {.fires = "AFTER UPDATE", .definition = "EXECUTE FUNCTION touch()"});
            }),
            (Lines{"replace_trigger tr on users"}));
}

TEST(DiffObjects, a_function_that_returns_another_type_is_made_anew_with_its_triggers) {
  const schema::Schema full = after(make_everything, shop());
  schema::Schema to = full;
  for (schema::Function& function : to.functions) {
    if (function.name.name == "touch") function.definition = "RETURNS event_trigger AS 'x'";
  }
  EXPECT_EQ(told(full, to), (Lines{"drop_trigger tr on users", "drop_function touch()",
                                   "create_function touch()", "create_trigger tr on users"}));
}

TEST(DiffObjects, a_view_lets_go_of_what_goes_and_stays_where_nothing_goes) {
  const schema::Schema full = after(make_everything, shop());
  EXPECT_EQ(told(full, after(
                           [](Operations& op) {
                             op.replace_view("a_names", {.definition = "SELECT 1 AS s"});
                             op.replace_view("z_names", {.definition = "SELECT id FROM users"});
                             op.drop_column("users", "name");
                           },
                           full)),
            (Lines{"drop_view a_names", "drop_view z_names", "drop_column users.name",
                   "create_view a_names", "create_view z_names"}));
  EXPECT_EQ(
      told(full,
           after([](Operations& op) { op.alter_column("users", "name", {.type = varchar(20)}); },
                 full)),
      (Lines{"alter_column users.name (type varchar(20))"}));
}

TEST(DiffObjects, a_view_with_old_names_goes_before_a_dialect_may_make_it_again) {
  const schema::Schema from = after(
      [](Operations& op) {
        op.create_view("names", {.definition = "SELECT name, age FROM users"});
        op.create_view("on_names", {.definition = "SELECT age FROM names"});
      },
      shop());
  const auto renamed = [](Operations& op) {
    op.rename_table("users", "people");
    op.replace_view("names", {.definition = "SELECT name, age FROM people"});
  };
  Hints hints;
  hints.renamed_tables[{"", "people"}] = "users";
  EXPECT_EQ(told(from, after(renamed, from), hints),
            (Lines{"rename_table users to people", "replace_view names"}));
  const schema::Schema retyped =
      after([](Operations& op) { op.alter_column("people", "age", {.type = bigint}); },
            after(renamed, from));
  EXPECT_EQ(told(from, retyped, hints),
            (Lines{"rename_table users to people", "drop_view on_names", "drop_view names",
                   "alter_column people.age (type bigint)", "create_view names",
                   "create_view on_names"}));
}

TEST(DiffObjects, a_name_with_a_schema_is_not_that_of_another) {
  const schema::Schema from = after([](Operations& op) {
    op.create_schema("audit");
    op.create_table("t", {.columns = {{.name = "n", .type = bigint}}});
  });
  const schema::Schema to = after(
      [](Operations& op) {
        op.create_view("b", {.definition = "SELECT n FROM t"});
        op.create_view({"audit", "c"}, {.definition = "SELECT n FROM b"});
        op.create_view({"audit", "b"}, {.definition = "SELECT n FROM \"audit\".c"});
      },
      from);
  EXPECT_EQ(told(from, to), (Lines{"create_view b", "create_view audit.c", "create_view audit.b"}));
}

TEST(DiffObjects, an_owned_sequence_goes_with_its_column) {
  const schema::Schema full = after(make_everything, shop());
  EXPECT_EQ(told(full, after(
                           [](Operations& op) {
                             op.drop_constraint("ck_users_age", "users");
                             op.drop_column("users", "age");
                           },
                           full)),
            (Lines{"drop_constraint ck_users_age on users", "drop_column users.age"}));
}

void make_events(Operations& op) {
  op.create_table("events",
                  {.columns = {{.name = "id", .type = bigint}, {.name = "at", .type = timestamptz}},
                   .primary_key = {.name = "pk_events", .columns = {"id", "at"}},
                   .partition_by = "RANGE (at)"});
  op.create_table("a_part", {.partition_of = "events", .partition_bound = "DEFAULT"});
  op.create_index("ix_part", "a_part", {"at"});
}

TEST(DiffObjects, partitions_come_after_their_tables_and_go_before_them) {
  const schema::Schema with = after(make_events, shop());
  EXPECT_EQ(told(shop(), with), (Lines{"create_table events", "create_table a_part",
                                       "create_index ix_part on a_part"}));
  EXPECT_EQ(told(with, shop()), (Lines{"drop_table a_part", "drop_table events"}));
}

// The database gives each partition one for each of the table's, by a name of its choice.
TEST(DiffObjects, indexes_of_partitioned_tables_come_after_those_of_their_partitions) {
  const auto make = [](Operations& op) {
    make_events(op);
    op.create_table("a_deep_one",
                    {.partition_by = "RANGE (at)",
                     .partition_of = "events",
                     .partition_bound = "FOR VALUES FROM ('2026-01-01') TO (MAXVALUE)"});
    op.create_table("a_deep_part", {.partition_of = "a_deep_one", .partition_bound = "DEFAULT"});
    op.create_index("ix_deep_part", "a_deep_part", {"at", "id"});
    op.create_index("ix_deep_one", "a_deep_one", {"id"}, {.where = "id > 1"});
    op.create_index("ix_events", "events", {"id"}, {.where = "id > 2"});
    // One of a partition that is the same becomes its part for it.
    op.create_index("ix_events_at", "events", {"at"});
  };
  EXPECT_EQ(told(shop(), after(make, shop())),
            (Lines{"create_table events", "create_index ix_events_at on events",
                   "create_table a_deep_one", "create_table a_deep_part",
                   "create_index ix_deep_part on a_deep_part", "create_table a_part",
                   "create_index ix_part on a_part", "create_index ix_deep_one on a_deep_one",
                   "create_index ix_events on events"}));
}

TEST(DiffObjects, a_key_to_an_index_that_comes_after_partitions_comes_after_it) {
  const schema::Schema with = after(
      [](Operations& op) {
        op.create_table("events", {.columns = {{.name = "at", .type = timestamptz}},
                                   .partition_by = "RANGE (at)"});
        op.create_table("part", {.partition_of = "events", .partition_bound = "DEFAULT"});
        op.create_index("ix_part", "part", {desc("at")});
        op.create_index("ux_events", "events", {"at"}, {.unique = true});
        op.create_table("notes", {.columns = {{.name = "at", .type = timestamptz}}});
        op.create_foreign_key(
            "notes",
            {.name = "fk_notes", .columns = {"at"}, .ref_table = "events", .ref_columns = {"at"}});
      },
      shop());
  EXPECT_EQ(told(shop(), with),
            (Lines{"create_table events", "create_table notes", "create_table part",
                   "create_index ix_part on part", "create_index ux_events on events",
                   "create_foreign_key fk_notes on notes"}));
}

TEST(DiffObjects, a_table_is_attached_and_a_partition_detached) {
  const schema::Schema with = after(make_events, shop());
  const schema::Schema apart =
      after([](Operations& op) { op.detach_partition("events", "a_part"); }, with);
  EXPECT_EQ(told(with, apart), (Lines{"detach_partition a_part from events"}));
  const schema::Schema joined = after(
      [](Operations& op) {
        op.create_table("old", {.columns = {{.name = "id", .type = bigint},
                                            {.name = "at", .type = timestamptz}},
                                .primary_key = {.name = "pk_old", .columns = {"id", "at"}}});
      },
      with);
  EXPECT_EQ(told(joined, after(
                             [](Operations& op) {
                               op.attach_partition("events", "old",
                                                   "FOR VALUES FROM (MINVALUE) TO (MAXVALUE)");
                             },
                             joined)),
            (Lines{"attach_partition old to events FOR VALUES FROM (MINVALUE) TO (MAXVALUE)"}));
}

TEST(DiffObjects, what_a_partition_has_of_its_own_goes_before_the_column_it_stands_on) {
  const schema::Schema with = after(
      [](Operations& op) {
        make_events(op);
        op.add_column("events", {.name = "note", .type = text, .nullable = true});
        op.create_index("ix_note", "a_part", {"note"});
      },
      shop());
  EXPECT_EQ(told(with, after(
                           [](Operations& op) {
                             op.drop_index("ix_note", "a_part");
                             op.drop_column("events", "note");
                           },
                           with)),
            (Lines{"drop_index ix_note on a_part", "drop_column events.note"}));
}

TEST(Governed, the_models_do_not_speak_for_what_operations_made) {
  const schema::Schema history = after(
      [](Operations& op) {
        make_everything(op);
        make_events(op);
        op.drop_table({"audit", "log"});
        op.drop_view("a_totals");
      },
      shop());
  schema::Schema model;
  model.enums = history.enums;
  for (const schema::Table& table : history.tables) {
    if (!table.partition_of) model.tables.push_back(table);
  }
  EXPECT_TRUE(scope::governed(model, history, {}) == history);
}

TEST(Governed, a_schema_that_a_model_needs_is_made_before_its_first_table) {
  schema::Schema model = shop();
  const schema::Schema more = after(
      [](Operations& op) {
        op.create_table({"audit", "log"}, {.columns = {{.name = "id", .type = bigint}}});
        op.create_table({"public", "known"}, {.columns = {{.name = "id", .type = bigint}}});
      },
      shop());
  EXPECT_EQ(told(shop(), scope::governed(more, shop(), {})),
            (Lines{"create_schema audit", "create_table audit.log", "create_table public.known"}));
}

TEST(Governed, what_hangs_on_a_table_follows_its_name_and_its_end) {
  const schema::Schema history = after(
      [](Operations& op) {
        make_everything(op);
        make_events(op);
      },
      shop());
  schema::Schema model;
  model.enums = history.enums;
  for (const schema::Table& table : history.tables) {
    if (!table.partition_of && table.name.name != "users" && table.name.name != "posts")
      model.tables.push_back(table);
    if (table.name.name == "events") model.tables.back().name.name = "happenings";
  }
  schema::sort(model);
  Hints hints;
  hints.renamed_tables[{"", "happenings"}] = "events";
  const Lines lines = told(history, scope::governed(model, history, hints), hints);
  EXPECT_EQ(lines,
            (Lines{"rename_table events to happenings", "drop_table posts", "drop_table users"}));
}

TEST(Unreachable, a_partition_key_in_other_words_is_the_same) {
  const schema::Schema with = after(make_events);
  schema::Schema to = with;
  schema::Table& table = *schema::find_table(to, {"", "events"});
  table.partition_by = "range(\"at\")";
  EXPECT_TRUE(unreachable(with, to).empty());
  table.partition_by = "RANGE (id)";
  ASSERT_EQ(unreachable(with, to).size(), 1u);
  EXPECT_EQ(unreachable(with, to)[0].message,
            "the partition key of table 'events' changes from 'RANGE (at)' to 'RANGE (id)', which "
            "no database does in place; make a new table and copy the rows");
}

}  // namespace
}  // namespace limbeck::diff::objects_test
