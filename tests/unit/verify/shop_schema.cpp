#include "tests/unit/verify/shop_schema.h"

namespace limbeck::verify {

void make_shop(Operations& op) {
  op.create_enum("status", {"new", "paid", "sent"}, "how far it is");
  op.create_table(
      "users",
      {.columns =
           {{.name = "id", .type = bigint, .identity = by_default},
            {.name = "email", .type = varchar(320)},
            {.name = "name", .type = text, .nullable = true, .collation = "C"},
            {.name = "age", .type = integer, .server_default = "18"},
            {.name = "joined", .type = timestamptz, .server_default = "now()"},
            {.name = "shout",
             .type = text,
             .nullable = true,
             .generated = {.expression = "upper(name)", .stored = true}},
            {.name = "tags", .type = array(text), .nullable = true, .comment = "in no order"}},
       .primary_key = {.name = "pk_users", .columns = {"id"}},
       .uniques = {{.name = "uq_users_email", .columns = {"email"}}},
       .checks = {{.name = "ck_users_age", .expression = "age > 0 AND age < 200"}},
       .comment = "people",
       .settings = {{"postgresql.fillfactor", "90"}}});
  op.create_table(
      "orders",
      {.columns = {{.name = "id",
                    .type = bigint,
                    .identity = {.mode = IdentitySpec::Mode::always, .start = 100}},
                   {.name = "user_id", .type = bigint},
                   {.name = "status", .type = enum_type("status"), .server_default = "'new'"},
                   {.name = "total", .type = numeric(10, 2)},
                   {.name = "note", .type = text, .nullable = true},
                   {.name = "during", .type = native("tsrange"), .nullable = true}},
       .primary_key = {.name = "pk_orders", .columns = {"id"}},
       .uniques = {{.name = "uq_orders_note", .columns = {"user_id", "note"}}},
       .foreign_keys = {{.name = "fk_orders_user",
                         .columns = {"user_id"},
                         .ref_table = "users",
                         .ref_columns = {"id"},
                         .on_delete = Action::cascade}},
       .checks = {{.name = "ck_orders_total", .expression = "total >= 0"}},
       .excludes = {{.name = "ex_orders_during",
                     .definition = "USING gist (during WITH &&) WHERE (total > 0)"}}});
  op.create_index("ix_orders_open", "orders", {"user_id", desc("total")},
                  {.where = "status = 'new'", .comment = "what is to do"});
  op.create_index("ix_orders_note", "orders", {expression("lower(note)")});
  op.create_index("ix_users_name", "users", {"name"});
  op.create_table("events",
                  {.columns = {{.name = "at", .type = timestamptz}, {.name = "what", .type = text}},
                   .partition_by = "RANGE (at)"});
  op.create_table("logs", {.columns = {{.name = "id", .type = bigint},
                                       {.name = "kind", .type = text},
                                       {.name = "ticket", .type = bigint, .nullable = true}}});
  op.create_sequence("tickets", {.start = 10, .owned_by = {"logs", "ticket"}});
  op.create_domain("percent",
                   {.type = integer, .checks = {{.name = "whole", .expression = "VALUE <= 100"}}});
  op.create_view("new_logs", {.definition = "SELECT id FROM logs WHERE kind = 'new'"});
  op.create_view("totals", {.definition = "SELECT kind, count(*) AS n FROM logs GROUP BY kind",
                            .materialized = true});
  op.create_index("ix_totals", "totals", {"kind"});
  op.create_function("log_it", {.definition = "RETURNS trigger LANGUAGE plpgsql AS "
                                              "'BEGIN RETURN NULL; END'"});
  op.create_trigger("log", "logs",
                    {.fires = "AFTER INSERT OR UPDATE OF kind",
                     .definition = "FOR EACH ROW EXECUTE FUNCTION log_it()"});
}

std::vector<HandMade> hand_made_changes() {
  return {
      {"index_dropped", "DROP INDEX ix_users_name",
       "index 'ix_users_name' of 'users' is missing: expected (name)"},
      {"index_added", "CREATE INDEX mine ON users (joined)",
       "index 'mine' of 'users' is there, and no revision makes it: found (joined)"},
      {"index_renamed", "ALTER INDEX ix_users_name RENAME TO mine",
       "index 'ix_users_name' of 'users' has another name: expected 'ix_users_name'; found 'mine'"},
      {"index_made_unique",
       "DROP INDEX ix_users_name; CREATE UNIQUE INDEX ix_users_name ON users (name)",
       "index 'ix_users_name' of 'users' is another: expected (name); found (name), unique"},
      {"index_made_partial",
       "DROP INDEX ix_users_name; CREATE INDEX ix_users_name ON users (name) WHERE age > 1",
       "index 'ix_users_name' of 'users' is another: expected (name); found (name), where (age > "
       "1)"},
      {"index_for_other_rows",
       "DROP INDEX ix_orders_open; CREATE INDEX ix_orders_open ON orders (user_id, total DESC)"
       " WHERE status = 'paid'; COMMENT ON INDEX ix_orders_open IS 'what is to do'",
       "index 'ix_orders_open' of 'orders' is another: expected (user_id, total desc), where "
       "(status = 'new'::status), comment 'what is to do'; found (user_id, total desc), where "
       "(status = 'paid'::status), comment 'what is to do'"},
      {"index_of_another_method",
       "DROP INDEX ix_users_name; CREATE INDEX ix_users_name ON users USING hash (name)",
       "index 'ix_users_name' of 'users' is another: expected (name); found (name), using hash"},
      {"index_of_another_opclass",
       "DROP INDEX ix_users_name; CREATE INDEX ix_users_name ON users (name text_pattern_ops)",
       "index 'ix_users_name' of 'users' is another: expected (name); found (name "
       "text_pattern_ops)"},
      {"index_in_another_order",
       "DROP INDEX ix_users_name; CREATE INDEX ix_users_name ON users (name DESC)",
       "index 'ix_users_name' of 'users' is another: expected (name); found (name desc)"},
      {"index_with_nulls_elsewhere",
       "DROP INDEX ix_users_name; CREATE INDEX ix_users_name ON users (name NULLS FIRST)",
       "index 'ix_users_name' of 'users' is another: expected (name); found (name nulls first)"},
      {"index_of_another_collation",
       "DROP INDEX ix_users_name; CREATE INDEX ix_users_name ON users (name COLLATE \"POSIX\")",
       "index 'ix_users_name' of 'users' is another: expected (name); found (name collate POSIX)"},
      {"index_that_includes",
       "DROP INDEX ix_users_name; CREATE INDEX ix_users_name ON users (name) INCLUDE (age)",
       "index 'ix_users_name' of 'users' is another: expected (name); found (name), include (age)"},
      {"index_with_nulls_alike",
       "DROP INDEX ix_users_name; CREATE UNIQUE INDEX ix_users_name ON users (name) NULLS NOT "
       "DISTINCT",
       "index 'ix_users_name' of 'users' is another: expected (name); found (name), unique, nulls "
       "not distinct"},
      {"index_of_another_expression",
       "DROP INDEX ix_orders_note; CREATE INDEX ix_orders_note ON orders (upper(note))",
       "index 'ix_orders_note' of 'orders' is another: expected (lower(note)); found "
       "(upper(note))"},
      {"index_of_more_columns",
       "DROP INDEX ix_users_name; CREATE INDEX ix_users_name ON users (name, age)",
       "index 'ix_users_name' of 'users' is another: expected (name); found (name, age)"},
      {"index_storage", "ALTER INDEX ix_users_name SET (fillfactor = 50)",
       "index 'ix_users_name' of 'users' is another: expected (name); found (name), fillfactor = "
       "50"},
      {"index_comment", "COMMENT ON INDEX ix_orders_open IS 'mine'",
       "index 'ix_orders_open' of 'orders' is another: expected (user_id, total desc), where "
       "(status = 'new'::status), comment 'what is to do'; found (user_id, total desc), where "
       "(status = 'new'::status), comment 'mine'"},
      {"index_tablespace", "ALTER INDEX ix_users_name SET TABLESPACE fast",
       "index 'ix_users_name' of 'users' is another: expected (name); found (name), tablespace "
       "fast"},
      {"index_invalid",
       "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_users_name'::regclass",
       "index 'ix_users_name' of 'users' is not valid, because its concurrent build did not "
       "finish: "
       "REINDEX INDEX CONCURRENTLY \"ix_users_name\"",
       "", true},

      {"default_changed", "ALTER TABLE users ALTER age SET DEFAULT 21",
       "the default of column 'users.age' is another: expected default 18; found default 21"},
      {"default_dropped", "ALTER TABLE orders ALTER status DROP DEFAULT",
       "the default of column 'orders.status' is another: expected default 'new'::status; found no "
       "default"},
      {"default_added", "ALTER TABLE orders ALTER note SET DEFAULT 'it''s'",
       "the default of column 'orders.note' is another: expected no default; found default "
       "'it''s'::text"},
      {"column_added", "ALTER TABLE users ADD nick varchar(20) DEFAULT ''",
       "column 'users.nick' is there, and no revision makes it: found varchar(20), nullable, "
       "default ''::character varying"},
      {"column_dropped", "ALTER TABLE users DROP joined",
       "column 'users.joined' is missing: expected timestamptz, not null, default now()"},
      {"column_renamed", "ALTER TABLE users RENAME joined TO since",
       "column 'users.joined' is missing: expected timestamptz, not null, default now()\n"
       "column 'users.since' is there, and no revision makes it: found timestamptz, not null, "
       "default now()"},
      {"type_changed", "ALTER TABLE users ALTER age TYPE bigint",
       "the type of column 'users.age' is another: expected integer; found bigint"},
      {"length_changed", "ALTER TABLE users ALTER email TYPE varchar(100)",
       "the type of column 'users.email' is another: expected varchar(320); found varchar(100)"},
      {"scale_changed", "ALTER TABLE orders ALTER total TYPE numeric(10, 4)",
       "the type of column 'orders.total' is another: expected numeric(10,2); found numeric(10,4)"},
      {"precision_changed", "ALTER TABLE users ALTER joined TYPE timestamptz(0)",
       "the type of column 'users.joined' is another: expected timestamptz; found timestamptz(0)"},
      {"array_unmade", "ALTER TABLE users ALTER tags TYPE text",
       "the type of column 'users.tags' is another: expected text[]; found text",
       "column \"tags\" cannot be cast automatically to type text[]"},
      {"made_nullable", "ALTER TABLE users ALTER email DROP NOT NULL",
       "the nullability of column 'users.email' is another: expected not null; found nullable"},
      {"made_not_null", "ALTER TABLE orders ALTER note SET NOT NULL",
       "the nullability of column 'orders.note' is another: expected nullable; found not null"},
      {"collation_changed",
       "ALTER TABLE users DROP shout; ALTER TABLE users ALTER name TYPE text COLLATE \"POSIX\";"
       "ALTER TABLE users ADD shout text GENERATED ALWAYS AS (upper(name)) STORED",
       "the collation of column 'users.name' is another: expected collation 'C'; found collation "
       "'POSIX'"},
      {"column_comment", "COMMENT ON COLUMN users.tags IS 'sorted'",
       "the comment of column 'users.tags' is another: expected comment 'in no order'; found "
       "comment 'sorted'"},
      {"expression_changed",
       "ALTER TABLE users DROP shout; ALTER TABLE users ADD shout text GENERATED ALWAYS AS"
       " (lower(name)) STORED",
       "the expression of column 'users.shout' is another: expected generated as upper(name), "
       "stored; found generated as lower(name), stored"},
      {"expression_dropped", "ALTER TABLE users ALTER shout DROP EXPRESSION",
       "the expression of column 'users.shout' is another: expected generated as upper(name), "
       "stored; found a plain column"},
      {"identity_always", "ALTER TABLE users ALTER id SET GENERATED ALWAYS",
       "the numbering of column 'users.id' is another: expected numbered by the database; found "
       "always numbered by the database"},
      {"identity_dropped", "ALTER TABLE users ALTER id DROP IDENTITY",
       "the numbering of column 'users.id' is another: expected numbered by the database; found "
       "not numbered by the database"},
      {"identity_step", "ALTER TABLE orders ALTER id SET INCREMENT BY 5",
       "the numbering of column 'orders.id' is another: expected always numbered by the database "
       "from 100; found always numbered by the database from 100 by 5"},
      {"identity_start", "ALTER TABLE orders ALTER id SET START WITH 7",
       "the numbering of column 'orders.id' is another: expected always numbered by the database "
       "from 100; found always numbered by the database from 7"},

      {"primary_key_dropped", "ALTER TABLE orders DROP CONSTRAINT pk_orders",
       "the primary key of table 'orders' is missing: expected 'pk_orders' (id)"},
      {"primary_key_changed",
       "ALTER TABLE orders DROP CONSTRAINT pk_orders;"
       "ALTER TABLE orders ADD CONSTRAINT pk_orders PRIMARY KEY (user_id, id)",
       "the primary key of table 'orders' is another: expected 'pk_orders' (id); found 'pk_orders' "
       "(user_id, id)"},
      {"primary_key_renamed", "ALTER TABLE orders RENAME CONSTRAINT pk_orders TO orders_pkey",
       "the primary key of table 'orders' is another: expected 'pk_orders' (id); found "
       "'orders_pkey' (id)"},
      {"unique_dropped", "ALTER TABLE users DROP CONSTRAINT uq_users_email",
       "unique constraint 'uq_users_email' of 'users' is missing: expected (email)"},
      {"unique_added", "ALTER TABLE users ADD CONSTRAINT mine UNIQUE (name)",
       "unique constraint 'mine' of 'users' is there, and no revision makes it: found (name)"},
      {"unique_renamed", "ALTER TABLE users RENAME CONSTRAINT uq_users_email TO mine",
       "unique constraint 'uq_users_email' of 'users' has another name: expected 'uq_users_email'; "
       "found 'mine'"},
      {"unique_with_nulls_alike",
       "ALTER TABLE orders DROP CONSTRAINT uq_orders_note; ALTER TABLE orders ADD CONSTRAINT"
       " uq_orders_note UNIQUE NULLS NOT DISTINCT (user_id, note)",
       "unique constraint 'uq_orders_note' of 'orders' is another: expected (user_id, note); found "
       "(user_id, note), nulls not distinct"},
      {"unique_deferrable",
       "ALTER TABLE orders DROP CONSTRAINT uq_orders_note; ALTER TABLE orders ADD CONSTRAINT"
       " uq_orders_note UNIQUE (user_id, note) DEFERRABLE",
       "unique constraint 'uq_orders_note' of 'orders' is another: expected (user_id, note); found "
       "(user_id, note), deferrable"},
      {"check_dropped", "ALTER TABLE users DROP CONSTRAINT ck_users_age",
       "check 'ck_users_age' of 'users' is missing: expected ((age > 0) AND (age < 200))"},
      {"check_added", "ALTER TABLE users ADD CHECK (email <> '')",
       "check 'users_email_check' of 'users' is there, and no revision makes it: found "
       "((email)::text <> ''::text)"},
      {"check_changed",
       "ALTER TABLE users DROP CONSTRAINT ck_users_age;"
       "ALTER TABLE users ADD CONSTRAINT ck_users_age CHECK (age > 17 AND age < 200)",
       "check 'ck_users_age' of 'users' is another: expected ((age > 0) AND (age < 200)); found "
       "((age > 17) AND (age < 200))"},
      {"check_not_valid",
       "ALTER TABLE orders DROP CONSTRAINT ck_orders_total;"
       "ALTER TABLE orders ADD CONSTRAINT ck_orders_total CHECK (total >= 0) NOT VALID",
       "check 'ck_orders_total' of 'orders' is another: expected (total >= (0)::numeric); found "
       "(total >= (0)::numeric), not valid"},
      {"check_not_inherited",
       "ALTER TABLE orders DROP CONSTRAINT ck_orders_total;"
       "ALTER TABLE orders ADD CONSTRAINT ck_orders_total CHECK (total >= 0) NO INHERIT",
       "check 'ck_orders_total' of 'orders' is another: expected (total >= (0)::numeric); found "
       "(total >= (0)::numeric), no inherit"},
      {"check_renamed", "ALTER TABLE users RENAME CONSTRAINT ck_users_age TO mine",
       "check 'ck_users_age' of 'users' has another name: expected 'ck_users_age'; found 'mine'"},
      {"foreign_key_dropped", "ALTER TABLE orders DROP CONSTRAINT fk_orders_user",
       "foreign key 'fk_orders_user' of 'orders' is missing: expected (user_id) to 'users' (id), "
       "on delete cascade"},
      {"foreign_key_added",
       "ALTER TABLE orders ADD CONSTRAINT mine FOREIGN KEY (id) REFERENCES users",
       "foreign key 'mine' of 'orders' is there, and no revision makes it: found (id) to 'users' "
       "(id)"},
      {"foreign_key_renamed", "ALTER TABLE orders RENAME CONSTRAINT fk_orders_user TO mine",
       "foreign key 'fk_orders_user' of 'orders' has another name: expected 'fk_orders_user'; "
       "found 'mine'"},
      {"foreign_key_action",
       "ALTER TABLE orders DROP CONSTRAINT fk_orders_user; ALTER TABLE orders ADD CONSTRAINT"
       " fk_orders_user FOREIGN KEY (user_id) REFERENCES users ON DELETE RESTRICT",
       "foreign key 'fk_orders_user' of 'orders' is another: expected (user_id) to 'users' (id), "
       "on delete cascade; found (user_id) to 'users' (id), on delete restrict"},
      {"foreign_key_deferred",
       "ALTER TABLE orders ALTER CONSTRAINT fk_orders_user DEFERRABLE INITIALLY DEFERRED",
       "foreign key 'fk_orders_user' of 'orders' is another: expected (user_id) to 'users' (id), "
       "on delete cascade; found (user_id) to 'users' (id), on delete cascade, initially deferred"},
      {"foreign_key_not_valid",
       "ALTER TABLE orders DROP CONSTRAINT fk_orders_user; ALTER TABLE orders ADD CONSTRAINT"
       " fk_orders_user FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE NOT VALID",
       "foreign key 'fk_orders_user' of 'orders' is another: expected (user_id) to 'users' (id), "
       "on delete cascade; found (user_id) to 'users' (id), on delete cascade, not valid"},
      {"foreign_key_match",
       "ALTER TABLE orders DROP CONSTRAINT fk_orders_user; ALTER TABLE orders ADD CONSTRAINT"
       " fk_orders_user FOREIGN KEY (user_id) REFERENCES users MATCH FULL ON DELETE CASCADE",
       "foreign key 'fk_orders_user' of 'orders' is another: expected (user_id) to 'users' (id), "
       "on delete cascade; found (user_id) to 'users' (id), on delete cascade, match full"},
      {"foreign_key_to_another_table",
       "ALTER TABLE orders DROP CONSTRAINT fk_orders_user; ALTER TABLE orders ADD CONSTRAINT"
       " fk_orders_user FOREIGN KEY (user_id) REFERENCES orders ON DELETE CASCADE",
       "foreign key 'fk_orders_user' of 'orders' is another: expected (user_id) to 'users' (id), "
       "on delete cascade; found (user_id) to 'orders' (id), on delete cascade"},
      {"exclude_dropped", "ALTER TABLE orders DROP CONSTRAINT ex_orders_during",
       "exclude constraint 'ex_orders_during' of 'orders' is missing: expected USING gist (during "
       "WITH &&) WHERE ((total > (0)::numeric))"},
      {"exclude_changed",
       "ALTER TABLE orders DROP CONSTRAINT ex_orders_during; ALTER TABLE orders ADD CONSTRAINT"
       " ex_orders_during EXCLUDE USING gist (during WITH &&)",
       "exclude constraint 'ex_orders_during' of 'orders' is another: expected USING gist (during "
       "WITH &&) WHERE ((total > (0)::numeric)); found USING gist (during WITH &&)"},

      {"value_added", "ALTER TYPE status ADD VALUE 'lost' BEFORE 'sent'",
       "the values of enum 'status' are others: expected (new, paid, sent); found (new, paid, "
       "lost, sent)"},
      {"value_renamed", "ALTER TYPE status RENAME VALUE 'new' TO 'draft'",
       "the default of column 'orders.status' is another: expected default 'new'::status; found "
       "default 'draft'::status\n"
       "index 'ix_orders_open' of 'orders' is another: expected (user_id, total desc), where "
       "(status = 'new'::status), comment 'what is to do'; found (user_id, total desc), where "
       "(status = 'draft'::status), comment 'what is to do'\n"
       "the values of enum 'status' are others: expected (new, paid, sent); found (draft, paid, "
       "sent)"},
      {"values_in_another_order",
       "ALTER TABLE orders ALTER status DROP DEFAULT; DROP INDEX ix_orders_open;"
       "ALTER TYPE status RENAME TO old; CREATE TYPE status AS ENUM ('paid', 'new', 'sent');"
       "COMMENT ON TYPE status IS 'how far it is';"
       "ALTER TABLE orders ALTER status TYPE status USING status::text::status;"
       "ALTER TABLE orders ALTER status SET DEFAULT 'new'; DROP TYPE old;"
       "CREATE INDEX ix_orders_open ON orders (user_id, total DESC) WHERE status = 'new';"
       "COMMENT ON INDEX ix_orders_open IS 'what is to do'",
       "the values of enum 'status' are others: expected (new, paid, sent); found (paid, new, "
       "sent)"},
      {"enum_comment", "COMMENT ON TYPE status IS NULL",
       "the comment of enum 'status' is another: expected 'how far it is'; found no comment"},
      {"enum_added", "CREATE TYPE mood AS ENUM ('sad', 'ok')",
       "enum 'mood' is there, and no revision makes it: found (sad, ok)"},
      {"enum_renamed", "ALTER TYPE status RENAME TO order_status",
       "the type of column 'orders.status' is another: expected enum status; found enum "
       "order_status\n"
       "the default of column 'orders.status' is another: expected default 'new'::status; found "
       "default 'new'::order_status\n"
       "index 'ix_orders_open' of 'orders' is another: expected (user_id, total desc), where "
       "(status = 'new'::status), comment 'what is to do'; found (user_id, total desc), where "
       "(status = 'new'::order_status), comment 'what is to do'\n"
       "enum 'status' is missing: expected (new, paid, sent)\n"
       "enum 'order_status' is there, and no revision makes it: found (new, paid, sent)"},
      {"enum_unused",
       "DROP INDEX ix_orders_open; ALTER TABLE orders ALTER status DROP DEFAULT,"
       " ALTER status TYPE text; ALTER TABLE orders ALTER status SET DEFAULT 'new';"
       "CREATE INDEX ix_orders_open ON orders (user_id, total DESC) WHERE status = 'new';"
       "COMMENT ON INDEX ix_orders_open IS 'what is to do'; DROP TYPE status",
       "the type of column 'orders.status' is another: expected enum status; found text\n"
       "the default of column 'orders.status' is another: expected default 'new'::status; found "
       "default 'new'::text\n"
       "index 'ix_orders_open' of 'orders' is another: expected (user_id, total desc), where "
       "(status = 'new'::status), comment 'what is to do'; found (user_id, total desc), where "
       "(status = 'new'::text), comment 'what is to do'\n"
       "enum 'status' is missing: expected (new, paid, sent)"},

      {"table_added", "CREATE TABLE mine (id int)",
       "table 'mine' is there, and no revision makes it"},
      {"table_dropped", "DROP TABLE events", "table 'events' is missing"},
      {"table_renamed", "ALTER TABLE events RENAME TO history",
       "table 'events' is missing\n"
       "table 'history' is there, and no revision makes it"},
      {"table_moved", "CREATE SCHEMA old; ALTER TABLE events SET SCHEMA old",
       "table 'events' is missing"},
      {"table_comment", "COMMENT ON TABLE users IS NULL",
       "the comment of table 'users' is another: expected 'people'; found no comment"},
      {"table_storage", "ALTER TABLE users SET (fillfactor = 50, parallel_workers = 2)",
       "the settings of table 'users' are others: expected postgresql.fillfactor = 90; found "
       "postgresql.fillfactor = 50, postgresql.parallel_workers = 2"},
      {"table_storage_reset", "ALTER TABLE users RESET (fillfactor)",
       "the settings of table 'users' are others: expected postgresql.fillfactor = 90; found none"},
      {"table_unlogged", "ALTER TABLE orders SET UNLOGGED",
       "the settings of table 'orders' are others: expected none; found postgresql.unlogged = "
       "true"},
      {"table_tablespace", "ALTER TABLE users SET TABLESPACE fast",
       "the settings of table 'users' are others: expected postgresql.fillfactor = 90; found "
       "postgresql.fillfactor = 90, postgresql.tablespace = fast"},
      {"table_partitioned_otherwise",
       "DROP TABLE events; CREATE TABLE events (at timestamptz NOT NULL, what text NOT NULL)"
       " PARTITION BY LIST (what)",
       "table 'events' is partitioned otherwise: expected partitioned by RANGE (at); found "
       "partitioned by LIST (what)",
       "table 'events' is partitioned otherwise: expected partitioned by RANGE (at); found "
       "partitioned by LIST (what)"},
      {"table_not_partitioned",
       "DROP TABLE events; CREATE TABLE events (at timestamptz NOT NULL, what text NOT NULL)",
       "table 'events' is partitioned otherwise: expected partitioned by RANGE (at); found no "
       "partitions",
       "table 'events' is partitioned otherwise: expected partitioned by RANGE (at); found no "
       "partitions"},
      {"trigger_disabled", "ALTER TABLE logs DISABLE TRIGGER log",
       "the mode of trigger 'log' of 'logs' is another: expected enabled; found disabled"},
      {"trigger_dropped", "DROP TRIGGER log ON logs", "trigger 'log' of 'logs' is missing"},
      {"trigger_added",
       "CREATE TRIGGER mine AFTER DELETE ON logs FOR EACH ROW EXECUTE FUNCTION log_it()",
       "trigger 'mine' of 'logs' is there, and no revision makes it"},
      {"trigger_changed",
       "CREATE OR REPLACE TRIGGER log AFTER INSERT ON logs FOR EACH ROW EXECUTE FUNCTION log_it()",
       "the event of trigger 'log' of 'logs' is another: expected AFTER INSERT OR UPDATE OF "
       "kind; found AFTER INSERT"},
      {"function_changed",
       "CREATE OR REPLACE FUNCTION log_it() RETURNS trigger LANGUAGE plpgsql AS "
       "'BEGIN RETURN OLD; END'",
       "the definition of function 'log_it()' is another: expected RETURNS trigger LANGUAGE "
       "plpgsql AS $function$BEGIN RETURN NULL; END$function$; found RETURNS trigger LANGUAGE "
       "plpgsql AS $function$BEGIN RETURN OLD; END$function$"},
      {"view_changed", "CREATE OR REPLACE VIEW new_logs AS SELECT id FROM logs WHERE kind = 'paid'",
       "the query of view 'new_logs' is another: expected SELECT logs.id FROM logs WHERE "
       "(logs.kind = "
       "'new'::text); found SELECT logs.id FROM logs WHERE (logs.kind = 'paid'::text)"},
      {"view_dropped", "DROP VIEW new_logs", "view 'new_logs' is missing"},
      {"view_added", "CREATE VIEW mine AS SELECT 1 AS one",
       "view 'mine' is there, and no revision makes it"},
      {"index_of_a_view_dropped", "DROP INDEX ix_totals",
       "the indexes of view 'totals' are others: expected ix_totals (kind); found none"},
      {"sequence_changed", "ALTER SEQUENCE tickets INCREMENT BY 5",
       "the increment of sequence 'tickets' is another: expected 1; found 5"},
      {"sequence_without_owner", "ALTER SEQUENCE tickets OWNED BY NONE",
       "the owner of sequence 'tickets' is another: expected logs.ticket; found none"},
      {"domain_without_check", "ALTER DOMAIN percent DROP CONSTRAINT whole",
       "the checks of domain 'percent' are others: expected whole (VALUE <= 100); found none"},
      {"domain_with_default", "ALTER DOMAIN percent SET DEFAULT 5",
       "the default of domain 'percent' is another: expected none; found 5"},
      {"foreign_key_not_enforced", "ALTER TABLE orders DISABLE TRIGGER ALL",
       "foreign key 'fk_orders_user' is not enforced: its triggers on 'orders' are disabled: ALTER "
       "TABLE \"orders\" ENABLE TRIGGER ALL",
       "", true},
  };
}

}  // namespace limbeck::verify
