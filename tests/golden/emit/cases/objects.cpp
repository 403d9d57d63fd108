// Objects.
#include <limbeck/revision.h>

LIMBECK_REVISION(0000000000e9) = {
    .revises = {"3f9c2a71d04e"},
    .message = "objects",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = [](limbeck::Operations& op) {
      op.create_schema("app", "ours");
      op.create_schema("plain");
      op.create_extension("citext");
      op.create_extension("pg_trgm", {.schema = "app", .version = "1.5", .comment = "trigrams"});
      op.alter_extension("pg_trgm", {.schema = "plain", .version = "1.6"});
      op.create_sequence("plain_ids");
      op.create_sequence({"app", "ids"}, {
          .type = limbeck::integer,
          .start = 100,
          .increment = -5,
          .min = -1000,
          .max = 1000,
          .cache = 10,
          .cycle = true,
          .comment = "numbers",
      });
      op.alter_sequence({"app", "ids"}, {
          .type = limbeck::bigint,
          .start = limbeck::none,
          .increment = 1,
          .max = 5000,
          .cycle = false,
          .owned_by = limbeck::OwnedBy{.table = "users", .column = "id"},
      });
      op.alter_sequence({"app", "ids"}, {.owned_by = limbeck::none});
      op.create_domain({"app", "email"}, {
          .type = limbeck::varchar(320),
          .collation = "C",
          .server_default = "''",
          .not_null = true,
          .checks = {{.name = "ck_email", .expression = "VALUE LIKE '%@%'"}},
          .comment = "how we reach them",
      });
      op.alter_domain({"app", "email"}, {
          .server_default = limbeck::none,
          .not_null = false,
          .drop_checks = {"ck_email"},
          .add_checks = {{.name = "ck_short", .expression = "length(VALUE) < 99"}},
      });
      op.create_function({"app", "add"}, {
          .arguments = "a integer, b integer DEFAULT 1",
          .definition = R"sql(RETURNS integer
LANGUAGE sql
AS $$SELECT a + b$$)sql",
          .comment = "sum",
      });
      op.replace_function({"app", "add"}, {
          .arguments = "a integer, b integer DEFAULT 1",
          .definition = "RETURNS integer RETURN a - b",
      });
      op.create_function("touch", {.definition = "LANGUAGE sql AS 'SELECT 1'", .procedure = true});
      op.create_view("adults", {
          .definition = R"sql(SELECT id, email
FROM users
WHERE age > 17)sql",
          .storage = {{"security_barrier", "true"}},
          .comment = "of age",
      });
      op.create_view("totals", {
          .definition = "SELECT count(*) AS n FROM users",
          .materialized = true,
      });
      op.create_index("ix_totals", "totals", {"n"});
      op.replace_view("adults", {.definition = "SELECT id FROM users"});
      op.create_trigger("tr_users", "users", {
          .fires = "BEFORE INSERT OR UPDATE OF email",
          .definition = "FOR EACH ROW EXECUTE FUNCTION set_time()",
          .mode = limbeck::TriggerMode::always,
          .comment = "keeps the time",
      });
      op.create_trigger("tr_check", "users", {
          .fires = "AFTER INSERT",
          .definition = "DEFERRABLE FOR EACH ROW EXECUTE FUNCTION set_time()",
          .constraint = true,
      });
      op.replace_trigger("tr_users", "users", {
          .fires = "AFTER DELETE",
          .definition = "EXECUTE …",
      });
      op.disable_trigger("tr_users", "users");
      op.enable_trigger("tr_users", "users");
      op.enable_trigger("tr_users", "users", limbeck::TriggerMode::replica);
      op.create_comment(limbeck::on_schema("app"), "new");
      op.create_comment(limbeck::on_extension("citext"), "new");
      op.drop_comment(limbeck::on_sequence({"app", "ids"}));
      op.create_comment(limbeck::on_domain({"app", "email"}), "new");
      op.create_comment(limbeck::on_enum("order_status"), "new");
      op.create_comment(limbeck::on_view("adults"), "new");
      op.create_comment(limbeck::on_function({"app", "add"}, "integer, integer"), "new");
      op.create_comment(limbeck::on_function("touch"), "new");
      op.create_comment(limbeck::on_trigger("tr_users", "users"), "new");
      op.create_comment(limbeck::on_index("ix_totals", "totals"), "new");
      op.create_object("policy own ON users", {
          .create = R"sql(CREATE POLICY own ON users USING (
  id > 0
))sql",
          .drop = "DROP POLICY own ON users",
          .comment = "some",
      });
      op.create_comment(limbeck::on_object("policy own ON users"), "new");
      op.drop_object("policy own ON users");
      op.drop_trigger("tr_users", "users");
      op.drop_view("totals");
      op.drop_function({"app", "add"}, "integer, integer");
      op.drop_function("touch");
      op.drop_domain({"app", "email"});
      op.drop_sequence({"app", "ids"});
      op.drop_extension("citext");
      op.drop_extension("pg_trgm");
      op.drop_schema("plain");
    },
    .downgrade = [](limbeck::Operations& op) {
      op.create_schema("plain");
      op.create_extension("pg_trgm", {.schema = "plain", .version = "1.6", .comment = "trigrams"});
      op.create_extension("citext", {.comment = "new"});
      op.create_sequence({"app", "ids"}, {.min = -1000, .max = 5000, .cache = 10});
      op.create_domain({"app", "email"}, {
          .type = limbeck::varchar(320),
          .collation = "C",
          .checks = {{.name = "ck_short", .expression = "length(VALUE) < 99"}},
          .comment = "new",
      });
      op.create_function("touch", {
          .definition = "LANGUAGE sql AS 'SELECT 1'",
          .procedure = true,
          .comment = "new",
      });
      op.create_function({"app", "add"}, {
          .arguments = "a integer, b integer DEFAULT 1",
          .definition = "RETURNS integer RETURN a - b",
          .comment = "new",
      });
      op.create_view("totals", {
          .definition = "SELECT count(*) AS n FROM users",
          .materialized = true,
      });
      op.create_index("ix_totals", "totals", {"n"}, {.comment = "new"});
      op.create_trigger("tr_users", "users", {
          .fires = "AFTER DELETE",
          .definition = "EXECUTE …",
          .mode = limbeck::TriggerMode::replica,
          .comment = "new",
      });
      op.create_object("policy own ON users", {
          .create = R"sql(CREATE POLICY own ON users USING (
  id > 0
))sql",
          .drop = "DROP POLICY own ON users",
          .comment = "new",
      });
      op.create_comment(limbeck::on_object("policy own ON users"), "some");
      op.drop_object("policy own ON users");
      op.drop_comment(limbeck::on_index("ix_totals", "totals"));
      op.create_comment(limbeck::on_trigger("tr_users", "users"), "keeps the time");
      op.drop_comment(limbeck::on_function("touch"));
      op.create_comment(limbeck::on_function({"app", "add"}, "integer, integer"), "sum");
      op.create_comment(limbeck::on_view("adults"), "of age");
      op.drop_comment(limbeck::on_enum("order_status"));
      op.create_comment(limbeck::on_domain({"app", "email"}), "how we reach them");
      op.create_comment(limbeck::on_sequence({"app", "ids"}), "numbers");
      op.drop_comment(limbeck::on_extension("citext"));
      op.create_comment(limbeck::on_schema("app"), "ours");
      op.enable_trigger("tr_users", "users");
      op.disable_trigger("tr_users", "users");
      op.enable_trigger("tr_users", "users", limbeck::TriggerMode::always);
      op.replace_trigger("tr_users", "users", {
          .fires = "BEFORE INSERT OR UPDATE OF email",
          .definition = "FOR EACH ROW EXECUTE FUNCTION set_time()",
      });
      op.drop_trigger("tr_check", "users");
      op.drop_trigger("tr_users", "users");
      op.replace_view("adults", {
          .definition = R"sql(SELECT id, email
FROM users
WHERE age > 17)sql",
          .storage = {{"security_barrier", "true"}},
      });
      op.drop_view("totals");
      op.drop_view("adults");
      op.drop_function("touch");
      op.replace_function({"app", "add"}, {
          .arguments = "a integer, b integer DEFAULT 1",
          .definition = R"sql(RETURNS integer
LANGUAGE sql
AS $$SELECT a + b$$)sql",
      });
      op.drop_function({"app", "add"}, "a integer, b integer DEFAULT 1");
      op.alter_domain({"app", "email"}, {
          .server_default = "''",
          .not_null = true,
          .drop_checks = {"ck_short"},
          .add_checks = {{.name = "ck_email", .expression = "VALUE LIKE '%@%'"}},
      });
      op.drop_domain({"app", "email"});
      op.alter_sequence({"app", "ids"}, {
          .owned_by = limbeck::OwnedBy{.table = "users", .column = "id"},
      });
      op.alter_sequence({"app", "ids"}, {
          .type = limbeck::integer,
          .start = 100,
          .increment = -5,
          .max = 1000,
          .cycle = true,
          .owned_by = limbeck::none,
      });
      op.drop_sequence({"app", "ids"});
      op.drop_sequence("plain_ids");
      op.alter_extension("pg_trgm", {.schema = "app", .version = "1.5"});
      op.drop_extension("pg_trgm");
      op.drop_extension("citext");
      op.drop_schema("plain");
      op.drop_schema("app");
    },
};
