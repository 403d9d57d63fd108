#include <nlohmann/json.hpp>

#include "migrations/operations/json.h"
#include "migrations/schema/json.h"
#include "migrations/schema/kinds.h"
#include "tests/unit/operations/schemas.h"

namespace limbeck::operations::objects_test {
namespace {

using limbeck::Operations;

// Everything that stands beside tables, on top of the shop.
schema::Schema full() {
  return after(
      [](Operations& op) {
        op.create_schema("audit", "who did what");
        op.create_extension("citext", {.schema = "audit", .version = "1.6"});
        op.create_sequence("ids", {.type = integer, .start = 10, .increment = 5, .cache = 20});
        op.create_sequence("user_ages", {.owned_by = {"users", "age"}});
        op.create_domain("email", {.type = text,
                                   .not_null = true,
                                   .checks = {{.name = "ck_email", .expression = "VALUE ~ '@'"}}});
        op.create_table(
            {"audit", "log"},
            {.columns = {
                 {.name = "id", .type = bigint, .server_default = "nextval('ids'::regclass)"},
                 {.name = "who", .type = native("email")}}});
        op.create_view("authors", {.definition = "SELECT id, name FROM users"});
        op.create_view("totals", {.definition = "SELECT count(*) AS n FROM posts",
                                  .materialized = true,
                                  .storage = {{"fillfactor", "70"}}});
        op.create_index("ix_totals_n", "totals", {"n"}, {.unique = true});
        op.create_function("touch", {.definition = "RETURNS trigger LANGUAGE plpgsql AS $$…$$"});
        op.create_function("add", {.arguments = "a integer, b numeric(10, 2) DEFAULT 1",
                                   .definition = "RETURNS numeric RETURN a + b"});
        op.create_trigger("tr_users_touch", "users",
                          {.fires = "BEFORE UPDATE OF email, name",
                           .definition = "FOR EACH ROW WHEN (NEW.age > 1) EXECUTE FUNCTION touch()",
                           .mode = TriggerMode::always});
      },
      shop());
}

TEST(Objects, what_is_there_cannot_be_made_again) {
  EXPECT_EQ(problem(full(), [](Operations& op) { op.create_schema("audit"); }),
            "create_schema: there is a schema 'audit' already");
  EXPECT_EQ(problem(full(), [](Operations& op) { op.create_extension("citext"); }),
            "create_extension: there is an extension 'citext' already");
  EXPECT_EQ(problem(full(), [](Operations& op) { op.create_view("ids", {.definition = "x"}); }),
            "create_view: there is a sequence 'ids' already");
  EXPECT_EQ(problem(full(), [](Operations& op) { op.create_sequence("users"); }),
            "create_sequence: there is a table 'users' already");
  EXPECT_EQ(problem(full(), [](Operations& op) { op.create_domain("status", {.type = text}); }),
            "create_domain: there is an enum 'status' already");
  EXPECT_EQ(problem(full(), [](Operations& op) { op.create_enum("email", {"a"}); }),
            "create_enum: there is a domain 'email' already");
  EXPECT_EQ(problem(full(),
                    [](Operations& op) {
                      op.create_trigger("tr_users_touch", "users",
                                        {.fires = "AFTER INSERT", .definition = "EXECUTE …"});
                    }),
            "create_trigger: 'users' has a trigger 'tr_users_touch' already");
}

TEST(Objects, a_missing_one_is_reported_with_the_nearest) {
  EXPECT_EQ(problem(full(), [](Operations& op) { op.drop_sequence("id"); }),
            "drop_sequence: there is no sequence 'id' at this revision; did you mean 'ids'?");
  EXPECT_EQ(problem(full(), [](Operations& op) { op.drop_view("author"); }),
            "drop_view: there is no view 'author' at this revision; did you mean 'authors'?");
  EXPECT_EQ(problem(full(), [](Operations& op) { op.drop_trigger("tr_user_touch", "users"); }),
            "drop_trigger: 'users' has no trigger 'tr_user_touch' at this revision; did you mean "
            "'tr_users_touch'?");
  EXPECT_EQ(problem(full(), [](Operations& op) { op.drop_function("add", "integer, text"); }),
            "drop_function: there is no function 'add(integer, text)' at this revision; did you "
            "mean 'add(integer, numeric)'?");
  EXPECT_EQ(problem(full(), [](Operations& op) { op.create_comment(on_domain("mail"), "x"); }),
            "create_comment: there is no domain 'mail' at this revision; did you mean 'email'?");
}

TEST(Objects, what_others_use_cannot_be_dropped) {
  EXPECT_EQ(problem(full(), [](Operations& op) { op.drop_schema("audit"); }),
            "drop_schema: schema 'audit' is not empty: it has table 'audit.log' and extension "
            "'citext'; drop them first");
  EXPECT_EQ(problem(full(), [](Operations& op) { op.drop_sequence("ids"); }),
            "drop_sequence: sequence 'ids' is used by the default of column 'audit.log.id'; change "
            "or drop it first");
  EXPECT_EQ(problem(full(), [](Operations& op) { op.drop_domain("email"); }),
            "drop_domain: domain 'email' is used by column 'audit.log.who'; change or drop it "
            "first");
  EXPECT_EQ(problem(full(), [](Operations& op) { op.drop_function("touch"); }),
            "drop_function: function 'touch()' is used by trigger 'tr_users_touch' of 'users'; "
            "change or drop it first");
  EXPECT_EQ(problem(full(), [](Operations& op) { op.drop_column("users", "name"); }),
            "drop_column: column 'users.name' is needed by trigger 'tr_users_touch'; drop it "
            "first");
}

TEST(Objects, what_a_table_owns_goes_with_it) {
  const schema::Schema schema = after(
      [](Operations& op) {
        op.drop_table("posts");
        op.drop_table("users");
      },
      full());
  EXPECT_EQ(schema::find<schema::Sequence>(schema, {"", "user_ages"}), nullptr);
  EXPECT_NE(schema::find<schema::Sequence>(schema, {"", "ids"}), nullptr);
  EXPECT_TRUE(schema.triggers.empty());
}

TEST(Objects, renames_are_followed) {
  const schema::Schema schema = after(
      [](Operations& op) {
        op.rename_column("users", "name", "full name");
        op.rename_column("users", "age", "years");
        op.rename_table("users", "people");
      },
      full());
  const auto* trigger = schema::find_trigger(schema, {"", "people"}, "tr_users_touch");
  ASSERT_NE(trigger, nullptr);
  EXPECT_EQ(trigger->fires, "BEFORE UPDATE OF email, \"full name\"");
  EXPECT_EQ(trigger->definition, "FOR EACH ROW WHEN (NEW.years > 1) EXECUTE FUNCTION touch()");
  const auto* sequence = schema::find<schema::Sequence>(schema, {"", "user_ages"});
  ASSERT_NE(sequence, nullptr);
  EXPECT_EQ(sequence->owned_by, (schema::OwnedBy{{"", "people"}, "years"}));
}

TEST(Objects, a_function_is_identified_by_the_types_of_its_arguments) {
  using schema::argument_types;
  EXPECT_EQ(argument_types(""), "");
  EXPECT_EQ(argument_types("a int, OUT b text, c numeric(3) = 0"), "integer, numeric");
  EXPECT_EQ(argument_types("integer, timestamp with time zone"), "integer, timestamptz");
  EXPECT_EQ(argument_types("at timestamp without time zone DEFAULT now()"), "timestamp");
  EXPECT_EQ(argument_types("IN x double precision, VARIADIC y character varying[]"),
            "double precision, variadic varchar[]");
  EXPECT_EQ(argument_types("\"a, b\" app.email, INOUT pg_catalog.int4"), "app.email, integer");
  EXPECT_EQ(argument_types("f text DEFAULT 'a, b'"), "text");
}

TEST(Objects, a_native_type_names_a_domain) {
  using schema::named_type;
  const auto native = [](const char* sql) { return schema::parse_type(sql); };
  EXPECT_EQ(named_type(native("email")), (schema::Name{"", "email"}));
  EXPECT_EQ(named_type(native("App.\"Email\"[]")), (schema::Name{"app", "Email"}));
  EXPECT_EQ(named_type(native("text")), std::nullopt);
}

TEST(Objects, a_default_names_its_sequence) {
  using schema::sequence_of_default;
  EXPECT_EQ(sequence_of_default("nextval('ids'::regclass)"), (schema::Name{"", "ids"}));
  EXPECT_EQ(sequence_of_default("pg_catalog.nextval( 'app.\"Ids\"' )"),
            (schema::Name{"app", "Ids"}));
  EXPECT_EQ(sequence_of_default("now()"), std::nullopt);
}

TEST(Objects, only_a_materialised_view_has_indexes) {
  EXPECT_EQ(problem(full(), [](Operations& op) { op.create_index("ix", "authors", {"id"}); }),
            "create_index: view 'authors' keeps no rows, so it can have no index; make it "
            "materialized");
}

// The step, then its reverse, operation by operation and whole.
void expect_reversible(const schema::Schema& start, RevisionStep step) {
  const auto operations = record(step);
  schema::Schema schema = start;
  for (const Operation& operation : operations) {
    const schema::Schema before = schema;
    const auto problem = operations::apply(operation, schema);
    ASSERT_FALSE(problem) << problem->message;
    const auto back = reverse(operation, before);
    ASSERT_TRUE(std::holds_alternative<std::vector<Operation>>(back))
        << std::get<Finding>(back).message;
    schema::Schema returned = schema;
    for (const Finding& wrong : operations::apply(std::get<std::vector<Operation>>(back), returned))
      ADD_FAILURE() << describe(operation) << ": " << wrong.message;
    EXPECT_EQ(to_json(returned).dump(1), to_json(before).dump(1)) << describe(operation);
  }
  const auto back = reverse(operations, start);
  ASSERT_TRUE(std::holds_alternative<std::vector<Operation>>(back));
  for (const Finding& wrong : operations::apply(std::get<std::vector<Operation>>(back), schema))
    ADD_FAILURE() << wrong.message;
  EXPECT_EQ(to_json(schema).dump(1), to_json(start).dump(1));
}

TEST(Objects, every_change_has_a_reverse) {
  expect_reversible(full(), [](Operations& op) {
    op.create_comment(on_schema("audit"), "new");
    op.drop_comment(on_schema("audit"));
    op.create_comment(on_index("ix_totals_n", "totals"), "one row");
    op.create_comment(on_function("add", "integer, numeric"), "sum");
    op.create_comment(on_trigger("tr_users_touch", "users"), "when");
    op.create_comment(on_enum("status"), "of a post");
    op.create_comment(on_sequence("ids"), "numbers");
    op.alter_extension("citext", {.version = "1.7"});
    op.alter_sequence("ids", {.type = bigint,
                              .start = none,
                              .increment = -1,
                              .max = 100,
                              .cycle = true,
                              .owned_by = OwnedBy{"users", "id"}});
    op.alter_sequence("ids", {.owned_by = none});
    op.alter_domain("email", {.server_default = "''",
                              .not_null = false,
                              .drop_checks = {"ck_email"},
                              .add_checks = {{.name = "ck_short", .expression = "VALUE < 'z'"}}});
    op.replace_view("authors", {.definition = "SELECT id FROM users"});
    op.replace_view("totals", {.definition = "SELECT 1 AS n", .materialized = true});
    op.replace_function(
        "add", {.arguments = "a integer, b numeric", .definition = "RETURNS numeric RETURN b"});
    op.disable_trigger("tr_users_touch", "users");
    op.replace_trigger("tr_users_touch", "users",
                       {.fires = "AFTER INSERT", .definition = "EXECUTE FUNCTION touch()"});
    op.enable_trigger("tr_users_touch", "users");
    op.drop_table("posts");
    op.drop_constraint("ck_users_age", "users");
    op.drop_column("users", "age");
    op.drop_table("users");
    op.drop_function("touch");
    op.drop_view("totals");
    op.drop_table({"audit", "log"});
    op.drop_domain("email");
    op.drop_sequence("ids");
    op.drop_extension("citext");
    op.drop_schema("audit");
  });
}

TEST(Objects, json_has_every_operation) {
  std::string text;
  for (const Operation& operation : record([](Operations& op) {
         op.create_sequence({"app", "ids"}, {.start = 5});
         op.drop_function("add", "integer");
         op.create_comment(on_trigger("t", {"app", "users"}), "c");
         op.attach_partition("events", {"old", "e1"}, "DEFAULT");
       })) {
    Operation nowhere = operation;
    nowhere.location = {};
    text += to_json(nowhere).dump() + "\n";
  }
  EXPECT_EQ(text, R"({"op":"create_sequence","name":"ids","schema":"app","type":"bigint","start":5}
{"op":"drop_function","name":"add","arguments":"integer"}
{"op":"create_comment","on":"trigger","table":"users","schema":"app","name":"t","comment":"c"}
{"op":"attach_partition","table":"events","partition":{"name":"e1","schema":"old"},"bound":"DEFAULT"}
)");
}

TEST(Objects, a_schema_survives_json) {
  const schema::Schema schema = full();
  EXPECT_TRUE(schema::schema_from_json(schema::to_json(schema)) == schema);
}

schema::Schema events() {
  return after([](Operations& op) {
    op.create_table("events", {.columns = {{.name = "id", .type = bigint},
                                           {.name = "at", .type = timestamptz},
                                           {.name = "note", .type = text, .nullable = true}},
                               .primary_key = {.name = "pk_events", .columns = {"id", "at"}},
                               .partition_by = "RANGE (at)"});
    op.create_table("events_2026",
                    {.partition_of = "events",
                     .partition_bound = "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"});
    op.create_table("events_rest", {.checks = {{.name = "ck_rest", .expression = "note > ''"}},
                                    .partition_by = "LIST (id)",
                                    .partition_of = "events",
                                    .partition_bound = "DEFAULT"});
    op.create_index("ix_rest_note", "events_rest", {"note"});
    op.create_table("events_rest_1",
                    {.partition_of = "events_rest", .partition_bound = "FOR VALUES IN (1)"});
  });
}

TEST(Partitions, must_fit_what_they_are_partitions_of) {
  EXPECT_EQ(problem(shop(),
                    [](Operations& op) {
                      op.create_table("p", {.partition_of = "users", .partition_bound = "DEFAULT"});
                    }),
            "create_table: table 'users' is not partitioned, so 'p' cannot be a partition of it; "
            "give it a partition_by");
  EXPECT_EQ(problem(events(),
                    [](Operations& op) {
                      op.create_table("p", {.columns = {{.name = "a", .type = text}},
                                            .partition_of = "events",
                                            .partition_bound = "FOR VALUES IN (9)"});
                    }),
            "create_table: table 'p' is a partition: its columns are those of 'events', so it can "
            "name none");
  EXPECT_EQ(problem(events(),
                    [](Operations& op) {
                      op.create_table("p",
                                      {.partition_of = "events", .partition_bound = "DEFAULT"});
                    }),
            "create_table: partition 'events_rest' of 'events' has the bound DEFAULT already");
  EXPECT_EQ(
      problem(events(),
              [](Operations& op) { op.add_column("events_2026", {.name = "x", .type = text}); }),
      "add_column: table 'events_2026' is a partition: its columns are those of 'events'");
  EXPECT_EQ(problem(events(), [](Operations& op) { op.drop_table("events_rest"); }),
            "drop_table: table 'events_rest' has partition 'events_rest_1'; drop or detach it "
            "first");
  EXPECT_EQ(problem(events(), [](Operations& op) { op.drop_column("events", "note"); }),
            "drop_column: column 'events.note' is needed by check 'ck_rest' of partition "
            "'events_rest' and index 'ix_rest_note' of partition 'events_rest'; drop them first");
  EXPECT_EQ(
      problem(events(), [](Operations& op) { op.create_index("ix", "events_2026", {"not"}); }),
      "create_index: table 'events_2026' has no column 'not' at this revision; did you mean "
      "'note'?");
}

TEST(Partitions, follow_renames_of_their_table) {
  const schema::Schema schema = after(
      [](Operations& op) {
        op.rename_column("events", "note", "remark");
        op.rename_table("events", "happenings");
      },
      events());
  const schema::Table& rest = *schema::find_table(schema, {"", "events_rest"});
  EXPECT_EQ(rest.partition_of->table, (schema::Name{"", "happenings"}));
  EXPECT_EQ(rest.checks[0].expression, "remark > ''");
  EXPECT_EQ(rest.indexes[0].elements[0].column, "remark");
}

TEST(Partitions, are_attached_and_detached) {
  expect_reversible(events(), [](Operations& op) {
    op.create_table("old", {.columns = {{.name = "id", .type = bigint},
                                        {.name = "at", .type = timestamptz},
                                        {.name = "note", .type = text, .nullable = true}},
                            .primary_key = {.name = "pk_old", .columns = {"id", "at"}}});
    op.attach_partition("events", "old", "FOR VALUES FROM (MINVALUE) TO ('2026-01-01')");
    op.detach_partition("events", "events_2026");
    op.detach_partition("events", "old");
  });
  EXPECT_EQ(
      problem(events(),
              [](Operations& op) { op.attach_partition("events", "events_2026", "DEFAULT"); }),
      "attach_partition: table 'events_2026' is a partition of 'events' already");
  EXPECT_EQ(
      problem(events(), [](Operations& op) { op.detach_partition("events_rest", "events_2026"); }),
      "detach_partition: table 'events_2026' is no partition of 'events_rest'");
}

TEST(Partitions, have_what_they_had_from_their_table_under_the_names_that_postgresql_chose) {
  const schema::Schema schema = after(
      [](Operations& op) {
        op.create_unique_constraint("events", {.name = "uq", .columns = {"at", "note"}});
        op.create_index("ix_1", "events", {expression("lower(note)"), "at"});
        op.create_index("ix_2", "events", {expression("note || 'x'")}, {.include = {"id"}});
        op.create_index("ix_3", "events", {expression("lower(note)"), "at"});
        op.detach_partition("events", "events_2026");
      },
      events());
  const schema::Table& table = *schema::find_table(schema, {"", "events_2026"});
  EXPECT_EQ(table.primary_key->name, "events_2026_pkey");
  EXPECT_EQ(table.uniques[0].name, "events_2026_at_note_key");
  ASSERT_EQ(table.indexes.size(), 3U);
  EXPECT_EQ(table.indexes[0].name, "events_2026_expr_id_idx");
  EXPECT_EQ(table.indexes[1].name, "events_2026_lower_at_idx");
  EXPECT_EQ(table.indexes[2].name, "events_2026_lower_at_idx1");
}

TEST(Constraints, not_valid_ones_can_be_validated) {
  expect_reversible(shop(), [](Operations& op) {
    op.create_check_constraint("users",
                               {.name = "ck", .expression = "age < 99", .not_valid = true});
    op.validate_constraint("ck", "users");
  });
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.validate_constraint("ck_users_ag", "users"); }),
            "validate_constraint: table 'users' has no foreign key or check 'ck_users_ag' at this "
            "revision; did you mean 'ck_users_age'?");
}

TEST(Constraints, a_foreign_key_sets_only_its_own_columns) {
  EXPECT_EQ(problem(shop(),
                    [](Operations& op) {
                      op.create_foreign_key("posts", {.name = "fk",
                                                      .columns = {"author_id"},
                                                      .ref_table = "users",
                                                      .ref_columns = {"id"},
                                                      .on_delete = Action::set_null,
                                                      .on_delete_columns = {"body"}});
                    }),
            "create_foreign_key: foreign key 'fk' sets column 'body' on delete, which is none of "
            "its own");
}

}  // namespace
}  // namespace limbeck::operations::objects_test
