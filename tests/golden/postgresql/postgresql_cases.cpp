#include "postgresql_cases.h"

namespace limbeck::tests {
namespace {

void create_users(Operations& op) {
  op.create_table("users", {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                        {.name = "email", .type = varchar(320)},
                                        {.name = "age", .type = integer, .nullable = true}},
                            .primary_key = {.name = "pk_users", .columns = {"id"}}});
}

void create_orders(Operations& op) {
  op.create_enum("order_status", {"new", "paid", "sent"});
  op.create_table(
      "orders",
      {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                   {.name = "status", .type = enum_type("order_status"), .server_default = "'new'"},
                   {.name = "past",
                    .type = array(enum_type("order_status")),
                    .server_default = "'{}'"},
                   {.name = "open",
                    .type = boolean,
                    .nullable = true,
                    .generated = {.expression = "status <> 'sent'", .stored = true}}},
       .primary_key = {.name = "pk_orders", .columns = {"id"}},
       .checks = {{.name = "ck_orders_status", .expression = "status <> 'sent' OR id > 0"}}});
  op.create_index("ix_orders_open", "orders", {"id"}, {.where = "status = 'new'"});
}

const std::vector<DdlCase> all{
    {"table-types", nullptr,
     [](Operations& op) {
       op.create_table("everything",
                       {.columns = {{.name = "a", .type = boolean, .server_default = "true"},
                                    {.name = "b", .type = smallint},
                                    {.name = "c", .type = integer},
                                    {.name = "d", .type = bigint},
                                    {.name = "e", .type = real},
                                    {.name = "f", .type = double_precision},
                                    {.name = "g", .type = numeric},
                                    {.name = "h", .type = numeric(10, 2)},
                                    {.name = "i", .type = text, .collation = "C"},
                                    {.name = "j", .type = varchar(20)},
                                    {.name = "k", .type = character(3)},
                                    {.name = "l", .type = bytes(16), .nullable = true},
                                    {.name = "m", .type = uuid},
                                    {.name = "n", .type = date},
                                    {.name = "o", .type = limbeck::time(3)},
                                    {.name = "p", .type = timestamp},
                                    {.name = "q", .type = timestamptz(6)},
                                    {.name = "r", .type = interval},
                                    {.name = "s", .type = json},
                                    {.name = "t", .type = jsonb, .server_default = "'{}'"},
                                    {.name = "u", .type = array(array(integer))},
                                    {.name = "v", .type = native("inet")},
                                    {.name = "w", .type = native({.postgresql = "int4range"})}}});
     }},
    {"table-constraints", create_users,
     [](Operations& op) {
       op.create_table(
           "posts",
           {.columns = {{.name = "id",
                         .type = bigint,
                         .identity = {.mode = IdentitySpec::Mode::always, .start = 100}},
                        {.name = "author", .type = bigint},
                        {.name = "slug", .type = text, .comment = "it's unique"},
                        {.name = "size", .type = integer},
                        {.name = "double_size",
                         .type = integer,
                         .nullable = true,
                         .generated = {.expression = "size * 2 -- doubled", .stored = true}},
                        {.name = "during", .type = native("tsrange"), .nullable = true}},
            .primary_key = {.name = "pk_posts", .columns = {"id"}},
            .uniques = {{.name = "uq_posts_slug",
                         .columns = {"slug", "size"},
                         .nulls_not_distinct = true,
                         .deferrable = Deferrable::initially_deferred}},
            .foreign_keys = {{.name = "fk_posts_author",
                              .columns = {"author"},
                              .ref_table = "users",
                              .ref_columns = {"id"},
                              .on_delete = Action::cascade,
                              .on_update = Action::set_default,
                              .match = Match::full,
                              .deferrable = Deferrable::initially_immediate,
                              .not_valid = true}},
            .checks = {{.name = "ck_posts_size", .expression = "size > 0", .no_inherit = true}},
            .excludes = {{.name = "ex_posts_during", .definition = "USING gist (during WITH &&)"}},
            .comment = "What users write.",
            .settings = {{"postgresql.fillfactor", "70"},
                         {"postgresql.toast.autovacuum_enabled", "false"},
                         {"sqlite.strict", "true"}}});
     }},
    {"table-unlogged", nullptr,
     [](Operations& op) {
       op.create_table("cache", {.columns = {{.name = "key", .type = text}},
                                 .settings = {{"postgresql.unlogged", "true"}}});
     }},
    {"table-partitioned", nullptr,
     [](Operations& op) {
       op.create_table("events", {.columns = {{.name = "at", .type = timestamptz},
                                              {.name = "what", .type = text}},
                                  .partition_by = "RANGE (at)"});
     }},
    {"table-changes", create_users,
     [](Operations& op) {
       op.create_table_comment("users", "People");
       op.drop_table_comment("users");
       op.alter_table_settings("users", {{"postgresql.fillfactor", "80"},
                                         {"postgresql.parallel_workers", "2"},
                                         {"postgresql.unlogged", "true"}});
       op.alter_table_settings("users",
                               {{"postgresql.fillfactor", ""}, {"postgresql.unlogged", ""}});
       op.rename_table("users", "People");
       op.rename_column("People", "age", "Years");
       op.drop_column("People", "Years");
       op.drop_table("People");
     }},
    {"names", nullptr,
     [](Operations& op) {
       op.create_table(
           "select \"all\" of it",
           {.columns = {{.name = "User", .type = text},
                        {.name = "größe in \\cm", .type = integer},
                        {.name = "'", .type = integer, .comment = "a 'quote' \\ \"two\""},
                        {.name = "order", .type = integer, .nullable = true}},
            .primary_key = {.name = "pk; DROP TABLE x", .columns = {"'"}}});
       op.create_index("ix \"1\"", "select \"all\" of it", {"order", "größe in \\cm"});
     }},
    {"column-add", create_users,
     [](Operations& op) {
       op.add_column("users",
                     {.name = "name", .type = text, .nullable = true, .comment = "a name"});
       op.add_column("users", {.name = "score", .type = integer, .server_default = "0"});
       op.add_column("users", {.name = "domain",
                               .type = text,
                               .server_default = "''",
                               .fill = "split_part(email, '@', 2)"});
       op.add_column("users", {.name = "double_age",
                               .type = integer,
                               .nullable = true,
                               .generated = {.expression = "age * 2"}});
     }},
    {"column-type", create_users,
     [](Operations& op) {
       op.alter_column("users", "email", {.type = text});
       op.alter_column("users", "age", {.type = text, .server_default = "'unknown'"});
       op.alter_column("users", "age", {.type = integer, .server_default = none});
       op.alter_column("users", "age", {.type = bigint, .using_expression = "age::bigint * 10"});
       op.alter_column("users", "email", {.collation = "C"});
       op.alter_column("users", "email", {.type = varchar(100)});
       op.alter_column("users", "email", {.collation = none});
     }},
    {"column-type-under-a-check",
     [](Operations& op) {
       op.create_enum("color", {"red", "blue"});
       op.create_table(
           "things",
           {.columns = {{.name = "id", .type = bigint},
                        {.name = "color", .type = text, .server_default = "'red'"},
                        {.name = "is_red",
                         .type = boolean,
                         .nullable = true,
                         .generated = {.expression = "color = 'red'"}}},
            .checks = {{.name = "ck_things_color", .expression = "color IN ('red', 'blue')"},
                       {.name = "ck_things_id", .expression = "id > 0"}}});
       op.create_index("ix_things_red", "things", {"is_red"});
       op.create_index("ix_things_blue", "things", {"id"}, {.where = "color = 'blue'"});
     },
     [](Operations& op) { op.alter_column("things", "color", {.type = enum_type("color")}); }},
    {"column-nullable", create_users,
     [](Operations& op) {
       op.alter_column("users", "age", {.nullable = false, .fill = "-1"});
       op.alter_column("users", "age", {.nullable = true, .comment = "in years"});
       op.alter_column("users", "age", {.comment = none});
     }},
    {"column-fill-under-a-deferred-key",
     [](Operations& op) {
       create_users(op);
       op.create_foreign_key("users", {.name = "fk_users_age",
                                       .columns = {"age"},
                                       .ref_table = "users",
                                       .ref_columns = {"id"},
                                       .deferrable = Deferrable::initially_deferred});
       op.bulk_insert("users", {"id", "email", "age"}, {{1, "a@b", nullptr}});
     },
     [](Operations& op) { op.alter_column("users", "age", {.nullable = false, .fill = "id"}); }},
    {"column-fill", create_users,
     [](Operations& op) {
       op.add_column("users", {.name = "a", .type = integer, .fill = "1 -- as ever"});
       op.add_column("users",
                     {.name = "b", .type = text, .server_default = "'x'", .fill = " 'x' "});
       op.add_column("users", {.name = "c",
                               .type = timestamptz,
                               .server_default = "'2020-01-01'",
                               .comment = "since when",
                               .fill = "now()"});
       op.add_column("users", {.name = "d", .type = bigint, .identity = by_default, .fill = "0"});
       op.add_column("users", {.name = "e", .type = text, .nullable = true, .fill = "\"email\""});
       op.add_column("users", {.name = "f", .type = text, .fill = "to_jsonb(Users)::text"});
       op.add_column("users", {.name = "g", .type = bigint, .fill = "(SELECT max(7))"});
     }},
    {"column-fill-past-triggers",
     [](Operations& op) {
       create_users(op);
       op.create_function("touch", {.definition = "RETURNS trigger LANGUAGE plpgsql AS "
                                                  "$$BEGIN NEW.age := 1; RETURN NEW; END$$"});
       const auto on = [&](const char* table, const char* name, const char* fires,
                           limbeck::TriggerMode mode) {
         op.create_trigger(
             name, table,
             {.fires = fires, .definition = "FOR EACH ROW EXECUTE FUNCTION touch()", .mode = mode});
       };
       on("users", "Always \"1\"", "BEFORE INSERT OR UPDATE", limbeck::TriggerMode::always);
       on("users", "of_email", "BEFORE UPDATE OF email", limbeck::TriggerMode::enabled);
       on("users", "in_replicas", "BEFORE UPDATE", limbeck::TriggerMode::replica);
       on("users", "off", "BEFORE UPDATE", limbeck::TriggerMode::disabled);
       on("users", "update_never", "BEFORE INSERT", limbeck::TriggerMode::enabled);
       op.create_table("events", {.columns = {{.name = "id", .type = bigint},
                                              {.name = "age", .type = integer, .nullable = true}},
                                  .partition_by = "RANGE (id)"});
       op.create_table("events_all", {.partition_of = "events", .partition_bound = "DEFAULT"});
       on("events", "touch", "BEFORE UPDATE", limbeck::TriggerMode::enabled);
       on("events_all", "touch_all", "BEFORE UPDATE", limbeck::TriggerMode::enabled);
     },
     [](Operations& op) {
       op.add_column("users", {.name = "name", .type = text, .fill = "email"});
       op.add_column("users", {.name = "score", .type = integer, .fill = "0"});
       op.alter_column("users", "age", {.nullable = false, .fill = "0"});
       op.alter_column("events", "age", {.nullable = false, .fill = "id"});
     }},
    {"column-identity", create_users,
     [](Operations& op) {
       op.alter_column("users", "id", {.identity = always});
       op.alter_column("users", "id",
                       {.identity = IdentitySpec{
                            .mode = IdentitySpec::Mode::by_default, .start = 5, .increment = 10}});
       op.alter_column("users", "id", {.identity = none});
       op.alter_column("users", "id", {.identity = by_default});
     }},
    {"column-generated",
     [](Operations& op) {
       op.create_table("sums", {.columns = {{.name = "a", .type = integer},
                                            {.name = "total",
                                             .type = integer,
                                             .nullable = true,
                                             .generated = {.expression = "a + 1"}}},
                                .uniques = {{.name = "uq_sums_total", .columns = {"total"}}}});
     },
     [](Operations& op) {
       op.alter_column("sums", "a", {.type = bigint});
       op.alter_column("sums", "total", {.generated = "a + 2"});
       op.alter_column("sums", "total", {.generated = none});
       op.alter_column("sums", "total", {.generated = "a + 3"});
       op.alter_column("sums", "total", {.type = text, .generated = none});
     }},
    {"column-type-under-a-key-that-rests-on-an-index",
     [](Operations& op) {
       op.create_enum("mood", {"sad", "ok"});
       op.create_table("a", {.columns = {{.name = "code", .type = integer},
                                         {.name = "note", .type = integer},
                                         {.name = "mood", .type = enum_type("mood")}}});
       op.create_index("ix_a", "a", {"code"}, {.unique = true, .include = {"note", "mood"}});
       op.create_table("b", {.columns = {{.name = "code", .type = integer}},
                             .foreign_keys = {{.name = "fk_b_a",
                                               .columns = {"code"},
                                               .ref_table = "a",
                                               .ref_columns = {"code"}}}});
     },
     [](Operations& op) {
       op.alter_column("a", "note", {.type = text});
       op.replace_enum("mood", {"ok", "sad"});
     }},
    {"constraints-alike",
     {},
     [](Operations& op) {
       op.create_table("t",
                       {.columns = {{.name = "a", .type = integer}, {.name = "b", .type = integer}},
                        .primary_key = {.name = "pk_t", .columns = {"a"}},
                        .uniques = {{.name = "uq_t_a", .columns = {"a"}},
                                    {.name = "uq_t_a_later",
                                     .columns = {"a"},
                                     .deferrable = Deferrable::initially_deferred},
                                    {.name = "uq_t_b", .columns = {"b"}},
                                    {.name = "uq_t_b_too", .columns = {"b"}}},
                        .excludes = {{.name = "ex_t_1", .definition = "USING btree (b WITH =)"},
                                     {.name = "ex_t_2", .definition = "USING btree (b WITH =)"}}});
     }},
    {"index", create_users,
     [](Operations& op) {
       op.create_index("ix_plain", "users", {"email"});
       op.create_index("ix_unique", "users", {desc("email").nulls_last(), "age"},
                       {.unique = true,
                        .where = "age > 18",
                        .include = {"id"},
                        .nulls_not_distinct = true,
                        .storage = {{"fillfactor", "50"}},
                        .comment = "grown-ups"});
       op.create_index(
           "ix_lower", "users",
           {expression("lower(email)").with_collation("C").with_opclass("text_pattern_ops")});
       op.create_index("ix_hash", "users", {"email"}, {.method = "hash"});
       op.create_index("ix_later", "users", {"age"}, {.concurrently = true});
       op.drop_index("ix_plain", "users");
     }},
    {"constraints", create_users,
     [](Operations& op) {
       op.create_unique_constraint("users", {.name = "uq_users_email", .columns = {"email"}});
       op.create_check_constraint(
           "users", {.name = "ck_users_age", .expression = "age > 0", .not_valid = true});
       op.create_foreign_key("users", {.name = "fk_users_age",
                                       .columns = {"age"},
                                       .ref_table = "users",
                                       .ref_columns = {"id"},
                                       .on_delete = Action::set_null});
       op.create_exclude_constraint("users",
                                    {.name = "ex_users_age",
                                     .definition = "USING btree (age WITH =) WHERE (age > 100)",
                                     .deferrable = Deferrable::initially_deferred});
       op.drop_constraint("ex_users_age", "users");
       op.drop_constraint("fk_users_age", "users");
       op.drop_constraint("pk_users", "users");
       op.create_primary_key("pk_people", "users", {"id"});
     }},
    {"constraints-without-names",
     [](Operations& op) {
       op.create_table(
           "t", {.columns = {{.name = "a", .type = integer},
                             {.name = "b", .type = integer, .nullable = true}},
                 .primary_key = {.columns = {"a"}},
                 .uniques = {{.columns = {"a", "b"}}, {.columns = {"b"}}},
                 .foreign_keys = {{.columns = {"b"}, .ref_table = "t", .ref_columns = {"a"}}},
                 .checks = {{.expression = "b > 0"}, {.expression = "b > 1"}}});
     },
     [](Operations& op) {
       op.drop_constraint("", "t", {.type = ConstraintType::foreign_key, .columns = {"b"}});
       op.drop_constraint("", "t", {.type = ConstraintType::unique, .columns = {"b"}});
       op.drop_constraint("", "t", {.type = ConstraintType::check, .expression = "b > 1"});
       op.drop_constraint("", "t", {.type = ConstraintType::primary, .columns = {"a"}});
     }},
    {"enum", create_orders,
     [](Operations& op) {
       op.create_enum({"empty"}, {});
       op.add_enum_value("order_status", "back's", "sent");
       op.rename_enum_value("order_status", "paid", "settled");
       op.drop_enum("empty");
     }},
    {"enum-value-used-at-once", create_orders,
     [](Operations& op) {
       op.add_enum_value("order_status", "lost");
       op.alter_column("orders", "status", {.server_default = "'lost'"});
     }},
    {"text-values-renamed",
     [](Operations& op) {
       op.create_table(
           "shirts",
           {.columns = {{.name = "size", .type = varchar(5)}},
            .checks = {{.name = "ck_shirts_size", .expression = "size IN ('small', 'large')"}}});
       op.bulk_insert("shirts", {"size"}, {{"small"}, {"large"}});
     },
     [](Operations& op) {
       op.drop_constraint("ck_shirts_size", "shirts");
       op.alter_column("shirts", "size",
                       {.type = varchar(5),
                        .using_expression = "CASE size WHEN 'large' THEN 'huge' ELSE size END"});
       op.create_check_constraint(
           "shirts", {.name = "ck_shirts_size", .expression = "size IN ('small', 'huge')"});
     }},
    {"times-with-and-without-a-zone",
     [](Operations& op) {
       op.create_table("events", {.columns = {{.name = "a", .type = timestamptz},
                                              {.name = "b", .type = timestamp(3)},
                                              {.name = "c", .type = timestamptz},
                                              {.name = "d", .type = date}}});
       op.bulk_insert("events", {"a", "b", "c", "d"},
                      {{"2026-11-20 23:30:00+00", "2026-11-20 23:30:00", "2026-11-20 23:30:00+00",
                        "2026-11-20"}});
     },
     [](Operations& op) {
       op.alter_column("events", "a", {.type = timestamp});
       op.alter_column("events", "b", {.type = timestamptz(3)});
       op.alter_column("events", "c", {.type = date});
       op.alter_column("events", "d", {.type = timestamptz});
     }},
    {"enum-replace", create_orders,
     [](Operations& op) {
       op.replace_enum("order_status", {"sent", "new"});
     }},
    {"rows", create_users,
     [](Operations& op) {
       op.bulk_insert("users", {"id", "email", "age"},
                      {{7, "it's", nullptr}, {8, "b\\c", 12}, {9, "", -1}});
       op.bulk_insert("users", {"email"}, {});
       op.execute("UPDATE users SET age = 1; DELETE FROM users;  ");
       op.execute({.postgresql = "SELECT 1 -- one", .sqlite = "SELECT 2"});
       op.execute({.sqlite = "SELECT 3"});
     }},
    {"autocommit", create_users,
     [](Operations& op) {
       op.autocommit_block([](Operations& alone) {
         alone.create_index("ix_age", "users", {"age"}, {.concurrently = true});
         alone.execute("VACUUM users");
         alone.drop_index("ix_age", "users", {.concurrently = true});
       });
       op.add_column("users", {.name = "name", .type = text, .nullable = true});
     }},
    {"autocommit-nested", create_users,
     [](Operations& op) {
       op.add_column("users", {.name = "first", .type = text, .nullable = true});
       op.autocommit_block([](Operations& outer) {
         outer.execute("VACUUM users");
         outer.autocommit_block([](Operations& inner) {
           inner.add_column("users", {.name = "second", .type = text, .nullable = true});
           inner.autocommit_block([](Operations& innermost) {
             innermost.batch_alter_table("users", [](BatchOperations& batch) {
               batch.add_column({.name = "third", .type = text, .nullable = true});
             });
             innermost.execute({.postgresql = "ANALYZE users", .sqlite = "ANALYZE"});
             innermost.create_index("ix_third", "users", {"third"}, {.concurrently = true});
           });
           inner.bulk_insert("users", {"id", "email"}, {{1, "a"}});
         });
         outer.drop_column("users", "first");
       });
     }},
    {"types-of-postgresql",
     [](Operations& op) { op.execute("CREATE EXTENSION citext; CREATE EXTENSION hstore"); },
     [](Operations& op) {
       op.create_table("things",
                       {.columns = {{.name = "a", .type = interval(3)},
                                    {.name = "b", .type = limbeck::time(0)},
                                    {.name = "c", .type = timestamp(0)},
                                    {.name = "d", .type = timestamptz(3)},
                                    {.name = "e", .type = native("inet")},
                                    {.name = "f", .type = native("cidr")},
                                    {.name = "g", .type = native("macaddr")},
                                    {.name = "h", .type = native("macaddr8")},
                                    {.name = "i", .type = native("int8range")},
                                    {.name = "j", .type = native("nummultirange")},
                                    {.name = "k", .type = array(native("tstzrange"))},
                                    {.name = "l", .type = native("citext")},
                                    {.name = "m", .type = array(native("citext"))},
                                    {.name = "n", .type = native("hstore"), .server_default = "''"},
                                    {.name = "o", .type = native("bit(3)")},
                                    {.name = "p", .type = native("varbit(8)")},
                                    {.name = "q", .type = native("time(3) with time zone")},
                                    {.name = "r", .type = native("INTERVAL DAY TO SECOND (3)")},
                                    {.name = "s", .type = native("money")},
                                    {.name = "t", .type = native("xml")},
                                    {.name = "u", .type = native("tsvector")},
                                    {.name = "v", .type = native("point")},
                                    {.name = "w", .type = native("oid")},
                                    {.name = "x", .type = array(array(array(text)))},
                                    {.name = "y", .type = native("\"char\"")},
                                    {.name = "z", .type = native("Double  Precision []")},
                                    {.name = "aa", .type = native("character varying(12)[]")},
                                    {.name = "ab", .type = native("pg_catalog.int4")},
                                    {.name = "ac", .type = native("bpchar")},
                                    {.name = "ad", .type = native("bit varying")}}});
       op.create_table("names",
                       {.columns = {{.name = "a", .type = text, .collation = "C"},
                                    {.name = "b", .type = array(text), .collation = "POSIX"},
                                    {.name = "c", .type = varchar(9), .collation = "en-x-icu"}}});
     }},
    {"column-type-under-foreign-keys",
     [](Operations& op) {
       op.create_table("nodes", {.columns = {{.name = "id", .type = integer},
                                             {.name = "code", .type = integer},
                                             {.name = "parent", .type = integer, .nullable = true}},
                                 .primary_key = {.name = "pk_nodes", .columns = {"id"}},
                                 .uniques = {{.name = "uq_nodes_code", .columns = {"id", "code"}}},
                                 .foreign_keys = {{.name = "fk_nodes_parent",
                                                   .columns = {"parent"},
                                                   .ref_table = "nodes",
                                                   .ref_columns = {"id"}}}});
       op.create_table("leaves", {.columns = {{.name = "node", .type = integer},
                                              {.name = "code", .type = integer}},
                                  .foreign_keys = {{.name = "fk_leaves_node",
                                                    .columns = {"node", "code"},
                                                    .ref_table = "nodes",
                                                    .ref_columns = {"id", "code"},
                                                    .on_delete = Action::cascade,
                                                    .deferrable = Deferrable::initially_deferred},
                                                   {.columns = {"node"},
                                                    .ref_table = "nodes",
                                                    .ref_columns = {"id"},
                                                    .not_valid = true}}});
       op.bulk_insert("nodes", {"id", "code", "parent"}, {{1, 10, nullptr}, {2, 20, 1}});
       op.bulk_insert("leaves", {"node", "code"}, {{1, 10}, {2, 20}});
     },
     [](Operations& op) {
       op.alter_column("nodes", "id", {.type = bigint});
       op.alter_column("nodes", "id", {.type = text});
       op.alter_column("nodes", "parent", {.type = varchar(20)});
       op.rename_column("nodes", "code", "number");
       op.rename_table("leaves", "Leaves");
       op.alter_column("Leaves", "node", {.type = text});
       op.alter_column("nodes", "number", {.type = text});
       op.drop_constraint("fk_leaves_node", "Leaves");
     }},
    {"column-type-under-everything",
     [](Operations& op) {
       op.create_table(
           "sums", {.columns = {{.name = "a", .type = text},
                                {.name = "b", .type = integer},
                                {.name = "total",
                                 .type = integer,
                                 .nullable = true,
                                 .generated = {.expression = "b + length(a)"},
                                 .comment = "b and a"}},
                    .primary_key = {.name = "pk_sums", .columns = {"a", "b"}},
                    .uniques = {{.name = "uq_sums_total", .columns = {"total"}}},
                    .checks = {{.name = "ck_sums_a", .expression = "a <> ''"},
                               {.name = "ck_sums_b", .expression = "b > 0"}},
                    .excludes = {{.name = "ex_sums",
                                  .definition = "USING btree (lower(a) WITH =) WHERE (b > 5)"}}});
       op.create_index("ix_sums_lower", "sums", {expression("lower(a)")},
                       {.where = "b > 1", .comment = "small"});
       op.create_table("parts", {.columns = {{.name = "total", .type = integer, .nullable = true}},
                                 .foreign_keys = {{.name = "fk_parts_total",
                                                   .columns = {"total"},
                                                   .ref_table = "sums",
                                                   .ref_columns = {"total"}}}});
       op.bulk_insert("sums", {"a", "b"}, {{"x", 7}});
     },
     [](Operations& op) {
       op.alter_column("sums", "a", {.type = varchar(100)});
       op.alter_column("sums", "b", {.type = bigint, .using_expression = "b * 2"});
       op.alter_column("sums", "b", {.type = numeric(12, 2)});
     }},
    {"enum-replace-under-everything",
     [](Operations& op) {
       op.create_enum("light", {"red", "yellow", "green", "blue"}, "it's a light");
       op.create_table(
           "lights",
           {.columns = {{.name = "id", .type = enum_type("light")},
                        {.name = "all",
                         .type = array(enum_type("light")),
                         .server_default = "ARRAY['red', 'green']::light[]"},
                        {.name = "next",
                         .type = enum_type("light"),
                         .nullable = true,
                         .server_default = "'red'::light"},
                        {.name = "most",
                         .type = enum_type("light"),
                         .nullable = true,
                         .generated = {.expression = "greatest(id, next)"}},
                        {.name = "stop",
                         .type = boolean,
                         .nullable = true,
                         .generated = {.expression = "id = 'red'"}}},
            .primary_key = {.name = "pk_lights", .columns = {"id"}},
            .foreign_keys = {{.name = "fk_lights_next",
                              .columns = {"next"},
                              .ref_table = "lights",
                              .ref_columns = {"id"}}},
            .checks = {{.name = "ck_lights_all", .expression = "NOT ('yellow' = ANY (\"all\"))"},
                       {.expression = "id <> next"}},
            .excludes = {{.name = "ex_lights",
                          .definition = "USING btree (next WITH =) WHERE (id > 'yellow')"}}});
       op.create_index("ix_lights_all", "lights", {"all"}, {.method = "gin"});
       op.create_index("ix_lights_next", "lights", {desc("next")}, {.where = "id = 'red'"});
       op.create_index("ix_lights_half", "lights", {expression("(next < 'green')"), "most"},
                       {.include = {"stop"}});
       op.create_table("lamps", {.columns = {{.name = "light", .type = enum_type("light")}},
                                 .foreign_keys = {{.name = "fk_lamps_light",
                                                   .columns = {"light"},
                                                   .ref_table = "lights",
                                                   .ref_columns = {"id"}}}});
       op.bulk_insert("lights", {"id", "next"}, {{"red", nullptr}, {"green", "red"}});
       op.bulk_insert("lamps", {"light"}, {{"green"}});
     },
     [](Operations& op) {
       op.replace_enum("light", {"green", "yellow", "red"});
     }},
    {"index-everything",
     [](Operations& op) {
       op.execute("CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist");
       create_users(op);
     },
     [](Operations& op) {
       op.create_index("ix_trgm", "users",
                       {expression("lower(email)").with_opclass("gist_trgm_ops(siglen = 32)"),
                        IndexElement("age").with_opclass("gist_int4_ops")},
                       {.method = "gist", .include = {"id"}, .storage = {{"buffering", "on"}}});
       op.create_index("ix_gin", "users", {IndexElement("email").with_opclass("gin_trgm_ops")},
                       {.method = "gin",
                        .storage = {{"fastupdate", "off"}, {"gin_pending_list_limit", "128"}}});
       op.create_index("ix_brin", "users", {"id", "age"},
                       {.method = "brin", .storage = {{"pages_per_range", "16"}}});
       op.create_index("ix_spgist", "users", {"email"}, {.method = "spgist"});
       op.create_index("ix_sorted", "users",
                       {desc(IndexElement("email").with_collation("C")).nulls_last(),
                        IndexElement("age").nulls_first(), expression("(age + 1)")},
                       {.where = "email <> 'it''s' -- named", .tablespace = "pg_default"});
       op.create_index("ix_once", "users", {"age"},
                       {.unique = true,
                        .where = "age > 3",
                        .include = {"email"},
                        .nulls_not_distinct = true,
                        .storage = {{"fillfactor", "70"}, {"deduplicate_items", "off"}},
                        .comment = "once",
                        .concurrently = true});
       op.create_exclude_constraint(
           "users",
           {.name = "ex_users",
            .definition = "USING gist (email WITH =, (age + 1) WITH <>) WITH (fillfactor='80') "
                          "WHERE (age > 1)",
            .deferrable = Deferrable::initially_immediate});
       op.drop_index("ix_brin", "users");
     }},
    {"names-of-constraints-that-change",
     [](Operations& op) {
       create_users(op);
       op.create_table("a b", {.columns = {{.name = "id", .type = bigint}},
                               .uniques = {{.columns = {"id"}}},
                               .foreign_keys = {{.columns = {"id"},
                                                 .ref_table = "users",
                                                 .ref_columns = {"id"},
                                                 .deferrable = Deferrable::initially_deferred,
                                                 .not_valid = true}},
                               .checks = {{.expression = "id IS NOT NULL", .not_valid = true}}});
     },
     [](Operations& op) {
       op.alter_column("users", "id", {.type = integer});
       op.alter_column("a b", "id", {.type = text, .using_expression = "id || ''"});
       op.alter_column("users", "id", {.type = text, .identity = none});
     }},
    {"names-alone",
     [](Operations& op) {
       create_users(op);
       op.create_table("a \"b\"", {.columns = {{.name = "id", .type = bigint}},
                                   .primary_key = {.name = "pk", .columns = {"id"}},
                                   .foreign_keys = {{.name = "fk",
                                                     .columns = {"id"},
                                                     .ref_table = "users",
                                                     .ref_columns = {"id"}}},
                                   .checks = {{.name = "ck", .expression = "id > 0"}}});
       op.create_index("ix \"b\"", "a \"b\"", {"id"});
     },
     [](Operations& op) {
       op.rename_index("ix \"b\"", "a \"b\"", "ix \"c\"");
       op.rename_constraint("pk", "a \"b\"", "the \"key\"");
       op.rename_constraint("fk", "a \"b\"", "fk_users");
       op.rename_constraint("ck", "a \"b\"", "ck_id");
       op.rename_constraint("pk_users", "users", "users_pkey");
     }},
    {"schemas-and-extensions",
     // In the step before: no extension goes back to an older version.
     [](Operations& op) {
       op.create_extension("pg_trgm", {.version = "1.5"});
       op.alter_extension("pg_trgm", {.version = "1.6"});
     },
     [](Operations& op) {
       op.create_schema("audit", "it's kept");
       op.create_schema("Ext");
       op.create_extension("citext");
       op.create_extension("hstore", {.schema = "Ext", .version = "1.8", .comment = "pairs"});
       op.create_table({"audit", "events"},
                       {.columns = {{.name = "who", .type = native("citext")},
                                    {.name = "what", .type = native("\"Ext\".hstore")}}});
       op.create_comment(limbeck::on_schema("Ext"), "extensions");
       op.drop_comment(limbeck::on_schema("audit"));
       op.drop_comment(limbeck::on_extension("hstore"));
       op.create_schema("gone");
       op.drop_schema("gone");
       op.alter_extension("pg_trgm", {.schema = "Ext"});
       op.create_extension("unaccent");
       op.drop_extension("unaccent");
     }},
    {"sequences", create_users,
     [](Operations& op) {
       op.create_sequence("plain");
       op.create_sequence("Odd \"one\"", {.type = smallint,
                                          .start = 7,
                                          .increment = 2,
                                          .min = 5,
                                          .max = 99,
                                          .cache = 10,
                                          .cycle = true,
                                          .owned_by = {"users", "age"},
                                          .comment = "odd numbers"});
       op.create_sequence("falling", {.type = integer, .increment = -1});
       op.create_sequence("zero", {.start = 0});
       op.alter_column("users", "age", {.server_default = "nextval('plain')"});
       op.alter_sequence("plain", {.type = integer,
                                   .max = 1000,
                                   .cycle = true,
                                   .owned_by = limbeck::OwnedBy{"users", "age"}});
       op.alter_sequence("falling", {.increment = 5});
       op.alter_sequence("Odd \"one\"", {.min = none, .max = none, .owned_by = none});
       op.alter_sequence("zero", {.start = none});
       op.drop_comment(limbeck::on_sequence("Odd \"one\""));
       op.create_table(
           "counted",
           {.columns = {{.name = "id",
                         .type = integer,
                         .identity = {.mode = IdentitySpec::Mode::always,
                                      .start = 10,
                                      .increment = 10,
                                      .min = 10,
                                      .max = 1000,
                                      .cache = 5,
                                      .cycle = true}},
                        {.name = "down",
                         .type = bigint,
                         .identity = {.mode = IdentitySpec::Mode::by_default, .increment = -1}}}});
       op.alter_column(
           "counted", "id",
           {.identity = IdentitySpec{
                .mode = IdentitySpec::Mode::always, .start = 10, .increment = -10, .max = 20}});
       op.alter_column("counted", "id", {.type = bigint});
       op.drop_sequence("falling");
     }},
    {"domains",
     [](Operations& op) {
       op.create_enum("light", {"red", "green", "blue"});
       op.create_domain("email", {.type = text,
                                  .collation = "C",
                                  .server_default = "'nobody@x'",
                                  .not_null = true,
                                  .checks = {{.name = "at", .expression = "VALUE ~ '@' -- one"},
                                             {.expression = "length(VALUE) < 100"}},
                                  .comment = "an address"});
       op.create_domain("main_light",
                        {.type = enum_type("light"),
                         .checks = {{.name = "main", .expression = "VALUE <> 'green'"}}});
       op.create_table("people",
                       {.columns = {{.name = "email", .type = native("email")},

                                    {.name = "light",
                                     .type = native("main_light"),
                                     .nullable = true,
                                     .server_default = "'red'"}},
                        .primary_key = {.name = "pk_people", .columns = {"email"}},
                        .checks = {{.name = "ck_light", .expression = "light::text <> 'green'"}}});
       op.bulk_insert("people", {"email"}, {{"a@b.de"}});
     },
     [](Operations& op) {
       op.alter_domain(
           "email", {.server_default = none,
                     .not_null = false,
                     .drop_checks = {"at"},
                     .add_checks = {
                         {.name = "long", .expression = "length(VALUE) > 5", .not_valid = true}}});
       op.alter_domain("email", {.server_default = "'x@y'", .not_null = true});
       op.create_comment(limbeck::on_domain("email"), "where it's sent");
       op.replace_enum("light", {"green", "red"});
       op.create_domain("gone", {.type = integer});
       op.drop_domain("gone");
     }},
    // PostgreSQL 15 has the one stumble over the other (see domains.cpp).
    {"domain-before-a-function",
     [](Operations& op) {
       op.create_domain("small", {.type = integer,
                                  .server_default = "1",
                                  .checks = {{.name = "positive", .expression = "VALUE > 0"}}});
       op.create_domain(
           "plain", {.type = integer, .checks = {{.name = "positive", .expression = "VALUE > 0"}}});
       op.create_function("one", {.definition = "RETURNS integer LANGUAGE sql AS $$SELECT 1$$"});
     },
     [](Operations& op) {
       op.alter_domain("small", {.drop_checks = {"positive"}});
       op.replace_function("one", {.definition = "RETURNS integer LANGUAGE sql AS $$SELECT 2$$"});
       op.alter_domain("plain", {.drop_checks = {"positive"}});
       op.replace_function("one", {.definition = "RETURNS integer LANGUAGE sql AS $$SELECT 3$$"});
     }},
    {"views",
     [](Operations& op) {
       create_users(op);
       op.create_view("grown_ups", {.definition = "SELECT id, email FROM users WHERE age > 17;",
                                    .storage = {{"security_barrier", "true"}},
                                    .comment = "18 and more"});
       op.create_view("Their \"ids\"", {.definition = "SELECT id FROM grown_ups -- all of them"});
       op.create_view("ages", {.definition = "SELECT age, count(*) AS n FROM users GROUP BY age",
                               .materialized = true,
                               .storage = {{"fillfactor", "80"}},
                               .comment = "counted"});
       op.create_index("ix_ages", "ages", {"age"}, {.unique = true, .comment = "each once"});
     },
     [](Operations& op) {
       op.replace_view("grown_ups",
                       {.definition = "SELECT id, email, age FROM users WHERE age > 17"});
       op.replace_view("grown_ups", {.definition = "SELECT id, age FROM users WHERE age > 17"});
       op.replace_view("ages", {.definition = "SELECT age FROM users", .materialized = true});
       op.alter_column("users", "age", {.type = bigint});
       op.create_index("ix_more", "ages", {expression("(age + 1)")});
       op.drop_index("ix_more", "ages");
       op.create_comment(limbeck::on_view("ages"), "it's old");
       op.drop_comment(limbeck::on_index("ix_ages", "ages"));
       op.create_view("one", {.definition = "SELECT 1 AS one"});
       op.drop_view("one");
     }},
    {"functions-and-triggers",
     [](Operations& op) {
       create_users(op);
       op.create_enum("mood", {"good", "bad", "so"});
       op.create_function("touch", {.definition = "RETURNS trigger LANGUAGE plpgsql AS $$\n"
                                                  "BEGIN\n  NEW.age := 1; -- it's one\n"
                                                  "  RETURN NEW;\nEND\n$$",
                                    .comment = "touches"});
       op.create_function("twice", {.arguments = "a integer, b integer DEFAULT 2",
                                    .definition = "RETURNS integer LANGUAGE sql IMMUTABLE AS "
                                                  "'SELECT a * b'"});
       op.create_function("faint", {.arguments = "m mood",
                                    .definition = "RETURNS bigint LANGUAGE sql AS "
                                                  "'SELECT count(*) FROM made_later'",
                                    .skip_body_check = true});
       op.create_function("feel", {.arguments = "m mood = 'good'",
                                   .definition = "RETURNS mood LANGUAGE sql AS $f$SELECT m$f$"});
       op.create_function("Clean up", {.arguments = "INOUT n bigint",
                                       .definition = "LANGUAGE sql AS $$SELECT n$$",
                                       .procedure = true});
       op.create_view("doubled", {.definition = "SELECT twice(age) AS age FROM users"});
       op.create_trigger("set_age", "users",
                         {.fires = "BEFORE INSERT OR UPDATE OF age, email",
                          .definition = "FOR EACH ROW WHEN (NEW.age > 0) EXECUTE FUNCTION touch()",
                          .mode = limbeck::TriggerMode::always,
                          .comment = "it's set"});
       op.create_trigger("Later", "users",
                         {.fires = "AFTER DELETE",
                          .definition = "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
                                        "EXECUTE FUNCTION touch()",
                          .constraint = true});
       op.create_trigger(
           "on_doubled", "doubled",
           {.fires = "INSTEAD OF INSERT", .definition = "FOR EACH ROW EXECUTE FUNCTION touch()"});
     },
     [](Operations& op) {
       op.create_function("soon", {.definition = "RETURNS bigint LANGUAGE sql AS "
                                                 "'SELECT count(*) FROM made_later'",
                                   .skip_body_check = true});
       op.replace_function("twice",
                           {.arguments = "a integer, b integer DEFAULT 2",
                            .definition = "RETURNS integer LANGUAGE sql AS 'SELECT b * a'"});
       op.replace_function("twice",
                           {.arguments = "c integer, d integer DEFAULT 3",
                            .definition = "RETURNS bigint LANGUAGE sql AS 'SELECT c::bigint'"});
       op.replace_trigger("set_age", "users",
                          {.fires = "BEFORE UPDATE OF age",
                           .definition = "FOR EACH ROW EXECUTE FUNCTION touch()"});
       op.replace_trigger("Later", "users",
                          {.fires = "AFTER DELETE OR INSERT",
                           .definition = "FOR EACH ROW EXECUTE FUNCTION touch()",
                           .constraint = true});
       op.disable_trigger("Later", "users");
       op.alter_column("users", "age", {.type = smallint});
       op.create_comment(limbeck::on_function("twice", "integer, integer"), "it's two");
       op.create_comment(limbeck::on_function("Clean up", "bigint"), "cleans");
       op.create_comment(limbeck::on_trigger("Later", "users"), "later");
       op.replace_enum("mood", {"good", "bad"});
       op.drop_trigger("on_doubled", "doubled");
       op.create_function("gone", {.arguments = "x text[], VARIADIC y numeric(3)[]",
                                   .definition = "RETURNS void LANGUAGE sql AS ''"});
       op.drop_function("gone", "text[], VARIADIC numeric[]");
     }},
    {"partitions",
     [](Operations& op) {
       op.create_table("events",
                       {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                    {.name = "at", .type = timestamptz},
                                    {.name = "kind", .type = text}},
                        .primary_key = {.name = "pk_events", .columns = {"id", "at", "kind"}},
                        .checks = {{.name = "ck_kind", .expression = "kind <> ''"}},
                        .partition_by = "RANGE (at)"});
       op.create_index("ix_events_kind", "events", {"kind"});
       op.create_table("events_2026",
                       {.checks = {{.name = "ck_own", .expression = "id > 0"}},
                        .partition_of = "events",
                        .partition_bound = "FOR VALUES FROM ('2026-01-01 00:00:00+00') TO "
                                           "('2027-01-01 00:00:00+00')"});
       op.create_table("old", {.columns = {{.name = "id", .type = bigint},
                                           {.name = "at", .type = timestamptz},
                                           {.name = "kind", .type = text}},
                               .checks = {{.name = "ck_kind", .expression = "kind <> ''"}}});
     },
     [](Operations& op) {
       op.create_table("events_later", {.comment = "by kind",
                                        .partition_by = "LIST (kind)",
                                        .partition_of = "events",
                                        .partition_bound = "DEFAULT"});
       op.create_table("Later \"a\"", {.partition_of = "events_later",
                                       .partition_bound = "FOR VALUES IN ('a', 'it''s')"});
       op.attach_partition("events", "old",
                           "FOR VALUES FROM (MINVALUE) TO ('2026-01-01 00:00:00+00')");
       op.create_index("ix_2026_kind", "events_2026", {"kind", "id"});
       op.create_index("ix_events_id", "events", {"id"});
       op.alter_column("events", "id", {.type = integer});
       op.detach_partition("events", "events_2026");
     }},
    {"foreign-keys-of-every-kind",
     [](Operations& op) {
       op.create_table("pairs",
                       {.columns = {{.name = "a", .type = integer}, {.name = "b", .type = integer}},
                        .primary_key = {.name = "pk_pairs", .columns = {"a", "b"}}});
     },
     [](Operations& op) {
       op.create_table("uses",
                       {.columns = {{.name = "x", .type = integer, .nullable = true},
                                    {.name = "y", .type = integer, .nullable = true}},
                        .foreign_keys = {{.name = "fk_uses",
                                          .columns = {"x", "y"},
                                          .ref_table = "pairs",
                                          .ref_columns = {"a", "b"},
                                          .on_delete = Action::set_null,
                                          .on_delete_columns = {"y"}}},
                        .checks = {{.name = "ck_x", .expression = "x > 0", .not_valid = true}}});
       op.create_foreign_key("uses", {.name = "fk_again",
                                      .columns = {"y", "x"},
                                      .ref_table = "pairs",
                                      .ref_columns = {"b", "a"},
                                      .on_delete = Action::set_default,
                                      .match = Match::full,
                                      .deferrable = Deferrable::initially_deferred,
                                      .not_valid = true,
                                      .on_delete_columns = {"x", "y"}});
       op.validate_constraint("ck_x", "uses");
       op.validate_constraint("fk_again", "uses");
     }},
};

}  // namespace

const std::vector<DdlCase>& postgresql_cases() { return all; }

}  // namespace limbeck::tests
