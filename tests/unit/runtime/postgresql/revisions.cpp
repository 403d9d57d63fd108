#include "tests/unit/runtime/postgresql/revisions.h"

#include <cstring>
#include <fstream>

#include "runtime/connection/open.h"

namespace limbeck::test {

LIMBECK_REVISION(b1) = {
    .message = "add users",
    .upgrade =
        [](Operations& op) {
          op.create_enum("mood", {"glad", "sad"});
          op.create_table(
              "users",
              {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                           {.name = "name", .type = text},
                           {.name = "mood", .type = enum_type("mood"), .server_default = "'glad'"}},
               .primary_key = {.name = "pk_users", .columns = {"id"}}});
        },
    .downgrade = reverse_of_upgrade,
};

LIMBECK_REVISION(b2) = {
    .revises = {"b1"},
    .message = "add posts",
    .upgrade =
        [](Operations& op) {
          op.create_table("posts",
                          {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                       {.name = "author", .type = bigint}},
                           .primary_key = {.name = "pk_posts", .columns = {"id"}},
                           .foreign_keys = {{.name = "fk_posts_author_users",
                                             .columns = {"author"},
                                             .ref_table = "users",
                                             .ref_columns = {"id"},
                                             .on_delete = Action::cascade}}});
        },
    .downgrade = reverse_of_upgrade,
};

LIMBECK_REVISION(b3) = {
    .revises = {"b2"},
    .message = "be calm",
    .upgrade =
        [](Operations& op) {
          op.add_enum_value("mood", "calm", "sad");
          op.alter_column("users", "mood", {.server_default = "'calm'"});
        },
    .downgrade =
        [](Operations& op) {
          op.alter_column("users", "mood", {.server_default = "'glad'"});
          op.replace_enum("mood", {"glad", "sad"});
        },
};

LIMBECK_REVISION(b4) = {
    .revises = {"b3"},
    .message = "look elsewhere",
    .upgrade =
        [](Operations& op) {
          op.execute(
              "CREATE SCHEMA elsewhere; SELECT set_config('search_path', 'elsewhere', false)");
          op.execute("CREATE TABLE elsewhere_table (i int)");
        },
    .downgrade = [](Operations& op) { op.execute("DROP SCHEMA elsewhere CASCADE"); },
};

LIMBECK_REVISION(b5) = {
    .revises = {"b4"},
    .message = "index names",
    .upgrade =
        [](Operations& op) {
          op.create_index("ix_users_name", "users", {"name"}, {.concurrently = true});
          op.create_table_comment("users", "People");
        },
    .downgrade =
        [](Operations& op) {
          op.drop_table_comment("users");
          op.drop_index("ix_users_name", "users");
        },
};

LIMBECK_REVISION(b6) = {
    .revises = {"b5"},
    .message = "add somebody",
    .upgrade = [](Operations& op) { op.bulk_insert("users", {"name"}, {{"it's \\ me"}}); },
    .downgrade = [](Operations& op) { op.execute("DELETE FROM users"); },
};

namespace {

History first_two() {
  History history;
  history.on_postgresql().add("b1", limbeck_revision_b1).add("b2", limbeck_revision_b2);
  return history;
}

}  // namespace

void (*migration)() = nullptr;

LIMBECK_REVISION(runs) = {
    .revises = {"b2"},
    .message = "run",
    .upgrade =
        [](Operations& op) {
          op.bulk_insert("users", {"name"}, {{"ann"}});
          op.run([](Connection&) { migration(); }, "what the test says");
        },
};

LIMBECK_REVISION(indexes) = {
    .revises = {"b2"},
    .message = "index users",
    .upgrade =
        [](Operations& op) {
          op.create_index("ix_users_name", "users", {"name"}, {.concurrently = true});
        },
};

History pg_shop() {
  History history = first_two();
  history.add("b3", limbeck_revision_b3)
      .add("b4", limbeck_revision_b4)
      .add("b5", limbeck_revision_b5)
      .add("b6", limbeck_revision_b6);
  return history;
}

History after_posts(std::string_view id, const Revision& revision) {
  History history = first_two();
  history.add(id, revision);
  return history;
}

void OnPostgresql::SetUp() {
  LIMBECK_NEEDS_POSTGRESQL();
  url_ = tests::PostgresqlServer::get()->new_database();
  const std::size_t slash = url_.rfind('/', url_.find('?'));
  database_ = url_.substr(slash + 1, url_.find('?') - slash - 1);
}

std::vector<std::string> OnPostgresql::migrate(History& history, const MigrateOptions& options) {
  std::vector<std::string> ids;
  for (const auto& revision : limbeck::migrate(history.manifest(), url_, options).applied) {
    ids.push_back(revision.id);
  }
  return ids;
}

void OnPostgresql::execute(std::string_view sql) const { connection::open(url_)->execute(sql); }

SqlValue OnPostgresql::value_of(std::string_view sql) const {
  return connection::open(url_)->query(sql).rows.at(0).at(0);
}

std::string OnPostgresql::text_of(std::string_view sql) const {
  return std::get<std::string>(value_of(sql));
}

std::int64_t OnPostgresql::count(std::string_view sql) const {
  return std::get<std::int64_t>(value_of(sql));
}

std::string OnPostgresql::heads() const {
  return text_of(
      "SELECT coalesce(string_agg(version_num, ',' ORDER BY version_num), '')"
      " FROM public.limbeck_version");
}

void OnPostgresql::log_statements() const {
  execute("ALTER DATABASE " + database_ + " SET log_statement = 'all'");
}

std::vector<std::string> OnPostgresql::logged() {
  std::ifstream log(tests::PostgresqlServer::get()->directory() + "/log");
  log.seekg(log_read_);
  std::vector<std::string> statements;
  std::string line;
  while (std::getline(log, line)) {
    log_read_ += static_cast<std::streamoff>(line.size()) + 1;
    // The further lines of what was said last.
    if (line.starts_with('\t') && !statements.empty()) {
      statements.back() += "\n" + line.substr(1);
    }
    for (const char* kind : {"LOG:  statement: ", "LOG:  execute <unnamed>: "}) {
      const std::size_t at = line.find(kind);
      if (at != std::string::npos) statements.push_back(line.substr(at + std::strlen(kind)));
    }
  }
  return statements;
}

std::string OnPostgresql::dump() const { return tests::PostgresqlServer::get()->dump(database_); }

}  // namespace limbeck::test
