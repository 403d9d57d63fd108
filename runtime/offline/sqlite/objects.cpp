#include "runtime/offline/sqlite/objects.h"

namespace limbeck::offline {
namespace {

// The shell has no other way to run text that a query gives than to read it from a file.
constexpr const char* file = "limbeck-objects.sql";

}  // namespace

// Reads each object's SQL byte by byte, as the shell does (sqlite3_complete, src/complete.c, and
// line_is_command_terminator, src/shell.c.in): `mode` is 0 outside and 1 to 6 inside of '', "", ``,
// [], -- and /* */; `stage` is 1 after a semicolon in a trigger and 2 after the END that follows
// it; `bol` is whether only blanks stand before in the line. Bad are: a semicolon that ends the
// statement before its end, a line that starts with `go` or `/`, which the shell takes for a
// semicolon, a NUL, at which it stops, and CR LF in a text or name, of which it keeps LF only.
std::string prepare_saved_objects() {
  return R"sql(CREATE TEMP TABLE limbeck_saved (place, type, name, sql);
CREATE TEMP TABLE limbeck_bytes (place, i, c, two, blank, word, PRIMARY KEY (place, i)) WITHOUT ROWID;
CREATE TEMP VIEW limbeck_unsafe AS
  WITH RECURSIVE read(place, type, i, mode, stage, bol, bad) AS (
    SELECT place, type, 1, 0, 0, 0, upper(substr(sql, 1, 13)) <> 'CREATE INDEX '
        AND upper(substr(sql, 1, 20)) <> 'CREATE UNIQUE INDEX '
        AND upper(substr(sql, 1, 15)) <> 'CREATE TRIGGER '
      FROM limbeck_saved
    UNION ALL
    SELECT read.place, type,
        read.i + CASE WHEN two IN (x'2F2A', x'2D2D') AND mode = 0 OR two = x'2A2F' AND mode = 6 THEN 2
                      WHEN mode = 0 AND stage = 1 AND word IS 'END' THEN 3 ELSE 1 END,
        CASE mode
          WHEN 0 THEN CASE WHEN c = x'27' THEN 1 WHEN c = x'22' THEN 2 WHEN c = x'60' THEN 3 WHEN c = x'5B' THEN 4
                           WHEN two = x'2D2D' THEN 5 WHEN two = x'2F2A' THEN 6 ELSE 0 END
          WHEN 1 THEN (c <> x'27') * 1 WHEN 2 THEN (c <> x'22') * 2 WHEN 3 THEN (c <> x'60') * 3
          WHEN 4 THEN (c <> x'5D') * 4 WHEN 5 THEN (c <> x'0A') * 5 ELSE (two <> x'2A2F') * 6 END,
        CASE WHEN mode <> 0 OR blank OR two IN (x'2F2A', x'2D2D') THEN stage
             WHEN c = x'3B' THEN 1 WHEN stage = 1 AND word IS 'END' OR stage = 2 THEN 2 ELSE 0 END,
        c = x'0A' OR bol AND blank,
        c = x'00' OR two = x'0D0A' AND mode BETWEEN 1 AND 4 OR mode = 0 AND (
          c = x'3B' AND (type = 'index' OR stage = 2) OR
          stage = 2 AND NOT blank AND two NOT IN (x'2F2A', x'2D2D') OR
          bol AND (c = x'2F' AND two <> x'2F2A' OR word IS 'GO'))
      FROM read JOIN limbeck_bytes AS byte ON byte.place = read.place AND byte.i = read.i WHERE NOT bad)
  SELECT DISTINCT name FROM limbeck_saved AS saved JOIN read USING (place)
    WHERE bad OR i > length(CAST(sql AS BLOB))
      AND (mode NOT IN (0, 5) OR saved.type = 'trigger' AND stage <> 2);
)sql";
}

std::string save_objects(const std::string& table) {
  return "DELETE FROM temp.limbeck_saved;\n"
         "INSERT INTO temp.limbeck_saved SELECT rowid, type, name, sql FROM main.sqlite_schema\n"
         "  WHERE tbl_name = " +
         table +
         " COLLATE NOCASE AND type IN ('index', 'trigger') AND sql IS NOT NULL;\n"
         "DELETE FROM temp.limbeck_bytes;\n"
         "INSERT INTO temp.limbeck_bytes\n"
         "  WITH RECURSIVE at(place, b, i) AS (\n"
         "    SELECT place, CAST(sql AS BLOB), 1 FROM temp.limbeck_saved\n"
         "    UNION ALL SELECT place, b, i + 1 FROM at WHERE i < length(b))\n"
         "  SELECT place, i, substr(b, i, 1), substr(b, i, 2),\n"
         "         substr(b, i, 1) IN (x'20', x'09', x'0A', x'0B', x'0C', x'0D'),\n"
         "         CASE WHEN upper(CAST(substr(b, i, 4) AS TEXT)) || ' ' GLOB 'END[^A-Z0-9_$]*' "
         "THEN 'END'\n"
         "              WHEN upper(CAST(substr(b, i, 3) AS TEXT)) || ' ' GLOB 'GO[^A-Z0-9_$]*' "
         "THEN 'GO' END\n"
         "  FROM at;\n"
         "SELECT 'Drop it before this script, and make it again after it: ' || quote(name) FROM "
         "temp.limbeck_unsafe;\n"
         "INSERT INTO temp.limbeck_script (objects) SELECT NOT EXISTS (SELECT 1 FROM "
         "temp.limbeck_unsafe);\n";
}

std::string restore_objects() {
  const std::string name = file;
  // A comment at the end would swallow the semicolon. `set -C` follows no link and replaces
  // nothing; if it could not write, the file has other bytes.
  return "CREATE TEMP TABLE limbeck_text AS SELECT coalesce(group_concat(sql, char(10)), '') AS "
         "text "
         "FROM (\n"
         "  SELECT sql || CASE WHEN instr(sql, '--') AND substr(sql, -1) <> char(10) THEN char(10) "
         "ELSE '' END\n"
         "      || ';' AS sql FROM temp.limbeck_saved AS saved WHERE NOT EXISTS (\n"
         "    SELECT 1 FROM main.sqlite_schema AS here\n"
         "    WHERE here.type = saved.type AND here.name = saved.name COLLATE NOCASE)\n"
         "  ORDER BY place);\n"
         ".once '|umask 077; set -C; cat > " +
         name +
         " || cat > /dev/null'\n"
         "SELECT text FROM temp.limbeck_text;\n"
         "INSERT INTO temp.limbeck_script (file) SELECT readfile('" +
         name +
         "') IS CAST(text || char(10) AS BLOB) FROM temp.limbeck_text;\n"
         ".read " +
         name + "\n.shell rm -f " + name + "\nDROP TABLE temp.limbeck_text;\n";
}

}  // namespace limbeck::offline
