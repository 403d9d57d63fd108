#include <chrono>

#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/postgresql/scratch.h"
#include "tests/edits/database.h"
#include "tests/property/postgresql_dump.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::test {
namespace {

// The published schemas have few enums: this has what can say a value of one.
const char* const enum_table = R"(
CREATE TYPE edited_kind AS ENUM ('plain', 'two words', 'it''s', 'old', 'odd "\ one');
CREATE DOMAIN edited_mood AS edited_kind DEFAULT 'old'
  CONSTRAINT ck_mood CHECK (VALUE <> 'odd "\ one' OR true);
CREATE TABLE edited_kinds (
  id bigint PRIMARY KEY,
  kind edited_kind NOT NULL DEFAULT 'plain',
  kinds edited_kind[] DEFAULT '{plain,"two words",it''s}',
  grid edited_kind[] DEFAULT ARRAY[['old','plain']]::edited_kind[],
  mood edited_mood,
  title text NOT NULL DEFAULT 'old',
  is_old boolean GENERATED ALWAYS AS (kind = 'old') STORED,
  CONSTRAINT ck_kinds CHECK (kind IN ('plain', 'two words', 'it''s', 'old', 'odd "\ one')),
  CONSTRAINT ck_grid CHECK (NOT kinds @> '{old,"odd \"\\ one"}' OR true)
);
CREATE INDEX ix_kinds ON edited_kinds (title) WHERE kind <> 'old';
)";

class Postgresql : public EditedDatabase {
 public:
  explicit Postgresql(tests::PostgresqlServer& server)
      : server_(server), postgres_(connection::open(server.url("postgres"))) {
    // The owner that the published dumps know.
    postgres_->execute("CREATE ROLE postgres SUPERUSER");
  }

  std::string_view dialect_name() const override { return "postgresql"; }
  std::vector<std::string> entries() const override {
    return {"chinook",       "sakila",           "temporal",      "pagila",
            "kratos",        "chinook_identity", "grafast_forum", "postgraphile_kitchen_sink",
            "adventureworks"};
  }

  std::vector<std::string> may_be_left_out() const override {
    return {"grafast_forum", "postgraphile_kitchen_sink"};
  }

  void load(const std::string& entry, const std::filesystem::path& script) override {
    create(entry, "template0");
    if (!script.empty())
      server_.run("psql", "-q -v ON_ERROR_STOP=1 -f '" + script.string() + "'", entry);
    open(entry);
    // An empty one is for a revision that makes all.
    if (!script.empty()) driver_->execute(enum_table);
  }
  schema::Schema introspect() override {
    return introspect::introspect(*driver_, options()).schema;
  }
  void keep(const std::string&) override { driver_.reset(); }
  void reopen(const std::string& entry) override { open(entry); }
  void reset(const std::string& entry) override {
    driver_.reset();
    create("edited", entry);
    open("edited");
  }
  connection::Driver& driver() override { return *driver_; }
  Migrator migrator(const Manifest& manifest) override {
    return Migrator(manifest, Database(server_.url(name_)));
  }
  bool dumps_by_program() const override { return true; }
  std::string dump() override { return comparable_dump(server_, name_); }

  LeftOut left_out() override {
    return {.tables = names(R"(
SELECT nullif(n.nspname, 'public'), c.relname
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^(pg_|information_schema$)'
  AND (c.relrowsecurity
    OR EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid)
    OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)
    OR EXISTS (SELECT FROM pg_inherits i JOIN pg_class k ON k.oid = i.inhrelid
               WHERE NOT k.relispartition AND c.oid IN (i.inhrelid, i.inhparent))))"),
            .functions = names(R"(
SELECT nullif(n.nspname, 'public'), f.proname
FROM pg_proc f
JOIN pg_namespace n ON n.oid = f.pronamespace
JOIN pg_depend d ON d.refclassid = 'pg_proc'::regclass AND d.refobjid = f.oid
LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
WHERE n.nspname !~ '^(pg_|information_schema$)'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass
                  AND e.objid = f.oid AND e.deptype = 'e')
  AND CASE WHEN p.oid IS NOT NULL THEN p.prokind = 'a'
      ELSE d.classid NOT IN ('pg_class'::regclass, 'pg_attrdef'::regclass, 'pg_trigger'::regclass,
                             'pg_constraint'::regclass, 'pg_rewrite'::regclass) END)")};
  }

  // Serial columns are read as identities.
  bool differs_in_form() override {
    return !driver_
                ->query(
                    "SELECT FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND "
                    "s.relkind = 'S' WHERE d.refclassid = 'pg_class'::regclass AND "
                    "d.deptype = 'a' LIMIT 1")
                .rows.empty();
  }

  Counters counters() override {
    Counters found;
    const char* query = R"(
SELECT nullif(n.nspname, 'public'), t.relname, a.attname, q.last_value::text
FROM pg_depend d
JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
JOIN pg_class t ON t.oid = d.refobjid
JOIN pg_namespace n ON n.oid = t.relnamespace
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
JOIN pg_namespace sn ON sn.oid = s.relnamespace
JOIN pg_sequences q ON q.schemaname = sn.nspname AND q.sequencename = s.relname
WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
  AND d.deptype IN ('i', 'a') AND q.last_value IS NOT NULL)";
    for (const auto& row : driver_->query(query).rows) {
      const auto* in = std::get_if<std::string>(&row.at(0));
      const schema::Name table{in == nullptr ? "" : *in, std::get<std::string>(row.at(1))};
      found[{table, std::get<std::string>(row.at(2))}] =
          std::stoll(std::get<std::string>(row.at(3)));
    }
    return found;
  }

  std::string cannot_be_made(const schema::Schema& schema) override {
    try {
      introspect::postgresql::as_kept(*driver_, schema);
      return {};
    } catch (const std::exception& error) {
      return error.what();
    }
  }

  // 22: a value is none of the type; 23: a row breaks a constraint.
  bool is_about_what_is_there(const Error& error) const override {
    return error.sqlstate().starts_with("22") || error.sqlstate().starts_with("23");
  }

 protected:
  std::string as_text(const std::string& column) const override { return column + "::text"; }

 private:
  /// What the query finds: schema and name.
  std::set<schema::Name> names(const char* query) {
    std::set<schema::Name> found;
    for (const auto& row : driver_->query(query).rows) {
      const auto* in = std::get_if<std::string>(&row.at(0));
      found.insert({in == nullptr ? "" : *in, std::get<std::string>(row.at(1))});
    }
    return found;
  }
  void create(const std::string& name, const std::string& like) {
    const std::string quoted = dialect().quote(name);
    postgres_->execute("DROP DATABASE IF EXISTS " + quoted + " WITH (FORCE)");
    postgres_->execute("CREATE DATABASE " + quoted + " TEMPLATE " + dialect().quote(like));
  }
  void open(const std::string& name) {
    name_ = name;
    driver_ = connection::open(server_.url(name));
  }
  introspect::Options options() {
    introspect::Options options;
    for (const auto& row : driver_
                               ->query("SELECT nspname FROM pg_namespace WHERE nspname !~ "
                                       "'^(pg_|information_schema$|public$)' ORDER BY 1")
                               .rows) {
      options.schemas.push_back(std::get<std::string>(row.at(0)));
    }
    return options;
  }

  tests::PostgresqlServer& server_;
  std::unique_ptr<connection::Driver> postgres_;
  std::unique_ptr<connection::Driver> driver_;
  std::string name_;
};

}  // namespace

std::unique_ptr<EditedDatabase> postgresql_to_edit() {
  tests::PostgresqlServer* server = tests::PostgresqlServer::get();
  return server == nullptr ? nullptr : std::make_unique<Postgresql>(*server);
}

}  // namespace limbeck::test
