// The operations on what stands beside tables, and on partitions.
#include "tests/golden/emit/cases.h"

namespace limbeck::golden {

using operations::Operation;

std::vector<Operation> object_operations() {
  const schema::Name ids{"app", "ids"}, email{"app", "email"}, users{"", "users"};
  schema::Sequence sequence;
  sequence.name = ids;
  sequence.type = schema::parse_type("integer");
  sequence.start = 100;
  sequence.increment = -5;
  sequence.min = -1000;
  sequence.max = 1000;
  sequence.cache = 10;
  sequence.cycle = true;
  sequence.comment = "numbers";
  operations::AlterSequence alter_sequence;
  alter_sequence.name = ids;
  alter_sequence.type = schema::parse_type("bigint");
  alter_sequence.start.emplace();
  alter_sequence.increment = 1;
  alter_sequence.max.emplace(5000);
  alter_sequence.cycle = false;
  alter_sequence.owned_by.emplace(schema::OwnedBy{users, "id"});
  operations::AlterSequence no_owner;
  no_owner.name = ids;
  no_owner.owned_by.emplace();
  schema::Domain domain{.name = email,
                        .type = schema::parse_type("varchar(320)"),
                        .collation = "C",
                        .default_sql = "''",
                        .not_null = true,
                        .checks = {{.name = "ck_email", .expression = "VALUE LIKE '%@%'"}},
                        .comment = "how we reach them"};
  operations::AlterDomain alter_domain;
  alter_domain.name = email;
  alter_domain.default_sql.emplace();
  alter_domain.not_null = false;
  alter_domain.drop_checks = {"ck_email"};
  alter_domain.add_checks = {{.name = "ck_short", .expression = "length(VALUE) < 99"}};
  schema::View view{.name = {"", "adults"},
                    .definition = "SELECT id, email\nFROM users\nWHERE age > 17",
                    .storage = {{"security_barrier", "true"}},
                    .comment = "of age"};
  schema::View totals{.name = {"", "totals"},
                      .definition = "SELECT count(*) AS n FROM users",
                      .materialized = true,
                      .indexes = {{.name = "ix_totals", .elements = {{.column = "n"}}}}};
  schema::View replaced{.name = {"", "adults"}, .definition = "SELECT id FROM users"};
  schema::Function add{.name = {"app", "add"},
                       .arguments = "a integer, b integer DEFAULT 1",
                       .definition = "RETURNS integer\nLANGUAGE sql\nAS $$SELECT a + b$$",
                       .comment = "sum"};
  schema::Function other = add;
  other.definition = "RETURNS integer RETURN a - b";
  other.comment.clear();
  schema::Function touch{
      .name = {"", "touch"}, .definition = "LANGUAGE sql AS 'SELECT 1'", .procedure = true};
  schema::Trigger trigger{.table = users,
                          .name = "tr_users",
                          .fires = "BEFORE INSERT OR UPDATE OF email",
                          .definition = "FOR EACH ROW EXECUTE FUNCTION set_time()",
                          .mode = schema::TriggerMode::always,
                          .comment = "keeps the time"};
  schema::Trigger constraint{.table = users,
                             .name = "tr_check",
                             .fires = "AFTER INSERT",
                             .definition = "DEFERRABLE FOR EACH ROW EXECUTE FUNCTION set_time()",
                             .constraint = true};
  schema::Trigger other_trigger{
      .table = users, .name = "tr_users", .fires = "AFTER DELETE", .definition = "EXECUTE …"};
  using Kind = schema::ObjectKind;
  return {
      {operations::CreateSchema{{{"", "app"}, "ours"}}, {}},
      {operations::CreateSchema{{{"", "plain"}, {}}}, {}},
      {operations::CreateExtension{{.name = {"", "citext"}}}, {}},
      {operations::CreateExtension{
           {.name = {"", "pg_trgm"}, .in_schema = "app", .version = "1.5", .comment = "trigrams"}},
       {}},
      {operations::AlterExtension{{"", "pg_trgm"}, "plain", "1.6"}, {}},
      {operations::CreateSequence{{.name = {"", "plain_ids"}}}, {}},
      {operations::CreateSequence{sequence}, {}},
      {alter_sequence, {}},
      {no_owner, {}},
      {operations::CreateDomain{domain}, {}},
      {alter_domain, {}},
      {operations::CreateFunction{add}, {}},
      {operations::ReplaceFunction{other}, {}},
      {operations::CreateFunction{touch}, {}},
      {operations::CreateView{view}, {}},
      {operations::CreateView{totals}, {}},
      {operations::ReplaceView{replaced}, {}},
      {operations::CreateTrigger{trigger}, {}},
      {operations::CreateTrigger{constraint}, {}},
      {operations::ReplaceTrigger{other_trigger}, {}},
      {operations::AlterTrigger{users, "tr_users", schema::TriggerMode::disabled}, {}},
      {operations::AlterTrigger{users, "tr_users", schema::TriggerMode::enabled}, {}},
      {operations::AlterTrigger{users, "tr_users", schema::TriggerMode::replica}, {}},
      {operations::CommentOn{{Kind::schema, {"", "app"}, {}}, "new"}, {}},
      {operations::CommentOn{{Kind::extension, {"", "citext"}, {}}, "new"}, {}},
      {operations::CommentOn{{Kind::sequence, ids, {}}, ""}, {}},
      {operations::CommentOn{{Kind::domain, email, {}}, "new"}, {}},
      {operations::CommentOn{{Kind::enumeration, {"", "order_status"}, {}}, "new"}, {}},
      {operations::CommentOn{{Kind::view, {"", "adults"}, {}}, "new"}, {}},
      {operations::CommentOn{{Kind::function, {"app", "add"}, "integer, integer"}, "new"}, {}},
      {operations::CommentOn{{Kind::function, {"", "touch"}, {}}, "new"}, {}},
      {operations::CommentOn{{Kind::trigger, users, "tr_users"}, "new"}, {}},
      {operations::CommentOn{{Kind::index, {"", "totals"}, "ix_totals"}, "new"}, {}},
      {operations::CreateOther{{.name = {"", "policy own ON users"},
                                .create = "CREATE POLICY own ON users USING (\n  id > 0\n)",
                                .drop = "DROP POLICY own ON users",
                                .comment = "some"}},
       {}},
      {operations::CommentOn{{Kind::other, {"", "policy own ON users"}, {}}, "new"}, {}},
      {operations::DropOther{{"", "policy own ON users"}}, {}},
      {operations::DropTrigger{users, "tr_users"}, {}},
      {operations::DropView{{"", "totals"}}, {}},
      {operations::DropFunction{{"app", "add"}, "integer, integer"}, {}},
      {operations::DropFunction{{"", "touch"}, {}}, {}},
      {operations::DropDomain{email}, {}},
      {operations::DropSequence{ids}, {}},
      {operations::DropExtension{{"", "citext"}}, {}},
      {operations::DropExtension{{"", "pg_trgm"}}, {}},
      {operations::DropSchema{{"", "plain"}}, {}}};
}

std::vector<Operation> partition_operations() {
  schema::Table events;
  events.name = {"", "events"};
  events.columns = {
      {.name = "id",
       .type = schema::parse_type("bigint"),
       .identity =
           schema::Identity{.start = 10, .min = 10, .max = 99999, .cache = 50, .cycle = true}},
      {.name = "at", .type = schema::parse_type("timestamptz")},
      {.name = "user_id", .type = schema::parse_type("bigint"), .nullable = true}};
  events.partition_by = "RANGE (at)";
  events.foreign_keys = {{.name = "fk_events_user",
                          .columns = {"user_id"},
                          .ref_table = {"", "users"},
                          .ref_columns = {"id"},
                          .on_delete = schema::Action::set_null,
                          .on_delete_columns = {"user_id"}}};
  schema::Table rest;
  rest.name = {"archive", "events_rest"};
  rest.partition_by = "LIST (id)";
  rest.partition_of = schema::PartitionOf{{"", "events"}, "DEFAULT"};
  return {
      {operations::CreateTable{events}, {}},
      {operations::CreateTable{rest}, {}},
      {operations::DetachPartition{{"", "events"}, {"archive", "events_rest"}}, {}},
      {operations::AttachPartition{{"", "events"},
                                   {"archive", "events_rest"},
                                   "FOR VALUES FROM ('2026-01-01') TO (MAXVALUE)"},
       {}},
      {operations::CreateCheck{{"", "users"},
                               {.name = "ck_users_id", .expression = "id > 0", .not_valid = true}},
       {}},
      {operations::CreateCheck{{"", "users"}, {.name = "", .expression = "id < 9"}}, {}},
      {operations::DropConstraint{{"", "users"}, "", schema::ConstraintKind::check, {}, "id < 9"},
       {}},
      {operations::ValidateConstraint{{"", "users"}, "ck_users_id"}, {}}};
}

}  // namespace limbeck::golden
