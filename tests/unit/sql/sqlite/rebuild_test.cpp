// What must survive the rebuild of a table: rows, and all that belongs to the table without being
// in a schema.
#include <gtest/gtest.h>

#include <algorithm>

#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"
#include "tests/support/sqlite_database.h"

namespace limbeck::rebuild_test {
namespace {

using Lines = std::vector<std::string>;

class SqliteRebuild : public testing::Test {
 protected:
  void upgrade(RevisionStep step) {
    const auto operations = operations::record(step);
    const sql::Script script = sql::find_dialect("sqlite")->render(operations, schema_);
    database_.run(script);
    rebuilds_ =
        std::count_if(script.statements.begin(), script.statements.end(),
                      [](const auto& s) { return s.kind == sql::Statement::Kind::save_objects; });
    for (const auto& problem : apply(operations, schema_)) ADD_FAILURE() << problem.message;
    EXPECT_TRUE(database_.driver().broken_foreign_keys().empty());
  }
  bool reads_back() {
    return equivalent(database_.introspect(), sql::find_dialect("sqlite")->lower(schema_));
  }

  void create_users_and_posts() {
    upgrade([](Operations& op) {
      op.create_table("users", {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                            {.name = "name", .type = text},
                                            {.name = "boss_id", .type = bigint, .nullable = true}},
                                .primary_key = {.name = "pk_users", .columns = {"id"}},
                                .foreign_keys = {{.name = "fk_users_boss_id_users",
                                                  .columns = {"boss_id"},
                                                  .ref_table = "users",
                                                  .ref_columns = {"id"},
                                                  .on_delete = Action::cascade}},
                                .settings = {{"sqlite.autoincrement", "true"}}});
      op.create_table("posts", {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                            {.name = "author_id", .type = bigint}},
                                .primary_key = {.name = "pk_posts", .columns = {"id"}},
                                .foreign_keys = {{.name = "fk_posts_author_id_users",
                                                  .columns = {"author_id"},
                                                  .ref_table = "users",
                                                  .ref_columns = {"id"},
                                                  .on_delete = Action::cascade}}});
    });
    database_.execute(
        "INSERT INTO users (id, name, boss_id) VALUES (1, 'Ada', NULL), (7, 'Bo', 1), (9, 'Cy', 7);"
        "DELETE FROM users WHERE id = 9;"
        "INSERT INTO posts (author_id) VALUES (1), (7), (7)");
  }

  test::SqliteDatabase database_;
  schema::Schema schema_;
  std::ptrdiff_t rebuilds_ = 0;
};

TEST_F(SqliteRebuild, keeps_children_that_cascade_and_the_table_s_own_references) {
  create_users_and_posts();
  upgrade([](Operations& op) {
    op.alter_column("users", "name", {.type = varchar(80), .nullable = true});
    op.add_column("users", {.name = "nick", .type = text, .fill = "lower(name)"});
    op.create_check_constraint("users", {.name = "ck_users_name", .expression = "name <> ''"});
  });
  EXPECT_EQ(rebuilds_, 1);
  EXPECT_EQ(database_.rows("SELECT * FROM users ORDER BY id"),
            (Lines{"1|Ada|NULL|ada", "7|Bo|1|bo"}));
  EXPECT_EQ(database_.rows("SELECT * FROM posts ORDER BY id"), (Lines{"1|1", "2|7", "3|7"}));
  EXPECT_TRUE(reads_back());
  // Foreign keys are enforced again, and mean the new table.
  EXPECT_EQ(database_.rows("PRAGMA foreign_keys"), (Lines{"1"}));
  EXPECT_THROW(database_.execute("INSERT INTO posts (author_id) VALUES (99)"), Error);
  database_.execute("DELETE FROM users WHERE id = 1");
  EXPECT_EQ(database_.rows("SELECT count(*) FROM posts"), (Lines{"0"}));
}

TEST_F(SqliteRebuild, keeps_the_autoincrement_counter) {
  create_users_and_posts();
  upgrade([](Operations& op) { op.alter_column("users", "name", {.nullable = true}); });
  database_.execute("INSERT INTO users (name) VALUES ('Di')");
  EXPECT_EQ(database_.rows("SELECT max(id) FROM users"), (Lines{"10"}));
  EXPECT_EQ(database_.rows("SELECT name, seq FROM sqlite_sequence"), (Lines{"users|10"}));
}

TEST_F(SqliteRebuild, keeps_the_counter_of_an_emptied_table) {
  create_users_and_posts();
  database_.execute("DELETE FROM users");
  upgrade([](Operations& op) { op.alter_column("users", "name", {.nullable = true}); });
  database_.execute("INSERT INTO users (name) VALUES ('Di')");
  EXPECT_EQ(database_.rows("SELECT id FROM users"), (Lines{"10"}));
}

TEST_F(SqliteRebuild, keeps_triggers_views_and_indexes_made_by_hand) {
  create_users_and_posts();
  database_.execute(
      "CREATE TABLE log (line TEXT);"
      "CREATE TRIGGER users_ai AFTER INSERT ON users BEGIN INSERT INTO log VALUES (new.name); END;"
      "CREATE TRIGGER users_ad AFTER DELETE ON users BEGIN INSERT INTO log VALUES ('gone'); END;"
      "CREATE TRIGGER posts_ai AFTER INSERT ON posts BEGIN "
      "UPDATE users SET name = name || '!' WHERE id = new.author_id; END;"
      "CREATE VIEW names AS SELECT name FROM users;"
      "CREATE INDEX by_hand ON users (lower(name)) WHERE boss_id IS NOT NULL");
  upgrade([](Operations& op) {
    op.rename_column("users", "name", "full name");
    op.alter_column("users", "full name", {.nullable = true});
    op.rename_table("users", "people");
    op.alter_column("people", "boss_id", {.type = integer});
  });
  EXPECT_EQ(rebuilds_, 1);
  EXPECT_EQ(database_.rows("SELECT count(*) FROM log"), (Lines{"0"})) << "the copy fired a trigger";
  EXPECT_EQ(database_.rows("SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view') OR "
                           "name = 'by_hand' ORDER BY name"),
            (Lines{"by_hand", "names", "posts_ai", "users_ad", "users_ai"}));
  database_.execute("INSERT INTO people (\"full name\") VALUES ('Eve')");
  EXPECT_EQ(database_.rows("SELECT line FROM log"), (Lines{"Eve"}));
  database_.execute("INSERT INTO posts (author_id) VALUES (1)");
  EXPECT_EQ(database_.rows("SELECT * FROM names"), (Lines{"Ada!", "Bo", "Eve"}));
}

TEST_F(SqliteRebuild, fires_no_trigger_for_a_fill) {
  create_users_and_posts();
  database_.execute("UPDATE users SET boss_id = NULL");
  database_.execute(
      "CREATE TRIGGER users_au AFTER UPDATE ON users BEGIN UPDATE users SET name = 'gone'; END;"
      "CREATE TRIGGER users_ai AFTER INSERT ON users BEGIN UPDATE users SET name = 'gone'; END");
  upgrade([](Operations& op) {
    op.alter_column("users", "boss_id", {.nullable = false, .fill = "id"});
    op.add_column("users", {.name = "greeting", .type = text, .fill = "'Hi, ' || name"});
  });
  EXPECT_EQ(database_.rows("SELECT name, boss_id = id, greeting FROM users ORDER BY id LIMIT 1"),
            (Lines{"Ada|1|Hi, Ada"}));
}

TEST_F(SqliteRebuild, keeps_views_that_mention_the_table_and_are_broken_already) {
  create_users_and_posts();
  database_.execute("CREATE VIEW odd AS SELECT missing FROM users");
  upgrade([](Operations& op) { op.alter_column("users", "name", {.nullable = true}); });
  EXPECT_EQ(database_.rows("SELECT name FROM sqlite_schema WHERE type = 'view'"), (Lines{"odd"}));
}

TEST_F(SqliteRebuild, keeps_strict_and_without_rowid) {
  upgrade([](Operations& op) {
    op.create_table("pairs",
                    {.columns = {{.name = "a", .type = text}, {.name = "b", .type = integer}},
                     .primary_key = {.name = "pk_pairs", .columns = {"a"}},
                     .settings = {{"sqlite.strict", "true"}, {"sqlite.without_rowid", "true"}}});
  });
  database_.execute("INSERT INTO pairs VALUES ('x', 1), ('y', 2)");
  upgrade([](Operations& op) { op.alter_column("pairs", "b", {.nullable = true}); });
  EXPECT_EQ(rebuilds_, 1);
  EXPECT_EQ(database_.rows("SELECT wr, strict FROM pragma_table_list WHERE name = 'pairs'"),
            (Lines{"1|1"}));
  EXPECT_EQ(database_.rows("SELECT * FROM pairs"), (Lines{"x|1", "y|2"}));
}

TEST_F(SqliteRebuild, keeps_the_hidden_rowid) {
  upgrade(
      [](Operations& op) { op.create_table("notes", {.columns = {{.name = "a", .type = text}}}); });
  database_.execute("INSERT INTO notes (rowid, a) VALUES (3, 'c'), (1, 'a')");
  upgrade([](Operations& op) { op.alter_column("notes", "a", {.nullable = true}); });
  EXPECT_EQ(database_.rows("SELECT rowid, a FROM notes"), (Lines{"1|a", "3|c"}));
}

TEST_F(SqliteRebuild, fills_in_terms_of_the_old_row_also_through_other_new_columns) {
  create_users_and_posts();
  upgrade([](Operations& op) {
    op.add_column("users", {.name = "shout", .type = text, .fill = "upper(name)"});
    op.add_column("users", {.name = "twice", .type = text, .fill = "shout || users.shout"});
    op.drop_column("users", "name");
    op.add_column("users", {.name = "name", .type = text, .server_default = "'?'"});
    op.alter_column("users", "boss_id", {.nullable = false, .fill = "id"});
  });
  EXPECT_EQ(rebuilds_, 1);
  EXPECT_EQ(database_.rows("SELECT id, boss_id, shout, twice, name FROM users ORDER BY id"),
            (Lines{"1|1|ADA|ADAADA|?", "7|1|BO|BOBO|?"}));
  EXPECT_TRUE(reads_back());
}

TEST_F(SqliteRebuild, a_swap_of_names_follows_the_columns) {
  create_users_and_posts();
  upgrade([](Operations& op) {
    op.alter_column("users", "name", {.nullable = true});
    op.rename_column("users", "name", "between");
    op.rename_column("users", "boss_id", "name");
    op.rename_column("users", "between", "boss_id");
    op.alter_column("users", "name", {.type = integer});
  });
  EXPECT_EQ(rebuilds_, 1);
  EXPECT_EQ(database_.rows("SELECT id, boss_id, name FROM users ORDER BY id"),
            (Lines{"1|Ada|NULL", "7|Bo|1"}));
  EXPECT_TRUE(reads_back());
}

TEST_F(SqliteRebuild, a_new_table_is_there_before_it_is_renamed_so_that_foreign_keys_to_it_follow) {
  create_users_and_posts();
  upgrade([](Operations& op) {
    op.create_table("teams", {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                          {.name = "name", .type = text}},
                              .primary_key = {.name = "pk_teams", .columns = {"id"}}});
    op.create_foreign_key("posts", {.name = "fk_posts_team",
                                    .columns = {"author_id"},
                                    .ref_table = "teams",
                                    .ref_columns = {"id"},
                                    .deferrable = Deferrable::initially_deferred});
    op.rename_column("teams", "id", "team_id");
    op.rename_table("teams", "groups");
    op.alter_table_settings("groups", {{"sqlite.autoincrement", "true"}});
    op.bulk_insert("groups", {"team_id", "name"}, {{1, "a"}, {7, "b"}});
  });
  EXPECT_TRUE(reads_back());
}

TEST_F(SqliteRebuild, an_expression_that_looks_elsewhere_sees_it_as_it_was) {
  create_users_and_posts();
  upgrade([](Operations& op) {
    op.add_column("posts", {.name = "author",
                            .type = text,
                            .fill = "(SELECT name FROM users WHERE users.id = posts.author_id)"});
    op.rename_column("users", "name", "nick");
    op.alter_column("users", "nick", {.type = varchar(9), .using_expression = "upper(nick)"});
    op.add_column("posts", {.name = "author2",
                            .type = text,
                            .fill = "(SELECT nick || author FROM users WHERE id = author_id)"});
    op.drop_column("posts", "author");
  });
  EXPECT_EQ(database_.rows("SELECT id, author2 FROM posts"),
            (Lines{"1|ADAAda", "2|BOBo", "3|BOBo"}));
  EXPECT_TRUE(reads_back());
}

TEST_F(SqliteRebuild, values_of_an_enum_are_renamed_in_the_rows) {
  upgrade([](Operations& op) {
    op.create_enum("status", {"new", "it's paid"});
    op.create_table("orders", {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                           {.name = "status", .type = enum_type("status")}},
                               .primary_key = {.name = "pk_orders", .columns = {"id"}}});
  });
  database_.execute("INSERT INTO orders (status) VALUES ('new'), ('it''s paid')");
  upgrade([](Operations& op) {
    op.rename_enum_value("status", "it's paid", "paid");
    op.add_enum_value("status", "sent");
  });
  EXPECT_EQ(rebuilds_, 1);
  EXPECT_EQ(database_.rows("SELECT status FROM orders"), (Lines{"new", "paid"}));
  EXPECT_THROW(database_.execute("INSERT INTO orders (status) VALUES ('lost')"), Error);
  database_.execute("INSERT INTO orders (status) VALUES ('sent')");
}

TEST_F(SqliteRebuild, values_of_an_enum_kept_as_text_are_renamed_under_a_new_check) {
  upgrade([](Operations& op) {
    op.create_table(
        "shirts",
        {.columns = {{.name = "size", .type = varchar(5)}},
         .checks = {{.name = "ck_shirts_size", .expression = "size IN ('small', 'large')"}}});
  });
  database_.execute("INSERT INTO shirts (size) VALUES ('small'), ('large')");
  upgrade([](Operations& op) {
    op.drop_constraint("ck_shirts_size", "shirts");
    op.alter_column("shirts", "size",
                    {.type = varchar(5),
                     .using_expression = "CASE size WHEN 'large' THEN 'huge' ELSE size END"});
    op.create_check_constraint(
        "shirts", {.name = "ck_shirts_size", .expression = "size IN ('small', 'huge')"});
  });
  EXPECT_EQ(rebuilds_, 1);
  EXPECT_EQ(database_.rows("SELECT size FROM shirts"), (Lines{"small", "huge"}));
  EXPECT_TRUE(reads_back());
}

TEST_F(SqliteRebuild, a_copy_that_fails_leaves_everything_as_it_was) {
  create_users_and_posts();
  const Lines objects = database_.rows("SELECT sql FROM sqlite_schema ORDER BY name");
  const auto operations = operations::record([](Operations& op) {
    op.add_column("posts", {.name = "title", .type = text, .nullable = true});
    op.alter_column("users", "boss_id", {.nullable = false});
  });
  EXPECT_THROW(database_.run(operations, schema_), Error);
  EXPECT_EQ(database_.rows("SELECT sql FROM sqlite_schema ORDER BY name"), objects);
  EXPECT_EQ(database_.rows("SELECT count(*) FROM users"), (Lines{"2"}));
  EXPECT_EQ(database_.rows("PRAGMA foreign_keys"), (Lines{"1"}));
  EXPECT_EQ(database_.rows("PRAGMA legacy_alter_table"), (Lines{"0"}));
}

TEST_F(SqliteRebuild, keeps_the_declarations_of_types) {
  upgrade([](Operations& op) {
    op.create_table("t", {.columns = {{.name = "id", .type = native("INTEGER"), .nullable = true},
                                      {.name = "a", .type = native("FLOAT")},
                                      {.name = "b", .type = native("JSON")},
                                      {.name = "c", .type = varchar(30)},
                                      {.name = "d", .type = native("character varying (20)")},
                                      {.name = "e", .type = real}},
                          .primary_key = {.columns = {"id"}},
                          .settings = {{"sqlite.small_types", "true"}}});
    op.create_table("strict", {.columns = {{.name = "a", .type = native("INT")},
                                           {.name = "b", .type = native("VARCHAR(30)")},
                                           {.name = "c", .type = bigint}},
                               .settings = {{"sqlite.strict", "true"}}});
  });
  const Lines declared = database_.rows(
      "SELECT s.name, x.name, x.type FROM sqlite_schema AS s JOIN pragma_table_info(s.name) AS x"
      " WHERE s.type = 'table' ORDER BY 1, x.cid");
  EXPECT_EQ(declared,
            (Lines{"strict|a|INT", "strict|b|TEXT", "strict|c|INTEGER", "t|id|INTEGER", "t|a|FLOAT",
                   "t|b|JSON", "t|c|varchar(30)", "t|d|character varying (20)", "t|e|REAL"}));
  EXPECT_NE(
      database_.rows("SELECT sql FROM sqlite_schema WHERE name = 't'").at(0).find("\"e\" real"),
      std::string::npos)
      << "SQLite prints its own types in capital letters";
  const Lines numbered =
      database_.rows("SELECT sql FROM sqlite_schema WHERE sql LIKE '%KEY DESC%'");
  EXPECT_EQ(numbered.size(), 1U) << "the key is not the rowid";
  EXPECT_TRUE(reads_back());

  upgrade([](Operations& op) {
    op.create_check_constraint("t", {.name = "positive", .expression = "a > 0"});
    op.create_check_constraint("strict", {.name = "positive", .expression = "a > 0"});
  });
  EXPECT_EQ(rebuilds_, 2);
  EXPECT_EQ(database_.rows("SELECT s.name, x.name, x.type FROM sqlite_schema AS s"
                           " JOIN pragma_table_info(s.name) AS x WHERE s.type = 'table'"
                           " ORDER BY 1, x.cid"),
            declared);
  EXPECT_TRUE(reads_back());
}

TEST_F(SqliteRebuild, keeps_virtual_tables_and_what_is_written_to_them) {
  upgrade([](Operations& op) {
    op.create_table("notes", {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                          {.name = "body", .type = text}},
                              .primary_key = {.columns = {"id"}}});
    op.create_object(
        "virtual table found",
        {.create = "CREATE VIRTUAL TABLE found USING fts5(body)", .drop = "DROP TABLE \"found\""});
    op.create_trigger("find", "notes",
                      {.fires = "AFTER INSERT",
                       .definition = "BEGIN INSERT INTO found (rowid, body) VALUES (new.id, "
                                     "new.body); END"});
  });
  EXPECT_TRUE(reads_back());
  database_.execute("INSERT INTO notes (body) VALUES ('a needle')");
  upgrade([](Operations& op) {
    op.create_check_constraint("notes", {.name = "some", .expression = "body <> ''"});
  });
  EXPECT_EQ(rebuilds_, 1);
  EXPECT_TRUE(reads_back());
  database_.execute("INSERT INTO notes (body) VALUES ('another needle')");
  EXPECT_EQ(database_.rows("SELECT count(*) FROM found WHERE found MATCH 'needle'"), Lines{"2"});
  upgrade([](Operations& op) {
    op.drop_trigger("find", "notes");
    op.drop_object("virtual table found");
  });
  EXPECT_EQ(database_.rows("SELECT name FROM sqlite_schema WHERE name LIKE 'found%'"), Lines{});
  EXPECT_TRUE(reads_back());
}

}  // namespace
}  // namespace limbeck::rebuild_test
