#include "runtime/connection/postgresql/rights.h"

#include <algorithm>
#include <vector>

#include "limbeck/error.h"
#include "migrations/sql/dialect.h"
#include "migrations/sql/postgresql/postgresql.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"
#include "runtime/connection/postgresql/table_check.h"
#include "runtime/connection/postgresql/values.h"

namespace limbeck::connection {
namespace {

std::string quoted(std::string_view name) { return sql::postgresql_dialect().quote(name); }
std::string quoted_text(std::string_view text) {
  return sql::postgresql_dialect().quote_literal(text);
}

std::string text(const pqxx::result& result, int column) { return result.at(0).at(column).c_str(); }

/// The schemas that a search_path names, in their order. current_schemas() leaves out those that
/// may not be used.
std::vector<std::string> schemas_of(std::string_view path, std::string_view user) {
  std::vector<std::string> names;
  for (const sql_text::Token& token : sql_text::lex(path)) {
    using Kind = sql_text::Token::Kind;
    if (token.kind == Kind::word) names.push_back(sql_text::lower_case(token.text));
    if (token.kind == Kind::quoted) names.push_back(sql_text::name_of(token));
    if (!names.empty() && names.back() == "$user") names.back() = user;
  }
  return names;
}

Error missing(const std::string& place, const std::string& message) {
  // insufficient_privilege
  return Error(Error::Code::statement, message).with_sqlstate("42501").at_place(place);
}

Error no_usage(const std::string& user, const std::string& schema, const std::string& place,
               std::string_view table) {
  return missing(
      place,
      concat({"the role '", user, "' may not use the schema '", schema, "' of the database '",
              place, "', so it is not known whether the table '", table,
              "' is in it; GRANT USAGE ON SCHEMA ", quoted(schema), " TO ", quoted(user)}));
}

}  // namespace

bool Rights::has_table(std::string_view schema, std::string_view table) const {
  if (!schema.empty()) {
    const pqxx::result found =
        ask_(concat({"SELECT n.nspname = ", quoted_text(schema),
                     ", EXISTS (SELECT FROM pg_class AS c WHERE"
                     " c.relnamespace = n.oid AND c.relname = ",
                     quoted_text(table),
                     "), n.nspname FROM pg_namespace AS n WHERE n.nspname = ", quoted_text(schema),
                     " OR (n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')"
                     " ORDER BY 1 DESC, 3"}));
    if (!found.empty() && is_true(found, 0)) return is_true(found, 1);
    std::string others;
    for (const auto& row : found) {
      others += concat({others.empty() ? "; it has " : ", ", row.at(2).c_str()});
    }
    throw Error(Error::Code::usage, concat({"the database '", place_, "' has no schema '", schema,
                                            "' for the table '", table, "'", others}));
  }
  const pqxx::result session = ask_("SELECT current_setting('search_path'), current_user");
  const std::string user = text(session, 1);
  std::string values;
  for (const std::string& name : schemas_of(text(session, 0), user)) {
    values += concat({values.empty() ? "" : ", ", quoted_text(name)});
  }
  const pqxx::result found =
      ask_(concat({"SELECT n.nspname, has_schema_privilege(n.oid, 'USAGE'),"
                   " EXISTS (SELECT FROM pg_class AS c WHERE c.relnamespace = n.oid"
                   " AND c.relname = ",
                   quoted_text(table), ") FROM unnest(ARRAY[", values,
                   "]::text[]) WITH ORDINALITY AS path (name, place)"
                   " JOIN pg_namespace AS n ON n.nspname = path.name ORDER BY path.place"}));
  if (found.empty()) throw_no_schema(text(session, 0));
  for (const auto& row : found) {
    if (std::string_view(row.at(1).c_str()) != "t") {
      throw no_usage(user, row.at(0).c_str(), place_, table);
    }
    if (std::string_view(row.at(2).c_str()) == "t") return true;
  }
  return false;
}

void Rights::require(std::string_view schema, std::string_view table, bool change) const {
  const std::string which =
      schema.empty()
          ? concat({"c.oid = to_regclass(", quoted_text(quoted(table)), ")"})
          : concat({"n.nspname = ", quoted_text(schema), " AND c.relname = ", quoted_text(table)});
  const pqxx::result found = ask_(
      concat({"SELECT n.nspname, current_user, has_schema_privilege(n.oid, 'USAGE'),"
              " has_table_privilege(c.oid, 'SELECT'), has_table_privilege(c.oid, 'INSERT')"
              " AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'),"
              " row_security_active(c.oid)"
              " FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE ",
              which}));
  if (found.empty()) {
    if (change) require_creation(schema, table);
    return;
  }
  const std::string user = text(found, 1);
  if (!is_true(found, 2)) throw no_usage(user, text(found, 0), place_, table);
  const std::string name = concat({quoted(text(found, 0)), ".", quoted(table)});
  require_own(name, change);
  if (!is_true(found, 3) || (change && !is_true(found, 4))) {
    throw missing(
        place_, concat({"the role '", user, "' may not ", change ? "write" : "read", " the table ",
                        name, " of the database '", place_, "', which says what is applied; GRANT ",
                        change ? "SELECT, INSERT, UPDATE, DELETE" : "SELECT", " ON ", name, " TO ",
                        quoted(user)}));
  }
  if (is_true(found, 5)) {
    throw missing(
        place_, concat({"row level security hides rows of the table ", name, " of the database '",
                        place_, "' from the role '", user,
                        "', so it is not known what is applied; its owner says ALTER TABLE ", name,
                        " DISABLE ROW LEVEL SECURITY"}));
  }
}

void Rights::require_own(std::string_view table, bool change) const {
  const pqxx::result faults = ask_(faults_of(table, change));
  if (faults.empty()) return;
  std::string what, mend;
  for (const auto& row : faults) {
    what += concat({what.empty() ? "" : ", ", row.at(1).c_str()});
    mend += concat({mend.empty() ? "" : "; ", row.at(2).c_str()});
  }
  throw Error(Error::Code::history,
              concat({"limbeck does not ", change ? "write" : "read", " ", table,
                      " of the database '", place_, "', which ", what, why_it_matters, mend}));
}

void Rights::require_creation(std::string_view schema, std::string_view table) const {
  const pqxx::result found =
      ask_(concat({"SELECT n.nspname, current_user, has_schema_privilege(n.oid, 'CREATE')"
                   " FROM pg_namespace AS n WHERE n.nspname = ",
                   schema.empty() ? "current_schema()" : quoted_text(schema)}));
  if (found.empty() || is_true(found, 2)) return;
  throw missing(place_, concat({"the role '", text(found, 1), "' may not make the table '", table,
                                "' in the schema '", text(found, 0), "' of the database '", place_,
                                "'; GRANT CREATE ON SCHEMA ", quoted(text(found, 0)), " TO ",
                                quoted(text(found, 1))}));
}

void Rights::throw_no_schema(std::string_view search_path) const {
  throw Error(
      Error::Code::usage,
      concat({"no schema of the search_path (", search_path, ") is in the database '", place_,
              "', so there is none for limbeck's tables; create one, or "
              "name one as the version table's schema"}));
}

}  // namespace limbeck::connection
