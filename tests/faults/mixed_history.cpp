#include "tests/faults/mixed_history.h"

#include <string>

#include "limbeck/connection.h"
#include "limbeck/revision.h"

namespace limbeck::test {
namespace {

std::string parameter(const Connection& connection, int number) {
  return (connection.dialect() == "sqlite" ? "?" : "$") + std::to_string(number);
}

}  // namespace

LIMBECK_REVISION(m1) = {
    .message = "add accounts",
    .upgrade =
        [](Operations& op) {
          op.create_enum("mood", {"glad", "sad"});
          op.create_table("effects", {.columns = {{.name = "what", .type = text}}});
          op.create_table("alone", {.columns = {{.name = "what", .type = text}},
                                    .primary_key = {.name = "pk_alone", .columns = {"what"}}});
          op.create_table(
              "accounts",
              {.columns = {{.name = "id", .type = bigint},
                           {.name = "email", .type = varchar(320)},
                           {.name = "name", .type = text, .nullable = true},
                           {.name = "mood", .type = enum_type("mood"), .server_default = "'glad'"}},
               .primary_key = {.name = "pk_accounts", .columns = {"id"}}});
          op.bulk_insert("accounts", {"id", "email"},
                         {{1, "ann@shop"},
                          {2, "bob@shop"},
                          {3, "o'neill@shop"},
                          {4, "dan@shop"},
                          {5, "eve@shop"}});
          op.execute("INSERT INTO effects (what) VALUES ('m1')");
        },
    .downgrade = reverse_of_upgrade,
};

LIMBECK_REVISION(m2) = {
    .revises = {"m1"},
    .message = "add posts",
    .upgrade =
        [](Operations& op) {
          op.create_table("posts", {.columns = {{.name = "id", .type = bigint},
                                                {.name = "author_id", .type = bigint},
                                                {.name = "body", .type = text}},
                                    .primary_key = {.name = "pk_posts", .columns = {"id"}},
                                    .foreign_keys = {{.name = "fk_posts_author_id_accounts",
                                                      .columns = {"author_id"},
                                                      .ref_table = "accounts",
                                                      .ref_columns = {"id"},
                                                      .on_delete = Action::cascade}}});
          op.execute("INSERT INTO posts SELECT id, id, 'by ' || email FROM accounts");
          op.execute("INSERT INTO effects (what) VALUES ('m2')");
        },
    .downgrade =
        [](Operations& op) {
          op.execute("INSERT INTO effects (what) VALUES ('m2 down')");
          op.drop_table("posts");
        },
};

LIMBECK_REVISION(m3) = {
    .revises = {"m2"},
    .message = "name the nameless",
    .upgrade =
        [](Operations& op) {
          op.run(
              [](Connection& connection) {
                const std::string update =
                    "UPDATE accounts SET name = " + parameter(connection, 1) +
                    " WHERE email = " + parameter(connection, 2);
                for (const auto& row :
                     connection.query("SELECT email FROM accounts ORDER BY id").rows) {
                  const auto& email = std::get<std::string>(row[0]);
                  const SqlValue values[] = {email.substr(0, email.find('@')), email};
                  connection.execute(update, values);
                }
                connection.execute("INSERT INTO effects (what) VALUES ('m3')");
              },
              "names from addresses");
        },
    .downgrade =
        [](Operations& op) {
          op.run(
              [](Connection& connection) {
                connection.execute("UPDATE accounts SET name = NULL");
                connection.execute("INSERT INTO effects (what) VALUES ('m3 down')");
              },
              "no names");
        },
};

LIMBECK_REVISION(m4) = {
    .revises = {"m3"},
    .message = "every account has a name",
    .upgrade =
        [](Operations& op) {
          op.alter_column("accounts", "name", {.nullable = false, .fill = "'?'"});
          op.execute("INSERT INTO effects (what) VALUES ('m4')");
        },
    .downgrade =
        [](Operations& op) {
          op.execute("INSERT INTO effects (what) VALUES ('m4 down')");
          op.alter_column("accounts", "name", {.nullable = true});
        },
};

LIMBECK_REVISION(m5) = {
    .revises = {"m4"},
    .message = "tidy up",
    .upgrade =
        [](Operations& op) {
          op.execute("INSERT INTO effects (what) VALUES ('m5 first')");
          op.autocommit_block([](Operations& block) {
            block.execute("INSERT INTO alone (what) VALUES ('m5 SQL') ON CONFLICT DO NOTHING");
            block.execute("VACUUM");
            block.run(
                [](Connection& connection) {
                  connection.execute("UPDATE accounts SET email = 'bob@mall' WHERE id = 2");
                  connection.execute(
                      "INSERT INTO alone (what) VALUES ('m5 C++') ON CONFLICT DO NOTHING");
                },
                "bob moves");
          });
          op.execute("INSERT INTO effects (what) VALUES ('m5 last')");
        },
    .downgrade =
        [](Operations& op) {
          op.execute("INSERT INTO effects (what) VALUES ('m5 down first')");
          op.autocommit_block([](Operations& block) {
            block.execute("INSERT INTO alone (what) VALUES ('m5 down') ON CONFLICT DO NOTHING");
          });
          op.execute("UPDATE accounts SET email = 'bob@shop' WHERE id = 2");
          op.execute("INSERT INTO effects (what) VALUES ('m5 down last')");
        },
};

LIMBECK_REVISION(m6) = {
    .revises = {"m5"},
    .message = "index authors",
    .upgrade =
        [](Operations& op) {
          op.execute("INSERT INTO effects (what) VALUES ('m6')");
          op.create_index("ix_posts_author_id", "posts", {"author_id"}, {.concurrently = true});
          op.create_index("ux_accounts_email", "accounts", {"email"},
                          {.unique = true, .concurrently = true});
        },
    .downgrade =
        [](Operations& op) {
          op.drop_index("ux_accounts_email", "accounts");
          op.drop_index("ix_posts_author_id", "posts", {.concurrently = true});
          op.execute("INSERT INTO effects (what) VALUES ('m6 down')");
        },
};

LIMBECK_REVISION(m7) = {
    .revises = {"m6"},
    .message = "be calm",
    .upgrade =
        [](Operations& op) {
          op.add_enum_value("mood", "calm", "sad");
          op.alter_column("accounts", "mood", {.server_default = "'calm'"});
          op.execute("UPDATE accounts SET mood = 'calm' WHERE id > 3");
          op.execute("INSERT INTO effects (what) VALUES ('m7')");
        },
    .downgrade =
        [](Operations& op) {
          op.execute("INSERT INTO effects (what) VALUES ('m7 down')");
          op.execute("UPDATE accounts SET mood = 'glad' WHERE mood = 'calm'");
          op.alter_column("accounts", "mood", {.server_default = "'glad'"});
          op.replace_enum("mood", {"glad", "sad"});
        },
};

LIMBECK_REVISION(m8) = {
    .revises = {"m7"},
    .message = "rename and fill",
    .upgrade =
        [](Operations& op) {
          op.rename_column("posts", "body", "content");
          op.add_column("accounts", {.name = "language", .type = text, .fill = "'en'"});
          op.execute("INSERT INTO effects (what) VALUES ('m8')");
        },
    .downgrade =
        [](Operations& op) {
          op.drop_column("accounts", "language");
          op.rename_column("posts", "content", "body");
          op.execute("INSERT INTO effects (what) VALUES ('m8 down')");
        },
};

LIMBECK_REVISION(m9) = {
    .revises = {"m8"},
    .message = "count posts",
    .upgrade =
        [](Operations& op) {
          op.add_column("accounts", {.name = "posts", .type = bigint, .nullable = true});
          op.run(
              [](Connection& connection) {
                for (const auto& row : connection.query("SELECT id FROM accounts").rows) {
                  const SqlValue values[] = {row[0]};
                  connection.execute(
                      "UPDATE accounts SET posts = (SELECT count(*) FROM posts WHERE author_id = "
                      "accounts.id) WHERE id = " +
                          parameter(connection, 1),
                      values);
                }
                connection.execute("INSERT INTO effects (what) VALUES ('m9')");
              },
              "count them");
          op.alter_column("accounts", "posts", {.nullable = false});
        },
    .downgrade =
        [](Operations& op) {
          op.execute("INSERT INTO effects (what) VALUES ('m9 down')");
          op.drop_column("accounts", "posts");
        },
};

LIMBECK_REVISION(m10) = {
    .revises = {"m9"},
    .message = "no index of authors",
    .upgrade =
        [](Operations& op) {
          op.drop_index("ix_posts_author_id", "posts", {.concurrently = true});
          op.execute("INSERT INTO effects (what) VALUES ('m10')");
        },
    .downgrade =
        [](Operations& op) {
          op.execute("INSERT INTO effects (what) VALUES ('m10 down')");
          op.create_index("ix_posts_author_id", "posts", {"author_id"}, {.concurrently = true});
        },
};

LIMBECK_REVISION(m11) = {
    .revises = {"m10"},
    .message = "add tags",
    .upgrade =
        [](Operations& op) {
          op.create_table(
              "tags", {.columns = {{.name = "id", .type = bigint}, {.name = "name", .type = text}},
                       .primary_key = {.name = "pk_tags", .columns = {"id"}}});
          op.bulk_insert("tags", {"id", "name"}, {{1, "new"}, {2, "it's"}});
          op.execute("DELETE FROM accounts WHERE id = 5");  // its posts go with it
          op.execute("INSERT INTO effects (what) VALUES ('m11')");
        },
    .downgrade =
        [](Operations& op) {
          op.drop_table("tags");
          op.execute("INSERT INTO effects (what) VALUES ('m11 down')");
        },
};

History mixed_history(std::string_view dialect) {
  History history;
  if (dialect == "postgresql") history.on_postgresql();
  history.add("m1", limbeck_revision_m1)
      .add("m2", limbeck_revision_m2)
      .add("m3", limbeck_revision_m3)
      .add("m4", limbeck_revision_m4)
      .add("m5", limbeck_revision_m5)
      .add("m6", limbeck_revision_m6)
      .add("m7", limbeck_revision_m7)
      .add("m8", limbeck_revision_m8)
      .add("m9", limbeck_revision_m9)
      .add("m10", limbeck_revision_m10)
      .add("m11", limbeck_revision_m11);
  return history;
}

}  // namespace limbeck::test
