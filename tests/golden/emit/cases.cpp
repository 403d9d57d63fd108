#include "tests/golden/emit/cases.h"

#include <limits>

#include "migrations/operations/apply.h"
#include "migrations/schema/dialect_keys.h"

namespace limbeck::golden {
namespace {

using operations::Operation;
using schema::Type;
using schema::TypeKind;

schema::Column column(std::string name, Type type, bool nullable = false) {
  schema::Column result;
  result.name = std::move(name);
  result.type = std::move(type);
  result.nullable = nullable;
  return result;
}

Type type(TypeKind kind) {
  Type result;
  result.kind = kind;
  return result;
}

schema::Table users() {
  schema::Table table;
  table.name = {"", "users"};
  table.columns = {column("id", type(TypeKind::bigint)),
                   column("email", schema::parse_type("varchar(320)")),
                   column("age", type(TypeKind::integer), true)};
  table.columns[0].identity = schema::Identity{};
  table.primary_key = schema::PrimaryKey{"pk_users", {"id"}};
  table.uniques = {{"uq_users_email", {"email"}}};
  table.checks = {{"ck_users_age", "age >= 0"}};
  return table;
}

schema::Table orders() {
  schema::Table table;
  table.name = {"", "orders"};
  table.columns = {column("user_id", type(TypeKind::bigint)),
                   column("note", type(TypeKind::text), true)};
  table.foreign_keys = {{.name = "fk_orders_user_id_users",
                         .columns = {"user_id"},
                         .ref_table = {"", "users"},
                         .ref_columns = {"id"}}};
  table.indexes = {{.name = "ix_orders_user_id", .elements = {{.column = "user_id"}}}};
  return table;
}

schema::Schema shop() {
  schema::Schema schema;
  schema.tables = {users(), orders()};
  schema.enums = {{{"", "order_status"}, {"new", "paid"}, {}},
                  {{"audit", "order_status"}, {"new"}, {}}};
  sort(schema);
  return schema;
}

// A table that says everything a table can say.
schema::Table everything() {
  schema::Table table;
  table.name = {"audit", "everything"};
  table.comment = "all of it,\nin two lines";
  for (const char* text : {"boolean",        "smallint",
                           "integer",        "bigint",
                           "real",           "double precision",
                           "numeric",        "numeric(10)",
                           "numeric(10,2)",  "text",
                           "varchar",        "varchar(320)",
                           "char(2)",        "bytes",
                           "bytes(16)",      "uuid",
                           "date",           "time",
                           "time(3)",        "timestamp",
                           "timestamptz(6)", "interval",
                           "json",           "jsonb",
                           "text[]",         "numeric(10,2)[][]",
                           "citext"}) {
    table.columns.push_back(
        column("c" + std::to_string(table.columns.size()), schema::parse_type(text), true));
  }
  Type status = type(TypeKind::enumeration);
  status.name = {"", "order_status"};
  table.columns.push_back(column("status", status));
  status.name.schema = "audit";
  status.dimensions = 1;
  table.columns.push_back(column("statuses", status));
  Type native = type(TypeKind::native);
  // Every database that a model can give a type for.
  for (const std::string_view dialect : schema::dialect_keys) {
    native.per_dialect[std::string(dialect)] = "TEXT of " + std::string(dialect);
  }
  table.columns.push_back(column("native", native));
  native.name.name = "TEXT";
  native.per_dialect = {{"postgresql", "citext"}, {"sqlite", "TEXT"}};
  table.columns.push_back(column("native_but", native));

  schema::Column defaults = column("defaults", type(TypeKind::text));
  defaults.default_sql = "'it''s \"new\"'";
  defaults.collation = "C";
  defaults.comment = "back\\slash";
  table.columns.push_back(defaults);
  schema::Column numbered = column("numbered", type(TypeKind::bigint));
  numbered.identity = schema::Identity{schema::Identity::Mode::always, 1000, -5};
  table.columns.push_back(numbered);
  schema::Column stored = column("stored", type(TypeKind::integer));
  stored.generated = schema::Generated{"c2 + 1", true};
  table.columns.push_back(stored);
  stored.name = "computed";
  stored.generated->stored = false;
  table.columns.push_back(stored);

  table.primary_key =
      schema::PrimaryKey{"pk_everything", {"c1", "c2"}, schema::Deferrable::initially_deferred};
  table.uniques = {{"uq_everything_c3", {"c3"}, true, schema::Deferrable::initially_immediate},
                   {"uq_everything_c1_c2", {"c1", "c2"}}};
  table.foreign_keys = {{.name = "fk_everything",
                         .columns = {"c1", "c2"},
                         .ref_table = {"audit", "everything"},
                         .ref_columns = {"c1", "c2"},
                         .on_delete = schema::Action::set_null,
                         .on_update = schema::Action::set_default,
                         .match = schema::Match::full,
                         .deferrable = schema::Deferrable::initially_deferred,
                         .not_valid = true},
                        {.name = "fk_everything_user",
                         .columns = {"c3"},
                         .ref_table = {"", "users"},
                         .ref_columns = {"id"},
                         .on_delete = schema::Action::cascade,
                         .on_update = schema::Action::restrict}};
  table.checks = {{"ck_everything", "c2 > 0", true, true}};
  table.excludes = {
      {"ex_everything", "USING gist (c16 WITH =)", schema::Deferrable::initially_deferred}};
  table.partition_by = "RANGE (c16)";
  table.settings = {{"postgresql.fillfactor", "70"}, {"sqlite.strict", "true"}};
  sort(table);
  return table;
}

schema::Index index(std::string name, std::vector<schema::IndexElement> elements) {
  schema::Index result;
  result.name = std::move(name);
  result.elements = std::move(elements);
  return result;
}

std::vector<Operation> index_operations() {
  schema::Index full =
      index("ix_users_all", {{.column = "email", .order = schema::Order::descending},
                             {.expression = "lower(email)"},
                             {.column = "age", .nulls = schema::Nulls::first},
                             {.column = "id",
                              .order = schema::Order::descending,
                              .nulls = schema::Nulls::last,
                              .opclass = "int8_ops",
                              .collation = "C"},
                             {.expression = "upper(email)", .opclass = "text_pattern_ops"}});
  full.unique = true;
  full.where = "age > 18";
  full.method = "btree";
  full.include = {"email"};
  full.nulls_not_distinct = true;
  full.tablespace = "fast";
  full.storage = {{"fillfactor", "70"}};
  full.comment = "all an index can say";
  return {{operations::CreateIndex{{"", "users"}, index("ix_users_age", {{.column = "age"}})}, {}},
          {operations::CreateIndex{{"", "users"}, full, true}, {}},
          {operations::RenameIndex{{"", "orders"}, "ix_orders_user_id", "orders_of"}, {}},
          {operations::DropIndex{{"", "orders"}, "orders_of"}, {}}};
}

std::vector<Operation> alter_operations() {
  const auto alter = [](const char* name) {
    operations::AlterColumn change;
    change.table = {"", "users"};
    change.column = name;
    return change;
  };
  operations::AlterColumn to_text = alter("email");
  to_text.type = type(TypeKind::text);
  to_text.using_expression = "trim(email)";
  to_text.default_sql = std::optional<std::string>("'?'");
  to_text.collation = "C";
  to_text.comment = "how we reach them";
  operations::AlterColumn to_time = alter("age");
  to_time.type = type(TypeKind::timestamptz);
  to_time.using_by_dialect = {{"postgresql", "to_timestamp(age)"},
                              {"sqlite", "datetime(age, 'unixepoch')"}};
  operations::AlterColumn not_null = alter("age");
  not_null.nullable = false;
  not_null.fill = "0";
  operations::AlterColumn no_identity = alter("id");
  no_identity.identity = std::optional<schema::Identity>();
  operations::AlterColumn identity = alter("id");
  identity.identity = schema::Identity{schema::Identity::Mode::always, 1, 1};
  operations::AlterColumn counted = alter("id");
  counted.identity = schema::Identity{schema::Identity::Mode::by_default,
                                      std::numeric_limits<std::int64_t>::min(), 2};
  operations::AlterColumn generated = alter("age");
  generated.generated = schema::Generated{"id + 1", false};
  operations::AlterColumn plain = alter("age");
  plain.generated = std::optional<schema::Generated>();
  operations::AlterColumn cleared = alter("email");
  cleared.default_sql = std::optional<std::string>();
  cleared.collation = "";
  cleared.comment = "";
  cleared.nullable = true;
  return {{to_text, {}},   {not_null, {}}, {no_identity, {}}, {identity, {}}, {counted, {}},
          {generated, {}}, {plain, {}},    {cleared, {}},     {to_time, {}}};
}

std::vector<Operation> column_operations() {
  schema::Column name = column("display_name", type(TypeKind::text), true);
  schema::Column active = column("is_active", type(TypeKind::boolean));
  active.default_sql = "true";
  return {
      {operations::AddColumn{{"", "users"}, name, {}}, {}},
      {operations::AddColumn{{"", "users"}, active, {}}, {}},
      {operations::AddColumn{{"", "users"}, column("region", type(TypeKind::text)), "'eu'"}, {}},
      {operations::RenameColumn{{"", "users"}, "display_name", "name"}, {}},
      {operations::DropColumn{{"", "orders"}, "note"}, {}}};
}

std::vector<Operation> table_operations() {
  schema::Table small;
  small.name = {"", "small"};
  small.columns = {column("id", type(TypeKind::integer))};
  return {{operations::CreateTable{small}, {}},
          {operations::AlterTableComment{{"", "users"}, "people"}, {}},
          {operations::AlterTableComment{{"", "users"}, ""}, {}},
          {operations::AlterTableSettings{
               {"", "users"}, {{"sqlite.strict", "true"}, {"sqlite.without_rowid", ""}}},
           {}},
          {operations::RenameTable{{"", "users"}, "people"}, {}},
          {operations::DropTable{{"", "orders"}}, {}}};
}

std::vector<Operation> constraint_operations() {
  return {
      {operations::DropConstraint{{"", "users"}, "ck_users_age", schema::ConstraintKind::check, {}},
       {}},
      {operations::DropConstraint{
           {"", "orders"}, "fk_orders_user_id_users", schema::ConstraintKind::any, {}},
       {}},
      {operations::DropConstraint{
           {"", "users"}, "uq_users_email", schema::ConstraintKind::unique, {}},
       {}},
      {operations::DropConstraint{{"", "users"}, "pk_users", schema::ConstraintKind::primary, {}},
       {}},
      {operations::CreatePrimaryKey{
           {"", "users"}, {"pk_users", {"id", "email"}, schema::Deferrable::initially_deferred}},
       {}},
      {operations::CreateUnique{{"", "users"}, {"uq_users_email", {"email"}, true}}, {}},
      {operations::CreateUnique{{"", "users"}, {"", {"age"}}}, {}},
      {operations::DropConstraint{{"", "users"}, "", schema::ConstraintKind::unique, {"age"}}, {}},
      {operations::CreateForeignKey{{"", "orders"},
                                    {.name = "fk_orders_user_id_users",
                                     .columns = {"note"},
                                     .ref_table = {"", "users"},
                                     .ref_columns = {"email"},
                                     .on_delete = schema::Action::cascade}},
       {}},
      {operations::CreateCheck{{"", "users"}, {"ck_users_email", "email LIKE '%@%'"}}, {}},
      {operations::CreateExclude{{"", "users"}, {"ex_users", "USING gist (age WITH =)"}}, {}},
      {operations::RenameConstraint{{"", "users"}, "ex_users", "no_two"}, {}},
      {operations::DropConstraint{{"", "users"}, "no_two", schema::ConstraintKind::exclude, {}},
       {}}};
}

std::vector<Operation> enum_operations() {
  return {
      {operations::CreateEnum{{{"audit", "colour"}, {"red", "green \"light\""}, "of lights"}}, {}},
      {operations::AddEnumValue{{"audit", "colour"}, "blue", {}}, {}},
      {operations::AddEnumValue{{"audit", "colour"}, "yellow", "red"}, {}},
      {operations::RenameEnumValue{{"audit", "colour"}, "blue", "azure"}, {}},
      {operations::RenameEnum{{"audit", "colour"}, "light"}, {}},
      {operations::ReplaceEnum{{"audit", "light"}, {"red"}}, {}},
      {operations::DropEnum{{"audit", "light"}}, {}}};
}

std::vector<Operation> data_operations() {
  operations::Execute effect{
      {{"", "ALTER TABLE users ADD COLUMN x INTEGER"}},
      {{operations::AddColumn{{"", "users"}, column("x", type(TypeKind::integer), true), {}}, {}}}};
  operations::Execute two{{{"postgresql", "SELECT 1;\nSELECT 2"}, {"sqlite", "SELECT 1"}}, {}};
  operations::BulkInsert rows{{"", "users"},
                              {"id", "email"},
                              {{std::int64_t{1}, std::string("a@b")},
                               {std::monostate{}, std::string("l\xC3\xB6w \xFF\x01?\?/")},
                               {std::numeric_limits<std::int64_t>::min(), true},
                               {std::int64_t{5000000000}, 0.1},
                               {-1.0, 1e300},
                               {std::string("nul\0!", 5), std::string()}}};
  return {
      {effect, {}},
      {two, {}},
      {rows, {}},
      {operations::AutocommitBlock{{{operations::Execute{{{"", "VACUUM"}}, {}}, {}}}}, {}},
      {operations::AutocommitBlock{
           {{operations::AutocommitBlock{{{operations::Execute{{{"", "ANALYZE"}}, {}}, {}}}}, {}},
            {operations::Execute{{{"", "VACUUM"}}, {}}, {}}}},
       {}}};
}

history::Node node(std::string id, std::string message) {
  return {.id = std::move(id),
          .revises = {"3f9c2a71d04e"},
          .depends_on = {},
          .branch_labels = {},
          .message = std::move(message),
          .created = "2026-11-20T14:31:07Z",
          .location = {}};
}

EmitCase make(const char* name, const char* id, std::vector<Operation> operations) {
  return {name, {node(id, name), std::move(operations), shop()}};
}

std::vector<EmitCase> make_cases() {
  EmitCase quickstart =
      make("quickstart", "3f9c2a71d04e",
           {{operations::CreateTable{users()}, {}}, {operations::CreateTable{orders()}, {}}});
  quickstart.revision.before = {};
  quickstart.revision.node.revises = {};
  EmitCase add_column = make("add_column", "91b0c6e2f7aa", {column_operations()[0]});
  EmitCase empty = make("by_hand", "by_hand_1", {});
  empty.revision.node.revises = {"0000000000e1", "91b0c6e2f7aa"};
  empty.revision.node.depends_on = {"0000000000d1"};
  empty.revision.node.branch_labels = {"shop", "main"};
  empty.revision.node.message = "say \"hello\" \\";
  EmitCase fill = make(
      "fill_needed", "0000000000f1",
      {{operations::AddColumn{{"", "users"}, column("region", type(TypeKind::text)), {}}, {}}});
  fill.compiles = false;
  operations::AlterColumn seconds;
  seconds.table = {"", "users"};
  seconds.column = "age";
  seconds.type = type(TypeKind::timestamptz);
  EmitCase conversion = make("conversion_needed", "0000000000f2", {{seconds, {}}});
  conversion.revision.dialects = {"postgresql", "sqlite"};
  conversion.compiles = false;
  EmitCase drop =
      make("drop_column", "0000000000d1", {{operations::DropColumn{{"", "users"}, "email"}, {}}});
  drop.revision.operations = {{operations::DropConstraint{{"", "users"}, "uq_users_email"}, {}},
                              {operations::DropColumn{{"", "users"}, "email"}, {}}};
  return {quickstart,
          add_column,
          empty,
          fill,
          conversion,
          drop,
          make("everything", "0000000000e1", {{operations::CreateTable{everything()}, {}}}),
          make("indexes", "0000000000e2", index_operations()),
          make("alter_column", "0000000000e3", alter_operations()),
          make("columns", "0000000000e4", column_operations()),
          make("tables", "0000000000e5", table_operations()),
          make("constraints", "0000000000e6", constraint_operations()),
          make("enums", "0000000000e7", enum_operations()),
          make("data", "0000000000e8", data_operations()),
          make("objects", "0000000000e9", object_operations()),
          make("partitions", "0000000000ea", partition_operations()),
          make("fields", "0000000000eb", field_operations())};
}

}  // namespace

const std::vector<EmitCase>& emit_cases() {
  static const std::vector<EmitCase> cases = make_cases();
  return cases;
}

}  // namespace limbeck::golden
