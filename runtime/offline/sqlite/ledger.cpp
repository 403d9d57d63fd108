#include "runtime/offline/sqlite/ledger.h"

#include "migrations/sql/sqlite/sqlite_dialect.h"
#include "migrations/text/concat.h"
#include "runtime/connection/sqlite/ordinary_table.h"

namespace limbeck::offline {

std::string ledger_faults(const std::string& schema, const ledger::Names& names) {
  const sql::Dialect& dialect = sql::sqlite_dialect();
  const auto literal = [&](std::string_view text) { return dialect.quote_literal(text); };
  const std::string attached = literal(names.schema.empty() ? "main" : names.schema);
  return concat(
      {"CREATE TEMP VIEW limbeck_faults AS\n"
       "  WITH own(name) AS (SELECT column1 FROM (VALUES (",
       literal(names.version_table), "), (", literal(names.history_table),
       "))\n"
       // To look through all that is there in each transaction would take a long script too long.
       "    WHERE NOT EXISTS (SELECT 1 FROM temp.limbeck_script, pragma_data_version()\n"
       "      WHERE version = data_version)),\n"
       "  found(name, what) AS (\n"
       "    SELECT own.name, 'a ' || iif(here.type = 'view', 'view', 'virtual table')\n"
       "      FROM own CROSS JOIN ",
       schema,
       ".sqlite_schema AS here ON here.name = own.name COLLATE NOCASE\n"
       "      WHERE here.type IN ('table', 'view') AND NOT here.rootpage\n"
       "    UNION ALL SELECT own.name, 'a table with the trigger ' || quote(here.name) FROM own "
       "CROSS JOIN (\n"
       "        SELECT type, name, tbl_name FROM ",
       schema,
       ".sqlite_schema\n"
       "        UNION ALL SELECT type, name, tbl_name FROM temp.sqlite_schema) AS here\n"
       "      ON here.type = 'trigger' AND here.tbl_name = own.name COLLATE NOCASE\n"
       "    UNION ALL SELECT own.name, 'a table with the generated column ' || quote(of.name)\n"
       "      FROM own CROSS JOIN pragma_table_xinfo(own.name, ",
       attached,
       ") AS of WHERE of.hidden\n"
       "    UNION ALL SELECT own.name, 'a table that a foreign key of ' || quote(here.name) || ' "
       "acts on'\n"
       "      FROM own CROSS JOIN ",
       schema, ".sqlite_schema AS here CROSS JOIN pragma_foreign_key_list(here.name, ", attached,
       ") AS key\n"
       "      WHERE here.type = 'table' AND key.\"table\" = own.name COLLATE NOCASE\n"
       "        AND (key.on_update <> 'NO ACTION' OR key.on_delete <> 'NO ACTION'))\n"
       "  SELECT quote(name) || ' is ' || what || ",
       literal(connection::why_ordinary), " AS fault FROM found;\n"});
}

}  // namespace limbeck::offline
