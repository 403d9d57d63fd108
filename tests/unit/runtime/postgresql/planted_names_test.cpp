// For every name that a statement of limbeck's uses, taken from the statements as the server gets
// them, an ordinary role makes what could be taken in its place, in schemas of the search path
// before and after the default one: functions and operators for other argument types, types, casts,
// views. None is used.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <set>
#include <sstream>
#include <thread>
#include <utility>

#include "limbeck/migrator.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/state/note.h"
#include "runtime/connection/open.h"
#include "runtime/inspect/inspect.h"
#include "runtime/migrator/prepare.h"
#include "tests/offline/shells.h"
#include "tests/servers/pgbouncer.h"
#include "tests/unit/runtime/postgresql/revisions.h"
#include "tests/unit/runtime/postgresql/tool.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::planted_names_test {
namespace {

LIMBECK_REVISION(p1) = {
    .message = "people",
    .upgrade =
        [](Operations& op) {
          op.create_enum("feeling", {"glad", "sad"});
          op.create_table(
              "people",
              {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                           {.name = "name", .type = text},
                           {.name = "born", .type = text, .nullable = true},
                           {.name = "feels", .type = enum_type("feeling"), .nullable = true}},
               .primary_key = {.name = "pk_people", .columns = {"id"}}});
          op.bulk_insert("people", {"id", "name", "born"}, {{1, "ann", "2026-11-29"}});
        },
    .downgrade = reverse_of_upgrade,
};
LIMBECK_REVISION(p2) = {
    .revises = {"p1"},
    .message = "constraints without names, and a conversion",
    .upgrade =
        [](Operations& op) {
          op.create_unique_constraint("people", {.columns = {"name"}});
          op.create_check_constraint("people", {.expression = "id > 0"});
          op.alter_column("people", "born", {.type = date});
        },
    .downgrade =
        [](Operations& op) {
          op.alter_column("people", "born", {.type = text});
          op.execute("SELECT");
        },
};
LIMBECK_REVISION(p3) = {
    .revises = {"p2"},
    .message = "outside of a transaction, and in C++",
    .upgrade =
        [](Operations& op) {
          op.create_index("ix_people_born", "people", {"born"}, {.concurrently = true});
          op.run([](Connection& c) {
            const SqlValue name[] = {std::string("bob")};
            c.execute("INSERT INTO people (name) VALUES ($1)", name);
          });
        },
    .downgrade = [](Operations& op) { op.drop_index("ix_people_born", "people"); },
};

struct Names {
  std::set<std::string> words, functions, operators;
};

std::string array_of(const std::set<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) {
    out += out.empty() ? "" : ",";
    out += "'" + text + "'";
  }
  return "ARRAY[" + out + "]::text[]";
}

/// Run by the role, with the names in place of WORDS, FUNCTIONS and OPERATORS, and the types of
/// arguments in place of ONE and TWO.
constexpr const char* plant_all = R"sql(
DO $plant$
DECLARE
  space text; name text; other text; args text; planted int := 0;
  one text[] := ONE;
  two text[] := TWO;
  body text := ' LANGUAGE plpgsql AS $f$ BEGIN PERFORM planted.call(); RETURN NULL; END $f$';
  made record;
BEGIN
  FOREACH space IN ARRAY ARRAY['before', 'after'] LOOP
    FOR name IN SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace
        AND proname = ANY (FUNCTIONS) LOOP
      FOR made IN SELECT DISTINCT args.list FROM pg_proc AS p, LATERAL (
          SELECT t AS list FROM unnest(one) AS t WHERE p.pronargs = 1
          UNION ALL SELECT concat(l, ',', r) FROM unnest(two) AS l, unnest(two) AS r
            WHERE p.pronargs = 2
          UNION ALL SELECT (SELECT string_agg(CASE WHEN a.place = at.place THEN v
              WHEN y.typtype = 'p' THEN CASE WHEN y.typcategory = 'A' THEN 'text[]' ELSE 'text' END
              ELSE format_type(a.type, NULL) END, ',' ORDER BY a.place)
              FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY AS a(type, place)
              JOIN pg_type AS y ON y.oid = a.type)
            FROM generate_series(1, p.pronargs) AS at(place), unnest(two) AS v WHERE p.pronargs > 2
          UNION ALL SELECT array_to_string(array_fill(v, ARRAY[n]), ',')
            FROM generate_series(1, 8) AS n, unnest(ARRAY['text', 'name']) AS v
            WHERE p.provariadic <> 0 OR n = p.pronargs) AS args
          WHERE p.proname = name AND p.pronamespace = 'pg_catalog'::regnamespace LOOP
        BEGIN
          EXECUTE format('CREATE FUNCTION %I.%I(%s) RETURNS text', space, name, made.list) || body;
          planted := planted + 1;
        EXCEPTION WHEN OTHERS THEN NULL;
        END;
      END LOOP;
    END LOOP;
    FOREACH name IN ARRAY two LOOP
      FOREACH other IN ARRAY two LOOP
        EXECUTE format('CREATE FUNCTION %I.in_place_of(%s, %s) RETURNS boolean', space, name, other)
          || body;
        FOR made IN SELECT DISTINCT oprname FROM pg_operator WHERE oprname = ANY (OPERATORS) LOOP
          BEGIN
            EXECUTE format('CREATE OPERATOR %I.%s (LEFTARG = %s, RIGHTARG = %s,'
              ' FUNCTION = %I.in_place_of)', space, made.oprname, name, other, space);
            planted := planted + 1;
          EXCEPTION WHEN OTHERS THEN NULL;
          END;
        END LOOP;
      END LOOP;
    END LOOP;
    FOR made IN SELECT relname FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace
        AND relkind IN ('r', 'v') AND relname = ANY (WORDS) LOOP
      EXECUTE format('CREATE VIEW %I.%I AS SELECT %s FROM pg_catalog.%I WHERE planted.call()', space,
        made.relname, (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
          WHERE attrelid = format('pg_catalog.%I', made.relname)::regclass AND attnum > 0
          AND atttypid <> 'anyarray'::regtype), made.relname);
      planted := planted + 1;
    END LOOP;
    FOR made IN SELECT typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace
        AND typname = ANY (WORDS) AND typrelid = 0 LOOP
      EXECUTE format('CREATE TYPE %I.%I AS ENUM (''a'', ''0'', ''1818848610'')', space, made.typname);
      EXECUTE format('CREATE FUNCTION %I.of_type(%I.%I) RETURNS integer', space, space, made.typname)
        || body;
      EXECUTE format('CREATE CAST (%I.%I AS pg_catalog.int4) WITH FUNCTION %I.of_type(%I.%I) AS'
        ' IMPLICIT', space, made.typname, space, space, made.typname);
      planted := planted + 1;
    END LOOP;
  END LOOP;
  INSERT INTO planted.number VALUES (planted);
END $plant$)sql";

class PlantedNames : public OnPostgresql {
 protected:
  PlantedNames() {
    history_.on_postgresql()
        .add("p1", limbeck_revision_p1)
        .add("p2", limbeck_revision_p2)
        .add("p3", limbeck_revision_p3);
    manifest_ = history_.manifest();
  }

  Outcome run(std::vector<const char*> arguments, const std::string& url) {
    return run_tool(manifest_, std::move(arguments), url);
  }

  void done(const std::string& url, std::vector<const char*> arguments, int code = 0) {
    const std::string command = arguments[0];
    const Outcome outcome = run(std::move(arguments), url);
    EXPECT_EQ(outcome.code, code) << command << ": " << outcome.err << outcome.out;
  }

  /// Every command, up, down and up again; each does what it is for. `verified`: what `verify`
  /// says, which finds what was planted.
  void run_all(const std::string& url, int verified = 0) {
    done(url, {"current"});
    done(url, {"check"}, 3);
    done(url, {"plan"});
    done(url, {"upgrade", "p1"});
    done(url, {"verify"}, verified);
    done(url, {"stamp", "--no-verify", "p1"});
    inspect(url, 3);
    migrate_past_others(url);
    limbeck::migrate(manifest_, url);
    limbeck::migrate(manifest_, url, {.on_launch = OnLaunch::verify});
    EXPECT_TRUE(Migrator(manifest_, url).pending().empty());
    done(url, {"verify"}, verified);
    done(url, {"history", "-i"});
    done(url, {"current"});
    inspect(url, 0);
    done(url, {"downgrade", "base"});
    done(url, {"upgrade", "p2", "--search-path", "before", "--search-path", "public"});
    done(url, {"ensure_version"});
  }

  /// Waits for whoever migrates, and then for whoever is in the way of a revision; says who it is.
  void migrate_past_others(const std::string& url) {
    std::string told;
    const auto migrating = connection::open(url_);
    auto lock = migrating->lock({}, {});
    auto other = connection::open(url_);
    other->begin({});
    other->execute("LOCK TABLE people IN ACCESS SHARE MODE");
    limbeck::migrate(manifest_, url,
                     {.lock_timeout = std::chrono::seconds(30),
                      .table_lock_timeout = std::chrono::milliseconds(300),
                      .on_progress = [&](const Progress& progress) {
                        if (progress.kind != Progress::Kind::waiting) return;
                        told.append(progress.holder).append("\n");
                        lock.reset();
                        if (told.find("its statement began") != std::string::npos) other.reset();
                      }});
    EXPECT_NE(told.find("connected since"), std::string::npos) << told;
    EXPECT_NE(told.find("its statement began"), std::string::npos) << told;
  }

  /// What limbeck-inspect says of a program with the history and the database.
  void inspect(const std::string& url, int expected) {
    const TemporaryDirectory directory;
    directory.write("app",
                    "\x7f"
                    "ELF" +
                        std::string(1000, '\0') +
                        state::note_of(state::note_json(manifest_, migrator::graph_of(manifest_))));
    const std::string app = (directory.path() / "app").string();
    const char* const arguments[] = {"limbeck-inspect", "--url", url.c_str(), app.c_str()};
    std::ostringstream out, error;
    EXPECT_EQ(inspect::inspect_main(4, arguments, out, error), expected)
        << out.str() << error.str();
  }

  /// What a revision's own statements mean is then up to those who planted: only what is limbeck's
  /// own.
  void look_with_the_catalog_last(const std::string& url, bool pooled) {
    execute("ALTER DATABASE " + database_ + " SET search_path = before, public, after, pg_catalog");
    // The pooler has sessions from before, until they are idle for two seconds.
    const auto path = [&] {
      return std::get<std::string>(
          connection::open(url)->query("SHOW search_path", {}).rows.at(0).at(0));
    };
    for (int tries = 0; tries < 10 && !path().ends_with("pg_catalog"); ++tries)
      std::this_thread::sleep_for(std::chrono::seconds(3));
    EXPECT_TRUE(path().ends_with("pg_catalog"));
    done(url, {"stamp", "base", "--purge", "--no-verify"});
    done(url, {"check"}, 3);
    inspect(url, 3);
    done(url, {"stamp", "--no-verify", "p3"});
    done(url, {"current"});
    done(url, {"plan"});
    done(url, {"history", "-i"});
    done(url, {"ensure_version"});
    limbeck::migrate(manifest_, url);
    inspect(url, 0);
    if (pooled) return;
    for (const std::vector<const char*>& arguments : std::vector<std::vector<const char*>>{
             {"stamp", "p3:base", "--sql"}, {"ensure_version", "--sql"}})
      run_script(arguments);
  }

  void run_script(const std::vector<const char*>& arguments) {
    const Outcome script = run(arguments, url_);
    EXPECT_EQ(script.code, 0) << script.err;
    const tests::Outcome outcome = tests::run_psql(url_, script.out);
    EXPECT_EQ(outcome.code, 0) << arguments[0] << arguments[1] << ": " << outcome.output;
  }

  /// Every kind of script, by psql.
  void run_scripts() {
    done(url_, {"downgrade", "base", "--search-path", "before", "--search-path", "public"});
    for (const std::vector<const char*>& arguments :
         std::vector<std::vector<const char*>>{{"upgrade", "base:p3", "--sql", "--skip-callbacks"},
                                               {"downgrade", "p3:base", "--sql"},
                                               {"stamp", "base:p1", "--sql"},
                                               {"stamp", "base", "--purge", "--sql"},
                                               {"ensure_version", "--sql"}})
      run_script(arguments);
  }

  Names names_used() {
    Names names;
    for (const std::string& sql : logged()) {
      collect(sql, names);
    }
    return names;
  }
  static void collect(std::string_view sql, Names& names) {
    using Kind = sql_text::Token::Kind;
    std::string symbol, word;
    for (const sql_text::Token& token : sql_text::lex(sql)) {
      if (token.kind == Kind::word) names.words.insert(sql_text::lower_case(token.text));
      if (token.text == "(" && !word.empty()) names.functions.insert(word);
      word = token.kind == Kind::word ? sql_text::lower_case(token.text) : std::string();
      // What a DO block says, and a text that is run.
      if (token.text.starts_with('$')) {
        const std::string_view text = token.text;
        const std::size_t tag = text.find('$', 1);
        if (tag != std::string_view::npos && text.size() > 2 * (tag + 1))
          collect(text.substr(tag + 1, text.size() - 2 * (tag + 1)), names);
      }
      const bool is_symbol = token.text.find_first_not_of("+-*/<>=~!@#%^&|`?") == std::string::npos;
      if (is_symbol && !token.text.empty()) {
        symbol += token.text;
      } else if (!symbol.empty()) {
        names.operators.insert(std::exchange(symbol, {}));
      }
    }
  }

  void plant(const Names& names) {
    execute(
        "DO $$ BEGIN CREATE ROLE app LOGIN; EXCEPTION WHEN duplicate_object THEN END $$;"
        "GRANT CREATE ON DATABASE " +
        database_ + " TO app; GRANT CREATE, USAGE ON SCHEMA public TO app; ALTER DATABASE " +
        database_ +
        " SET search_path = before, public, after;"
        "CREATE SCHEMA before; CREATE SCHEMA after; GRANT CREATE, USAGE ON SCHEMA before, after TO "
        "app");
    const auto app =
        connection::open(url_ + (url_.find('?') == std::string::npos ? "?" : "&") + "user=app");
    app->execute(
        "CREATE SCHEMA planted;"
        "CREATE SEQUENCE planted.calls; CREATE TABLE planted.number (n integer);"
        "GRANT USAGE ON SCHEMA planted TO PUBLIC; GRANT ALL ON SEQUENCE planted.calls TO PUBLIC;"
        "CREATE FUNCTION planted.call() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN"
        " PERFORM pg_catalog.nextval('planted.calls'); RETURN true; END $$");
    const bool all = std::getenv("LIMBECK_LONG") != nullptr;
    const std::string two =
        "ARRAY['text', 'name', 'oid', 'int4', 'int8', '\"char\"', 'text[]', 'varchar'";
    const std::string more =
        ", 'name[]', 'int2', 'regclass', 'timestamptz', 'int2[]', 'oid[]', 'bool', 'int2vector', "
        "'oidvector', 'regtype', 'float8', 'numeric',"
        " 'interval', 'inet', 'timestamp', 'bpchar', 'xid', 'aclitem[]', 'jsonb', 'date']";
    std::string sql = plant_all;
    const auto replace = [&](const std::string& word, const std::string& value) {
      for (std::size_t at = 0; (at = sql.find(word, at)) != std::string::npos; at += value.size())
        sql.replace(at, word.size(), value);
    };
    replace("ONE", two + more);
    replace("TWO", two + (all ? more : "]"));
    replace("WORDS", array_of(names.words));
    replace("FUNCTIONS", array_of(names.functions));
    replace("OPERATORS", array_of(names.operators));
    app->execute("SET search_path = pg_catalog");
    app->execute(sql);
    EXPECT_GT(count("SELECT n FROM planted.number"), 2000);
  }

  History history_;
  Manifest manifest_;
};

TEST_F(PlantedNames, are_not_used_by_any_statement_of_limbecks_own) {
  LIMBECK_NEEDS_PGBOUNCER();
  tests::Pgbouncer& pgbouncer = *tests::Pgbouncer::get(*tests::PostgresqlServer::get());
  log_statements();
  execute("CREATE SCHEMA before; CREATE SCHEMA after");
  logged();
  run_all(url_);
  run_scripts();
  execute(
      "DROP TABLE IF EXISTS limbeck_version, limbeck_history, before.limbeck_version,"
      " before.limbeck_history, people, before.people; DROP TYPE IF EXISTS feeling, "
      "before.feeling");
  run_all(pgbouncer.url(database_));
  const Names names = names_used();
  // Those of the faults that were found first are among them.
  for (const char* word : {"array_to_string", "pg_try_advisory_lock", "setval", "to_regclass"}) {
    EXPECT_TRUE(names.functions.contains(word)) << word;
  }
  for (const char* word : {"pg_class", "pg_locks", "text", "regclass"}) {
    EXPECT_TRUE(names.words.contains(word)) << word;
  }
  EXPECT_TRUE(names.operators.contains("="));
  for (const bool pooled : {false, true}) {
    SCOPED_TRACE(pooled ? "behind a pooler" : "direct");
    SetUp();
    plant(names);
    run_all(pooled ? pgbouncer.url(database_) : url_, 3);
    if (!pooled) run_scripts();
    EXPECT_EQ(count("SELECT pg_catalog.int4(is_called) FROM planted.calls"), 0);
    look_with_the_catalog_last(pooled ? pgbouncer.url(database_) : url_, pooled);
    EXPECT_EQ(count("SELECT pg_catalog.int4(is_called) FROM planted.calls"), 0);
  }
}

}  // namespace
}  // namespace limbeck::test::planted_names_test
