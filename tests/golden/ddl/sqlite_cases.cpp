#include "sqlite_cases.h"

namespace limbeck::tests {
namespace {

void create_users(Operations& op) {
  op.create_table("users", {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                        {.name = "email", .type = varchar(320)},
                                        {.name = "age", .type = integer, .nullable = true}},
                            .primary_key = {.name = "pk_users", .columns = {"id"}},
                            .uniques = {{.name = "uq_users_email", .columns = {"email"}}},
                            .checks = {{.name = "ck_users_age", .expression = "age >= 0"}}});
  op.create_index("ix_users_age", "users", {"age"});
}

void create_posts(Operations& op) {
  create_users(op);
  op.create_table("posts", {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                        {.name = "author_id", .type = bigint},
                                        {.name = "body", .type = text}},
                            .primary_key = {.name = "pk_posts", .columns = {"id"}},
                            .foreign_keys = {{.name = "fk_posts_author_id_users",
                                              .columns = {"author_id"},
                                              .ref_table = "users",
                                              .ref_columns = {"id"},
                                              .on_delete = Action::cascade}}});
}

void create_orders(Operations& op) {
  op.create_enum("order_status", {"new", "paid", "sent"});
  op.create_table(
      "orders",
      {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                   {.name = "status", .type = enum_type("order_status"), .server_default = "'new'"},
                   {.name = "price", .type = numeric(10, 2)}},
       .primary_key = {.name = "pk_orders", .columns = {"id"}},
       .settings = {{"sqlite.autoincrement", "true"}}});
}

const std::vector<SqliteCase> all{
    {"table-types", nullptr,
     [](Operations& op) {
       op.create_enum("mood", {"sad", "it's ok"});
       op.create_table(
           "everything",
           {.columns = {{.name = "a", .type = boolean, .server_default = "true"},
                        {.name = "b", .type = smallint},
                        {.name = "c", .type = integer},
                        {.name = "d", .type = bigint, .server_default = "-1"},
                        {.name = "e", .type = real},
                        {.name = "f", .type = double_precision},
                        {.name = "g", .type = numeric},
                        {.name = "h", .type = numeric(10, 2)},
                        {.name = "i", .type = text, .collation = "nocase"},
                        {.name = "j", .type = varchar(20)},
                        {.name = "k", .type = character(3)},
                        {.name = "l", .type = bytes, .nullable = true},
                        {.name = "m", .type = bytes(16)},
                        {.name = "n", .type = uuid},
                        {.name = "o", .type = date},
                        {.name = "p", .type = limbeck::time(3)},
                        {.name = "q", .type = timestamp},
                        {.name = "r", .type = timestamptz(6), .server_default = "now()"},
                        {.name = "s", .type = interval},
                        {.name = "t", .type = json},
                        {.name = "u", .type = jsonb, .server_default = "'{}'"},
                        {.name = "v", .type = enum_type("mood")},
                        {.name = "w", .type = native("NVARCHAR(160)")},
                        {.name = "x", .type = native({.postgresql = "citext", .sqlite = "TEXT"})},
                        {.name = "y",
                         .type = text,
                         .nullable = true,
                         .generated = {.expression = "lower(i) || 'x'", .stored = true}},
                        {.name = "z",
                         .type = integer,
                         .server_default = "(abs( -2 )+1)",
                         .comment = "not kept"}},
            .comment = "not kept"});
     }},
    {"table-strict", nullptr,
     [](Operations& op) {
       op.create_enum("mood", {"sad", "happy"});
       op.create_table("plain",
                       {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                    {.name = "a", .type = boolean},
                                    {.name = "b", .type = varchar(20)},
                                    {.name = "c", .type = double_precision},
                                    {.name = "d", .type = numeric(10, 2)},
                                    {.name = "e", .type = uuid},
                                    {.name = "f", .type = timestamptz},
                                    {.name = "g", .type = json},
                                    {.name = "h", .type = enum_type("mood")},
                                    {.name = "i", .type = native("ANY")}},
                        .primary_key = {.name = "pk_plain", .columns = {"id"}},
                        .settings = {{"sqlite.strict", "true"}, {"sqlite.autoincrement", "true"}}});
     }},
    {"table-keys", create_users,
     [](Operations& op) {
       op.create_table("counted", {.columns = {{.name = "id", .type = integer}},
                                   .primary_key = {.name = "pk_counted", .columns = {"id"}}});
       op.create_table("members",
                       {.columns = {{.name = "group", .type = text},
                                    {.name = "user_id", .type = bigint, .nullable = true},
                                    {.name = "parent_group", .type = text, .nullable = true},
                                    {.name = "parent_user", .type = bigint, .nullable = true}},
                        .primary_key = {.columns = {"group", "user_id"}},
                        .foreign_keys = {{.name = "fk_members_user",
                                          .columns = {"user_id"},
                                          .ref_table = "users",
                                          .ref_columns = {"id"},
                                          .on_delete = Action::cascade,
                                          .on_update = Action::restrict,
                                          .deferrable = Deferrable::initially_deferred},
                                         {.columns = {"parent_group", "parent_user"},
                                          .ref_table = "members",
                                          .ref_columns = {"group", "user_id"},
                                          .on_delete = Action::set_null,
                                          .deferrable = Deferrable::initially_immediate}},
                        .checks = {{.expression = "(\"group\" <> '')"}},
                        .settings = {{"sqlite.without_rowid", "true"}}});
     }},
    {"table-names", nullptr,
     [](Operations& op) {
       op.create_table("the \"best\" table",
                       {.columns = {{.name = "order", .type = integer},
                                    {.name = "größe", .type = text},
                                    {.name = "semi;colon", .type = text, .nullable = true},
                                    {.name = "it's", .type = text, .server_default = "'it''s'"}},
                        .checks = {{.name = "a \"check\"",
                                    .expression = "[order] > 0 AND `größe` <> 'x' AND "
                                                  "\"the \"\"best\"\" table\".\"it's\" <> ''"}}});
       op.create_index("an index", "the \"best\" table", {"semi;colon", desc("order")});
     }},
    {"table-drop", create_posts,
     [](Operations& op) {
       op.drop_table("posts");
       op.drop_table("users");
     }},
    {"table-rename", create_posts, [](Operations& op) { op.rename_table("users", "people"); }},
    {"table-rename-case", create_posts, [](Operations& op) { op.rename_table("users", "Users"); }},
    {"table-comment", create_users,
     [](Operations& op) { op.create_table_comment("users", "who may come in"); }},
    {"table-settings", create_posts,
     [](Operations& op) {
       op.alter_table_settings("posts", {{"sqlite.strict", "true"}});
       op.alter_table_settings("users", {{"sqlite.autoincrement", "true"}});
     }},
    {"table-settings-elsewhere", create_users,
     [](Operations& op) {
       op.alter_table_settings("users", {{"postgresql.fillfactor", "70"}});
     }},
    {"table-created-and-changed", create_users,
     [](Operations& op) {
       op.create_table("tags",
                       {.columns = {{.name = "name", .type = text},
                                    {.name = "user_id", .type = bigint, .nullable = true}}});
       op.create_primary_key("pk_tags", "tags", {"name"});
       op.create_foreign_key("tags", {.name = "fk_tags_user_id_users",
                                      .columns = {"user_id"},
                                      .ref_table = "users",
                                      .ref_columns = {"id"}});
       op.create_index("ix_tags_user_id", "tags", {"user_id"});
     }},
    {"column-add", create_users,
     [](Operations& op) {
       op.add_column("users", {.name = "nick", .type = text, .nullable = true});
       op.add_column("users", {.name = "is_active", .type = boolean, .server_default = "true"});
       op.add_column("users", {.name = "shout",
                               .type = text,
                               .nullable = true,
                               .generated = {.expression = "upper(email)", .stored = false}});
       op.add_column("users", {.name = "needed", .type = text});
     }},
    {"column-add-enum", create_orders,
     [](Operations& op) {
       op.add_column("orders",
                     {.name = "was", .type = enum_type("order_status"), .nullable = true});
     }},
    {"column-add-fill", create_users,
     [](Operations& op) {
       op.add_column("users", {.name = "name",
                               .type = text,
                               .fill = "substr(email, 1, instr(email, '@') - 1) -- before the @"});
     }},
    {"column-add-fill-is-default", create_users,
     [](Operations& op) {
       op.add_column("users",
                     {.name = "score", .type = integer, .server_default = "0", .fill = "0"});
     }},
    {"column-add-changing-default", create_users,
     [](Operations& op) {
       op.add_column("users",
                     {.name = "created_at", .type = timestamptz, .server_default = "now()"});
     }},
    {"column-add-stored", create_users,
     [](Operations& op) {
       op.add_column("users",
                     {.name = "domain",
                      .type = text,
                      .generated = {.expression = "substr(email, instr(email, '@') + 1)"}});
     }},
    {"column-add-subquery", create_posts,
     [](Operations& op) {
       op.add_column("posts",
                     {.name = "author",
                      .type = text,
                      .fill = "(SELECT email FROM users WHERE users.id = posts.author_id)"});
       op.drop_constraint("fk_posts_author_id_users", "posts");
       op.drop_table("users");
     }},
    {"column-drop", create_users,
     [](Operations& op) {
       op.drop_constraint("ck_users_age", "users");
       op.drop_index("ix_users_age", "users");
       op.drop_column("users", "age");
     }},
    {"column-drop-native", create_posts, [](Operations& op) { op.drop_column("posts", "body"); }},
    {"column-drop-enum", create_orders, [](Operations& op) { op.drop_column("orders", "status"); }},
    {"column-rename", create_posts,
     [](Operations& op) {
       op.rename_column("users", "id", "user_id");
       op.rename_column("users", "age", "order");
     }},
    {"column-rename-and-type", create_users,
     [](Operations& op) {
       op.alter_column(
           "users", "age",
           {.type = text, .new_column_name = "years", .using_expression = "age || ' y'"});
     }},
    {"column-rename-to-dropped", create_posts,
     [](Operations& op) {
       op.add_column("posts", {.name = "text", .type = text, .fill = "trim(body)"});
       op.drop_column("posts", "body");
       op.rename_column("posts", "author_id", "body");
     }},
    {"column-type", create_users,
     [](Operations& op) { op.alter_column("users", "age", {.type = bigint}); }},
    {"column-type-alike", create_users,
     [](Operations& op) { op.alter_column("users", "id", {.type = integer}); }},
    {"column-type-using", create_users,
     [](Operations& op) {
       op.alter_column("users", "email",
                       {.type = bytes, .using_expression = "CAST(users.email AS BLOB)"});
     }},
    {"column-not-null", create_users,
     [](Operations& op) { op.alter_column("users", "age", {.nullable = false, .fill = "18"}); }},
    {"column-nullable", create_users,
     [](Operations& op) { op.alter_column("users", "email", {.nullable = true}); }},
    {"column-default", create_users,
     [](Operations& op) { op.alter_column("users", "age", {.server_default = "18"}); }},
    {"column-collation", create_users,
     [](Operations& op) { op.alter_column("users", "email", {.collation = "NOCASE"}); }},
    {"column-comment", create_users,
     [](Operations& op) { op.alter_column("users", "email", {.comment = "how to reach them"}); }},
    {"column-generated", create_users,
     [](Operations& op) {
       op.add_column("users", {.name = "twice",
                               .type = integer,
                               .nullable = true,
                               .generated = {.expression = "age * 2"}});
       op.alter_column("users", "twice", {.generated = none});
     }},
    {"index-create", create_users,
     [](Operations& op) {
       op.create_index("ix_users_age_email", "users", {desc("age"), "email"});
       op.create_index("ux_users_lower_email", "users", {expression("lower(email)")},
                       {.unique = true});
       op.create_index(
           "ix_users_old", "users",
           {IndexElement("email").with_collation("nocase"), desc(expression("coalesce(age,0)"))},
           {.where = "users.age > 99", .comment = "not kept"});
     }},
    {"index-drop", create_users, [](Operations& op) { op.drop_index("ix_users_age", "users"); }},
    {"index-replace", create_users,
     [](Operations& op) {
       op.drop_index("ix_users_age", "users");
       op.alter_column("users", "age", {.type = bigint});
       op.create_index("ix_users_age", "users", {desc("age")});
     }},
    {"primary-key", create_users,
     [](Operations& op) {
       op.create_table("notes",
                       {.columns = {{.name = "a", .type = integer}, {.name = "b", .type = text}}});
       op.execute("INSERT INTO notes VALUES (1, 'one')");
       op.create_primary_key("pk_notes", "notes", {"a"});
       op.execute("UPDATE notes SET b = 'two'");
       op.drop_constraint("pk_notes", "notes");
     }},
    {"unique", create_users,
     [](Operations& op) {
       op.drop_constraint("uq_users_email", "users");
       op.create_unique_constraint("users",
                                   {.name = "uq_users_email_age", .columns = {"email", "age"}});
     }},
    {"foreign-key", create_posts,
     [](Operations& op) {
       op.drop_constraint("fk_posts_author_id_users", "posts");
       op.create_foreign_key("posts", {.name = "fk_posts_author_id_users",
                                       .columns = {"author_id"},
                                       .ref_table = "users",
                                       .ref_columns = {"id"},
                                       .on_delete = Action::restrict});
     }},
    {"check", create_users,
     [](Operations& op) {
       op.drop_constraint("ck_users_age", "users");
       op.create_check_constraint("users",
                                  {.name = "ck_users_age", .expression = "age BETWEEN 0 AND 150"});
     }},
    {"names-of-an-index-and-a-check", create_users,
     [](Operations& op) {
       op.rename_index("ix_users_age", "users", "users_age");
       op.rename_constraint("ck_users_age", "users", "users_age_check");
     }},
    {"name-of-an-index", create_users,
     [](Operations& op) { op.rename_index("ix_users_age", "users", "users_age"); }},
    {"enum-add-value", create_orders,
     [](Operations& op) { op.add_enum_value("order_status", "lost"); }},
    {"enum-rename-value", create_orders,
     [](Operations& op) { op.rename_enum_value("order_status", "new", "just in"); }},
    {"enum-replace", create_orders,
     [](Operations& op) {
       op.replace_enum("order_status", {"paid", "new"});
     }},
    {"rows-insert", create_users,
     [](Operations& op) {
       op.bulk_insert(
           "users", {"id", "email", "age"},
           {{1, "o'neill@example.org", nullptr}, {2, "b@example.org", 1.5}, {3, "", true}});
     }},
    {"sql-execute", create_users,
     [](Operations& op) {
       op.execute("UPDATE users SET age = 1");
       op.execute({.postgresql = "VACUUM users"});
       op.execute(
           {.postgresql = "SELECT 1", .sqlite = "CREATE INDEX by_hand ON users (age, email)"});
       op.execute("ALTER TABLE users ADD COLUMN nick TEXT", [](Operations& effect) {
         effect.add_column("users", {.name = "nick", .type = text, .nullable = true});
       });
       op.alter_column("users", "nick", {.nullable = false, .fill = "email"});
     }},
    {"block-autocommit", create_users,
     [](Operations& op) {
       op.add_column("users", {.name = "nick", .type = text, .nullable = true});
       op.autocommit_block([](Operations& block) {
         block.execute("PRAGMA optimize");
         block.create_index("ix_users_nick", "users", {"nick"});
         block.alter_column("users", "age", {.type = bigint});
       });
       op.alter_column("users", "nick", {.nullable = false, .fill = "''"});
     }},
    {"block-autocommit-nested", create_users,
     [](Operations& op) {
       op.add_column("users", {.name = "nick", .type = text, .nullable = true});
       op.autocommit_block([](Operations& outer) {
         outer.execute("PRAGMA optimize");
         outer.autocommit_block([](Operations& inner) {
           inner.create_index("ix_users_nick", "users", {"nick"});
           inner.autocommit_block([](Operations& innermost) {
             innermost.alter_column("users", "age", {.type = bigint});
             innermost.execute({.postgresql = "ANALYZE users", .sqlite = "ANALYZE"});
           });
           inner.execute("PRAGMA incremental_vacuum");
         });
       });
       op.alter_column("users", "nick", {.nullable = false, .fill = "''"});
     }},
    {"many-one-rebuild", create_posts,
     [](Operations& op) {
       op.add_column("posts", {.name = "title", .type = text, .fill = "substr(body, 1, 20)"});
       op.rename_column("posts", "body", "content");
       op.alter_column("posts", "content", {.nullable = true});
       op.add_column("users", {.name = "nick", .type = text, .nullable = true});
       op.alter_column("posts", "title", {.type = varchar(80), .using_expression = "upper(title)"});
       op.create_check_constraint("posts", {.name = "ck_posts_title", .expression = "title <> ''"});
       op.create_index("ix_posts_title", "posts", {"title"});
       op.rename_table("posts", "articles");
       op.create_unique_constraint("articles",
                                   {.name = "uq_articles", .columns = {"author_id", "title"}});
       op.add_column("articles", {.name = "later", .type = integer, .nullable = true});
     }},
};

}  // namespace

const std::vector<SqliteCase>& sqlite_cases() { return all; }

}  // namespace limbeck::tests
