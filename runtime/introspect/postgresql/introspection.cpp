#include "runtime/introspect/introspection.h"

#include "limbeck/error.h"
#include "runtime/introspect/postgresql/introspect_postgresql.h"
#include "runtime/introspect/postgresql/reader.h"
#include "runtime/introspect/postgresql/scratch.h"

namespace limbeck::introspect {
namespace {

class PostgresqlIntrospection final : public Introspection {
 public:
  Result read(Connection& connection, const Options& options) const override {
    return postgresql::introspect(connection, options);
  }

  std::string_view begin_snapshot() const override {
    return "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
  }

  std::string default_schema(Connection& connection) const override {
    const Rows rows = postgresql::ask(connection, "limbeck_default_schema",
                                      "SELECT coalesce(current_schema()::text, '')");
    const auto* name = std::get_if<std::string>(&rows.rows.at(0).at(0));
    return name == nullptr ? "" : *name;
  }

  std::vector<std::string> schemas(Connection& connection) const override {
    const Rows rows = postgresql::ask(
        connection, "limbeck_schemas",
        "SELECT nspname::text FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'"
        " AND nspname NOT IN ('information_schema', coalesce(current_schema()::text, ''))"
        " ORDER BY 1");
    std::vector<std::string> names;
    for (const auto& row : rows.rows) names.push_back(std::get<std::string>(row.at(0)));
    return names;
  }

  schema::Schema as_kept(connection::Driver& driver, const schema::Schema& schema,
                         std::vector<Borrowed>* borrowed) const override {
    constexpr std::string_view insufficient_privilege = "42501";
    try {
      return postgresql::as_kept(driver, schema, borrowed);
    } catch (const Error& error) {
      if (error.sqlstate() != insufficient_privilege) throw;
      throw Error(Error::Code::statement,
                  "the role " + driver.role() + " may not make in '" + driver.place() +
                      "' what is compared with: " + error.what() +
                      "\nThe schema that the history says is made beside the live one, in a "
                      "transaction that is rolled back. For that the role needs\n  GRANT CREATE ON "
                      "DATABASE … TO …\nand, where the history's tables are in schemas other than "
                      "the default one, to own those schemas.")
          .with_sqlstate(error.sqlstate())
          .with_statement(error.statement())
          .at_place(driver.place());
    }
  }

  bool keeps_texts() const override { return false; }
};

}  // namespace

const Introspection& postgresql_introspection() {
  static const PostgresqlIntrospection introspection;
  return introspection;
}

}  // namespace limbeck::introspect
