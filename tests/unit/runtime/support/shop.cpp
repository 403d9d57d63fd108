#include "tests/unit/runtime/support/shop.h"

#include "limbeck/connection.h"
#include "limbeck/revision.h"

namespace limbeck::test {

LIMBECK_REVISION(a1) = {
    .message = "add users",
    .upgrade =
        [](Operations& op) {
          op.create_table("users",
                          {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                       {.name = "email", .type = varchar(320)}},
                           .primary_key = {.name = "pk_users", .columns = {"id"}}});
        },
    .downgrade = reverse_of_upgrade,
};

LIMBECK_REVISION(a2) = {
    .revises = {"a1"},
    .message = "add posts",
    .upgrade =
        [](Operations& op) {
          op.create_table("posts",
                          {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                       {.name = "author_id", .type = bigint},
                                       {.name = "body", .type = text}},
                           .primary_key = {.name = "pk_posts", .columns = {"id"}},
                           .foreign_keys = {{.name = "fk_posts_author_id_users",
                                             .columns = {"author_id"},
                                             .ref_table = "users",
                                             .ref_columns = {"id"},
                                             .on_delete = Action::cascade}}});
        },
    .downgrade = reverse_of_upgrade,
};

LIMBECK_REVISION(a3) = {
    .revises = {"a2"},
    .message = "add display name",
    .upgrade =
        [](Operations& op) {
          op.add_column("users", {.name = "display_name", .type = text, .nullable = true});
        },
    .downgrade = [](Operations& op) { op.drop_column("users", "display_name"); },
};

LIMBECK_REVISION(a4) = {
    .revises = {"a3"},
    .message = "add language",
    .upgrade =
        [](Operations& op) {
          op.add_column("users", {.name = "language", .type = text, .fill = "'en'"});
        },
    .downgrade = [](Operations& op) { op.drop_column("users", "language"); },
};

LIMBECK_REVISION(a5) = {
    .revises = {"a4"},
    .message = "index email",
    .upgrade =
        [](Operations& op) {
          op.create_index("ix_users_email", "users", {"email"}, {.unique = true});
        },
    .downgrade = reverse_of_upgrade,
};

LIMBECK_REVISION(a6) = {
    .revises = {"a5"},
    .message = "name the nameless",
    .upgrade =
        [](Operations& op) {
          op.run(
              [](Connection& connection) {
                for (const auto& row :
                     connection
                         .query(
                             "SELECT id, email FROM users WHERE display_name IS NULL ORDER BY id")
                         .rows) {
                  const std::string& email = std::get<std::string>(row[1]);
                  const SqlValue values[] = {row[0], email.substr(0, email.find('@'))};
                  connection.execute("UPDATE users SET display_name = ?2 WHERE id = ?1", values);
                }
              },
              "display names from addresses");
        },
    .downgrade = [](Operations&) {},
};

LIMBECK_REVISION(a7) = {
    .revises = {"a6"},
    .message = "every user has a name",
    .upgrade =
        [](Operations& op) {
          op.alter_column("users", "display_name", {.nullable = false, .fill = "'?'"});
        },
    .downgrade = reverse_of_upgrade,
};

LIMBECK_REVISION(a8) = {
    .revises = {"a7"},
    .message = "tidy up",
    .upgrade =
        [](Operations& op) {
          op.execute(
              "INSERT INTO users (email, display_name, language) VALUES ('root@shop', 'root', "
              "'en')");
          op.autocommit_block([](Operations& block) { block.execute("VACUUM"); });
          op.execute("UPDATE users SET language = 'de' WHERE display_name = 'root'");
        },
    .downgrade = [](Operations& op) { op.execute("DELETE FROM users WHERE email = 'root@shop'"); },
};

LIMBECK_REVISION(a9) = {
    .revises = {"a8"},
    .message = "rename body",
    .upgrade = [](Operations& op) { op.rename_column("posts", "body", "content"); },
    .downgrade = reverse_of_upgrade,
};

LIMBECK_REVISION(a10) = {
    .revises = {"a9"},
    .message = "add tags",
    .upgrade =
        [](Operations& op) {
          op.create_table("tags",
                          {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                       {.name = "name", .type = text}},
                           .primary_key = {.name = "pk_tags", .columns = {"id"}}});
          op.bulk_insert("tags", {"id", "name"}, {{1, "new"}, {2, "it's"}});
        },
    .downgrade = [](Operations& op) { op.drop_table("tags"); },
};

const char* const shop_rows = R"(
  INSERT INTO users (id, email) VALUES (1, 'ann@shop'), (2, 'bob@shop'), (5, 'eve@shop');
  INSERT INTO posts (id, author_id, body) VALUES (1, 1, 'one'), (2, 1, 'two'), (3, 5, 'three');
)";

History shop() {
  History history;
  history.add("a1", limbeck_revision_a1)
      .add("a2", limbeck_revision_a2)
      .add("a3", limbeck_revision_a3)
      .add("a4", limbeck_revision_a4)
      .add("a5", limbeck_revision_a5)
      .add("a6", limbeck_revision_a6)
      .add("a7", limbeck_revision_a7)
      .add("a8", limbeck_revision_a8)
      .add("a9", limbeck_revision_a9)
      .add("a10", limbeck_revision_a10);
  return history;
}

}  // namespace limbeck::test
