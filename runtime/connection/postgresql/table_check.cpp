#include "runtime/connection/postgresql/table_check.h"

#include "migrations/sql/dialect.h"
#include "migrations/sql/postgresql/postgresql.h"
#include "migrations/text/concat.h"

namespace limbeck::connection {
namespace {

std::string literal(std::string_view text) { return sql::postgresql_dialect().quote_literal(text); }

/// A query that fails with `check_failed` unless the condition between the two holds, under any
/// search_path: a text that is no number stands for what does not hold, and the server's message
/// has it.
#define LIMBECK_REQUIRE "SELECT CAST(CASE WHEN "
#define LIMBECK_OR_FAIL(what) " THEN '1' ELSE 'limbeck: " what "' END AS pg_catalog.int4)"
#define LIMBECK_NOT_OWN LIMBECK_OR_FAIL("not a table of its own")

// `t` are the tables that are asked for. What only their owner can make (checks, defaults …) is
// asked for too: a table that was given to its owner may have it from before.
constexpr const char* tables =
    "WITH t AS MATERIALIZED (SELECT c.*, concat(quote_ident(n.nspname), '.',"
    " quote_ident(c.relname)) AS name FROM pg_class AS c"
    " JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid IN (";

/// A condition: the role r may do what this one may, or is this one's to trust. Of whatever role,
/// pg_has_role says that a superuser is a member.
#define LIMBECK_IS_TRUSTED                                                              \
  "(r.rolsuper OR r.rolname IN (current_user, session_user)"                            \
  " OR pg_has_role(r.oid, 'MEMBER') AND NOT (SELECT m.rolsuper FROM pg_roles AS m"      \
  " WHERE m.rolname = current_user)"                                                    \
  " OR EXISTS (SELECT FROM pg_auth_members AS m JOIN pg_roles AS o ON o.oid = m.member" \
  " WHERE m.roleid = r.oid AND o.rolname = current_user)"                               \
  " OR EXISTS (SELECT FROM pg_database AS d WHERE d.datdba = r.oid"                     \
  " AND d.datname = current_database()))"

/// What does not matter to a reader has no part in `reading`.
constexpr const char* reading =
    "))\n SELECT t.name, concat('is a ', CASE WHEN t.relpersistence = 't' THEN 'temporary table'"
    " WHEN t.relkind = 'v' THEN 'view' WHEN t.relkind = 'm' THEN 'materialized view'"
    " WHEN t.relkind = 'f' THEN 'foreign table' WHEN t.relkind = 'p' THEN 'partitioned table'"
    " WHEN t.relkind = 'S' THEN 'sequence' WHEN t.relkind = 'c' THEN 'composite type'"
    " ELSE 'relation of another kind' END, ' of the role ''', pg_get_userbyid(t.relowner), ''''),"
    " 'drop it, or name another table for limbeck' FROM t"
    " WHERE t.relkind <> 'r' OR t.relpersistence = 't'"
    "\n UNION ALL SELECT t.name, concat('has the child ', h.inhrelid::regclass),"
    " concat('ALTER TABLE ', h.inhrelid::regclass, ' NO INHERIT ', t.name)"
    " FROM t JOIN pg_inherits AS h ON h.inhparent = t.oid AND t.relkind = 'r'"
    // To plan a query calls their immutable functions of constants.
    "\n UNION ALL SELECT t.name, concat('has the index ', i.indexrelid::regclass,"
    " ' with an expression'), concat('DROP INDEX ', i.indexrelid::regclass)"
    " FROM t JOIN pg_index AS i ON i.indrelid = t.oid"
    " WHERE i.indexprs IS NOT NULL OR i.indpred IS NOT NULL"
    "\n UNION ALL SELECT t.name, concat('has the statistics ', quote_ident(x.stxname)),"
    " concat('DROP STATISTICS ', quote_ident(n.nspname), '.', quote_ident(x.stxname))"
    " FROM t JOIN pg_statistic_ext AS x ON x.stxrelid = t.oid"
    " JOIN pg_namespace AS n ON n.oid = x.stxnamespace";
constexpr const char* writing =
    "\n UNION ALL SELECT t.name, concat('belongs to the role ''', pg_get_userbyid(t.relowner),"
    " ''', and not to ''', current_user, ''', a role that this one is a member of, a superuser or "
    "the"
    " owner of the database'), concat('where its rows are right, ALTER TABLE ', t.name, ' OWNER TO "
    "',"
    " quote_ident(current_user), '; or migrate as its owner (--role)') FROM t"
    " WHERE t.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.oid = t.relowner"
    " AND " LIMBECK_IS_TRUSTED
    ")"
    // What keeps a table from being dropped keeps no name: the schema may be renamed, and one of
    // that name made, in the middle of a transaction.
    "\n UNION ALL SELECT t.name, concat('is in a schema of the role ''', r.rolname, ''', which may"
    " put another one in its place'), concat('ALTER SCHEMA ', n.oid::regnamespace, ' OWNER TO ',"
    " quote_ident(current_user), ', or REVOKE CREATE ON DATABASE ', "
    "quote_ident(current_database()),"
    " ' FROM ', quote_ident(r.rolname)) FROM t JOIN pg_namespace AS n ON n.oid = t.relnamespace"
    " JOIN pg_roles AS r ON r.oid = n.nspowner WHERE t.relkind = 'r' AND"
    " has_database_privilege(r.oid, current_database(), 'CREATE') AND NOT " LIMBECK_IS_TRUSTED
    "\n UNION ALL SELECT t.name, concat('has the trigger ''', g.tgname, ''', which calls ',"
    " g.tgfoid::regprocedure, ' of the role ''', pg_get_userbyid(p.proowner), ''''),"
    " concat('DROP TRIGGER ', quote_ident(g.tgname), ' ON ', t.name)"
    " FROM t JOIN pg_trigger AS g ON g.tgrelid = t.oid AND NOT g.tgisinternal"
    " LEFT JOIN pg_proc AS p ON p.oid = g.tgfoid"
    // A change of rows that others refer to runs the triggers of those tables.
    "\n UNION ALL SELECT t.name, concat('has the ', CASE k.contype WHEN 'f' THEN 'foreign key'"
    " WHEN 'c' THEN 'check' ELSE 'constraint' END, ' ''', k.conname, ''''),"
    " concat('ALTER TABLE ', k.conrelid::regclass, ' DROP CONSTRAINT ', quote_ident(k.conname))"
    " FROM t JOIN pg_constraint AS k ON k.conrelid = t.oid OR k.confrelid = t.oid"
    " WHERE k.contype IN ('f', 'c', 'x')"
    "\n UNION ALL SELECT t.name, concat('has the rule ''', w.rulename, ''''),"
    " concat('DROP RULE ', quote_ident(w.rulename), ' ON ', t.name)"
    " FROM t JOIN pg_rewrite AS w ON w.ev_class = t.oid AND t.relkind = 'r'"
    "\n UNION ALL SELECT t.name, concat('has an expression for its column ''', a.attname, ''''),"
    " concat('ALTER TABLE ', t.name, ' ALTER COLUMN ', quote_ident(a.attname), ' DROP DEFAULT')"
    " FROM t JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.atthasdef AND t.relkind = 'r'"
    "\n UNION ALL SELECT t.name, concat('has the column ''', a.attname, ''' of the type ',"
    " a.atttypid::regtype), concat('ALTER TABLE ', t.name, ' ALTER COLUMN ', "
    "quote_ident(a.attname),"
    " ' TYPE text') FROM t JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0"
    " JOIN pg_type AS y ON y.oid = a.atttypid"
    " WHERE t.relkind = 'r' AND y.typnamespace <> 'pg_catalog'::regnamespace"
    "\n UNION ALL SELECT t.name, concat('inherits from ', h.inhparent::regclass),"
    " concat('ALTER TABLE ', t.name, ' NO INHERIT ', h.inhparent::regclass)"
    " FROM t JOIN pg_inherits AS h ON h.inhrelid = t.oid AND t.relkind = 'r'";

std::string oid_of(std::string_view table) {
  return concat({"CAST(CAST(", literal(table), " AS pg_catalog.regclass) AS pg_catalog.oid)"});
}

std::string as_written(std::string_view table) { return std::string(table); }

std::string list_of(std::span<const std::string> tables, std::string (*of)(std::string_view)) {
  std::string list;
  for (const std::string& table : tables) list += (list.empty() ? "" : ", ") + of(table);
  return list;
}

#undef LIMBECK_IS_TRUSTED

}  // namespace

std::string before_reading(std::string_view table, bool is_qualified) {
  std::string sql;
  if (!is_qualified) {
    // What is found once is what is read: no other one can be put before it.
    sql =
        concat({"SELECT pg_catalog.set_config('search_path',"
                " pg_catalog.concat(pg_catalog.quote_ident(n.nspname), ', pg_temp'), true)"
                " FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n"
                " ON n.oid OPERATOR(pg_catalog.=) c.relnamespace"
                " WHERE c.oid OPERATOR(pg_catalog.=) ",
                oid_of(table), ";\n"});
  }
  // To prepare a statement takes the locks of its tables, which keep them what they are, without
  // new indexes, and runs nothing; it needs no right either, so that one that is missing is
  // reported the query itself.
  return concat({sql, "PREPARE limbeck_table AS DELETE FROM ", table,
                 ";\nDEALLOCATE limbeck_table;\n" LIMBECK_REQUIRE
                 "c.relkind OPERATOR(pg_catalog.=) 'r'"
                 " AND c.relpersistence OPERATOR(pg_catalog.<>) 't'"
                 " AND NOT pg_catalog.row_security_active(c.oid)"
                 " AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits AS h"
                 " WHERE h.inhparent OPERATOR(pg_catalog.=) c.oid)"
                 " AND NOT EXISTS (SELECT FROM pg_catalog.pg_index AS i"
                 " WHERE i.indrelid OPERATOR(pg_catalog.=) c.oid"
                 " AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL))"
                 " AND NOT EXISTS (SELECT FROM pg_catalog.pg_statistic_ext AS x"
                 " WHERE x.stxrelid OPERATOR(pg_catalog.=) c.oid)" LIMBECK_NOT_OWN
                 " FROM pg_catalog.pg_class AS c WHERE c.oid OPERATOR(pg_catalog.=) ",
                 oid_of(table), ";\n"});
}

std::string copy_of(std::string_view table, std::string_view column, bool is_qualified) {
  std::string sql;
  if (!is_qualified) {
    // A temporary table of the application's, or of another client of the pooler, is found first.
    sql = concat({LIMBECK_REQUIRE "pg_catalog.to_regclass(", literal(concat({"pg_temp.", table})),
                  ") IS NULL" LIMBECK_NOT_OWN ";\n"});
  }
  return concat({sql, "SET LOCAL row_security = off;\nCOPY ", table, " (", column, ") TO STDOUT"});
}

std::string lock_tables(std::span<const std::string> tables) {
  return concat({"LOCK TABLE ", list_of(tables, as_written), " IN ROW EXCLUSIVE MODE;\n"});
}

std::string still_ordinary(std::span<const std::string> names, std::string_view numbers) {
  // The schema's owner can drop the table and create another one of that name, so the OIDs are
  // compared. Other roles can only add triggers and foreign keys (the rights TRIGGER and
  // REFERENCES).
  return concat(
      {"(SELECT count(*) FROM pg_class AS c WHERE c.oid IN (", list_of(names, oid_of),
       ") AND c.oid IN (", numbers,
       ") AND c.relkind = 'r' AND (NOT c.relhastriggers OR NOT EXISTS (SELECT FROM pg_trigger AS g"
       " WHERE g.tgrelid = c.oid AND (NOT g.tgisinternal OR g.tgconstrrelid <> 0)))) = ",
       std::to_string(names.size())});
}

std::string find_numbers(std::span<const std::string> names) {
  std::string oids;
  for (const std::string& name : names) {
    oids += concat({oids.empty() ? "to_regclass(" : ", to_regclass(", literal(name), ")"});
  }
  return concat({"SELECT string_agg(CAST(c.oid AS text), ', ') FROM pg_class AS c WHERE c.oid IN (",
                 oids, ") AND NOT EXISTS (", faults_among(oids, true),
                 ") HAVING count(*) = ", std::to_string(names.size())});
}

std::string before_writing(std::span<const std::string> names, std::string_view numbers) {
  if (numbers.empty()) {
    return concat({lock_tables(names), LIMBECK_REQUIRE "NOT EXISTS (", tables,
                   list_of(names, oid_of), reading, writing, ")" LIMBECK_NOT_OWN ";\n"});
  }
  return concat(
      {lock_tables(names), LIMBECK_REQUIRE, still_ordinary(names, numbers), LIMBECK_NOT_OWN ";\n"});
}

OwnStatement require_rows(std::string_view version_table, const std::vector<std::string>& rows,
                          std::string_view keeping_rows, std::string_view condition,
                          std::string_view query) {
  std::string list;
  for (const std::string& row : rows) list += (list.empty() ? "" : ", ") + literal(row);
  return {concat({LIMBECK_REQUIRE
                  "count(*) = CAST($1 AS bigint) AND count(CASE WHEN"
                  " CAST(version_num AS text) = ANY ($2) THEN 1 END) = CAST($1 AS bigint)",
                  condition.empty() ? "" : " AND ", condition, query.empty() ? "" : " AND EXISTS (",
                  query, query.empty() ? "" : ")",
                  LIMBECK_OR_FAIL("other rows") " FROM (SELECT version_num FROM ", version_table,
                  keeping_rows, ") AS kept"}),
          {std::to_string(rows.size()), concat({"CAST(ARRAY[", list, "] AS text[])"})}};
}

std::string faults_of(std::string_view table, bool change) {
  return faults_among(concat({"to_regclass(", literal(table), ")"}), change);
}

std::string faults_among(std::string_view oids, bool change) {
  return concat({tables, oids, reading, change ? writing : ""});
}

#undef LIMBECK_REQUIRE
#undef LIMBECK_OR_FAIL
#undef LIMBECK_NOT_OWN

}  // namespace limbeck::connection
