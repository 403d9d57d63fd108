// From every state of the files to every other: what the diff finds executes, makes what the files
// say, is nothing to do the second time, and goes back.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "compiler/sql_objects/sql_objects.h"
#include "limbeck/error.h"
#include "migrations/diff/diff.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"
#include "migrations/schema/object_text.h"
#include "migrations/scope/governed.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/verify/verify.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::changes_test {
namespace {

struct State {
  RevisionStep tables;
  std::string sql;
};

void users(Operations& op) {
  op.create_table("users", {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                        {.name = "email", .type = text},
                                        {.name = "age", .type = integer, .nullable = true}},
                            .primary_key = {.name = "pk_users", .columns = {"id"}}});
}
void users_with_big_ages(Operations& op) {
  users(op);
  op.alter_column("users", "age", {.type = bigint});
}
void users_without_ages(Operations& op) {
  users(op);
  op.drop_column("users", "age");
  op.add_column("users", {.name = "born", .type = date, .nullable = true});
}

const std::vector<State>& postgresql_states() {
  static const std::vector<State> all{
      {users, ""},
      {users, R"(
CREATE VIEW b_adults AS SELECT id, email, age FROM users WHERE age >= 18;
CREATE VIEW a_emails AS SELECT email, answer(1) AS n FROM b_adults;
CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM a_emails;
CREATE UNIQUE INDEX ix_totals ON totals (n);
COMMENT ON MATERIALIZED VIEW totals IS 'how many';
CREATE FUNCTION answer(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a $$;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  new.email := lower(new.email); -- once;
  RETURN new;
END $$;
CREATE TRIGGER touch BEFORE INSERT OR UPDATE OF age ON users
  FOR EACH ROW WHEN (new.age > 0) EXECUTE FUNCTION touch();
CREATE TRIGGER into_emails INSTEAD OF INSERT ON a_emails FOR EACH ROW EXECUTE FUNCTION touch();
)"},
      // A column goes from a view and from the one on it, and the function gives something else.
      {users_with_big_ages, R"(
CREATE VIEW b_adults AS SELECT id, lower(email) AS mail FROM users WHERE age >= 21;
CREATE VIEW a_emails AS SELECT mail AS email, answer(2) AS n FROM b_adults;
CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n, max(email) AS last FROM a_emails;
CREATE UNIQUE INDEX ix_totals ON totals (n, last);
CREATE FUNCTION answer(a integer) RETURNS bigint
BEGIN ATOMIC
  SELECT CASE WHEN a > 1 THEN 2 ELSE 3 END::bigint;
END;
CREATE PROCEDURE clean(limit_to integer DEFAULT 10) LANGUAGE sql AS $$ DELETE FROM users WHERE age > limit_to; $$;
SET check_function_bodies = false;
CREATE FUNCTION seen() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM what_only_an_application_finds $$;
SET check_function_bodies TO DEFAULT;
CREATE FUNCTION checked() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM users $$;
)"},
      // A function that was made without a check of its body is replaced by another such function.
      {users_with_big_ages, R"(
SET check_function_bodies = off;
CREATE FUNCTION seen() RETURNS integer LANGUAGE sql AS $$ SELECT count(*)::int FROM another_that_is_not_here $$;
CREATE FUNCTION checked() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM a_third $$;
)"},
      // The same texts on other types.
      {users_with_big_ages, R"(
CREATE VIEW b_adults AS SELECT id, email, age FROM users WHERE age >= 18;
CREATE VIEW a_emails AS SELECT email, answer(1) AS n FROM b_adults;
CREATE FUNCTION answer(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a $$;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE CONSTRAINT TRIGGER touch AFTER UPDATE OF age ON users
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE users DISABLE TRIGGER touch;
)"},
      // Objects that are held as their SQL.
      {users, R"(
CREATE TYPE pair AS (a integer, b text);
CREATE FUNCTION add_pair(state integer, one pair) RETURNS integer LANGUAGE sql IMMUTABLE
  AS $$ SELECT state + one.a $$;
CREATE AGGREGATE total(pair) (SFUNC = add_pair, STYPE = integer, INITCOND = '0');
COMMENT ON AGGREGATE total(pair) IS 'of all';
CREATE COLLATION plain (locale = 'C');
CREATE VIEW totals_of AS SELECT total(ROW(age, email)::pair) AS n FROM users;
CREATE TEXT SEARCH CONFIGURATION texts (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION texts ADD MAPPING FOR word WITH simple;
CREATE POLICY own ON users FOR SELECT USING (age > 0);
COMMENT ON POLICY own ON users IS 'some';
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE STATISTICS ages (ndistinct) ON email, age FROM users;
CREATE RULE none AS ON DELETE TO users WHERE old.age < 0 DO INSTEAD NOTHING;
-- limbeck: object grant users TO PUBLIC TABLE
GRANT SELECT ON TABLE users TO PUBLIC;
-- limbeck: drop
REVOKE SELECT ON TABLE users FROM PUBLIC;
-- limbeck: end
)"},
      {users_without_ages, R"(
CREATE TYPE pair AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE POLICY own ON users USING (born IS NOT NULL) WITH CHECK (email <> '');
ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE STATISTICS ages (dependencies) ON email, born FROM users;
CREATE RULE none AS ON DELETE TO users DO INSTEAD NOTHING;
COMMENT ON RULE none ON users IS 'never';
CREATE CAST (pair AS text) WITH INOUT;
-- limbeck: object column statistics users.email
ALTER TABLE ONLY users ALTER COLUMN email SET STATISTICS 77;
-- limbeck: drop
ALTER TABLE ONLY users ALTER COLUMN email SET STATISTICS -1;
-- limbeck: end
)"},
      {users_without_ages, R"(
CREATE SCHEMA app;
CREATE SEQUENCE ids AS integer INCREMENT BY 2 START WITH 5 OWNED BY users.id;
CREATE DOMAIN app.email AS varchar(320) NOT NULL DEFAULT 'a@b' CHECK (VALUE LIKE '%@%');
CREATE VIEW a_emails WITH (security_barrier) AS SELECT email::app.email AS email FROM users;
CREATE VIEW b_adults AS SELECT * FROM a_emails;
COMMENT ON VIEW b_adults IS 'it''s';
COMMENT ON DOMAIN app.email IS 'x';
CREATE FUNCTION app.born_after(date, OUT found bigint) LANGUAGE sql STABLE
  AS 'SELECT count(*) FROM users WHERE born > $1';
)"},
  };
  return all;
}

const std::vector<State>& sqlite_states() {
  static const std::vector<State> all{
      {users, ""},
      {users, R"(
CREATE VIEW b_adults AS SELECT id, email, age FROM users WHERE age >= 18;
CREATE VIEW a_emails AS SELECT email FROM b_adults;
CREATE TRIGGER touch AFTER UPDATE OF age ON users WHEN new.age > 0
BEGIN
  UPDATE users SET email = CASE WHEN new.email = '' THEN ';' ELSE new.email END WHERE id = new.id;
END;
CREATE TRIGGER into_emails INSTEAD OF INSERT ON a_emails
BEGIN INSERT INTO users (email) VALUES (new.email); END;
)"},
      {users_with_big_ages, R"(
CREATE VIEW b_adults AS SELECT id, lower(email) AS mail FROM Users WHERE age >= 21;
CREATE VIEW a_emails AS SELECT mail AS email FROM b_adults;
CREATE TRIGGER touch BEFORE DELETE ON USERS BEGIN SELECT raise(ABORT, 'no'); END;
)"},
      {users_without_ages, R"(
CREATE VIEW a_emails AS SELECT email, born FROM users;
CREATE VIEW b_adults AS SELECT * FROM a_emails;
CREATE TRIGGER touch AFTER UPDATE OF born ON users BEGIN SELECT 1; END;
)"},
  };
  return all;
}

class SqlObjectChanges : public testing::Test {
 protected:
  schema::Schema wanted(const State& state, const schema::Schema& history) {
    compiler::Model model;
    for (const auto& problem : operations::apply(operations::record(state.tables), model.schema))
      ADD_FAILURE() << problem.message;
    const std::string file = testing::TempDir() + "limbeck_sql_objects.sql";
    std::ofstream(file) << state.sql;
    diagnostics::Diagnostics diagnostics;
    compiler::add_sql_objects({{file}, {dialect_}}, history, model, diagnostics);
    print(std::cerr, diagnostics, false);
    EXPECT_FALSE(diagnostics.had_errors());
    for (const auto& refusal : sql::find_dialect(dialect_)->refuse(model.schema))
      ADD_FAILURE() << refusal.message;
    return scope::governed(model.schema, history, {}, scope::Declared::everything);
  }

  // Runs the operations in a transaction, and looks.
  void run(const std::vector<operations::Operation>& operations, const schema::Schema& before,
           const schema::Schema& after) {
    const auto script = sql::find_dialect(dialect_)->render(operations, before);
    std::string text;
    for (const auto& statement : script.statements) text += statement.text + ";\n";
    if (script.foreign_keys_off) driver_->stop_foreign_keys();
    try {
      driver_->execute("BEGIN");
      for (const auto& statement : script.statements) {
        if (statement.kind == sql::Statement::Kind::sql) driver_->execute(statement.text);
        if (statement.kind == sql::Statement::Kind::save_objects)
          driver_->save_objects(statement.text, statement.columns);
        if (statement.kind == sql::Statement::Kind::restore_objects)
          driver_->restore_objects(statement.text);
      }
      driver_->execute("COMMIT");
    } catch (const Error& error) {
      FAIL() << error.what() << "\n" << text;
    }
    for (const auto& difference : verify::verify(*driver_, after, {}).differences)
      ADD_FAILURE() << to_string(difference) << "\n" << text;
  }

  void change(const State& from, const State& to) {
    schema::Schema first = wanted(from, {});
    run(diff::diff({}, first), {}, first);
    const schema::Schema second = wanted(to, first);
    const auto up = diff::diff(first, second);
    schema::Schema applied = first;
    for (const auto& problem : operations::apply(up, applied)) ADD_FAILURE() << problem.message;
    EXPECT_TRUE(equivalent(applied, second));
    EXPECT_TRUE(diff::diff(applied, second).empty());
    run(up, first, second);
    const auto reversed = operations::reverse(up, first);
    ASSERT_EQ(reversed.index(), 0U) << std::get<1>(reversed).front().message;
    run(std::get<0>(reversed), second, first);
    run(diff::diff(first, {}), first, {});
  }

  // Each to the next and to none; with LIMBECK_LONG, each to each.
  void change_all(const std::vector<State>& states) {
    const bool all = std::getenv("LIMBECK_LONG") != nullptr;
    for (std::size_t i = 0; i < states.size(); ++i) {
      for (std::size_t j = 0; j < states.size(); ++j) {
        if (i == j || (!all && j != 0 && j != (i + 1) % states.size())) continue;
        SCOPED_TRACE(std::to_string(i) + " to " + std::to_string(j));
        change(states[i], states[j]);
        if (HasFailure()) return;
      }
    }
  }

  std::string dialect_;
  std::unique_ptr<connection::Driver> driver_;
};

TEST_F(SqlObjectChanges, lead_from_any_state_to_any_other_on_postgresql_and_back) {
  LIMBECK_NEEDS_POSTGRESQL_VERSION(14);  // bodies with BEGIN ATOMIC
  dialect_ = "postgresql";
  driver_ = connection::open(tests::PostgresqlServer::get()->new_database());
  driver_->execute("SET client_min_messages = warning");
  change_all(postgresql_states());
}

TEST_F(SqlObjectChanges, lead_from_any_state_to_any_other_on_sqlite_and_back) {
  dialect_ = "sqlite";
  driver_ = connection::open(":memory:");
  change_all(sqlite_states());
}

}  // namespace
}  // namespace limbeck::changes_test
