#include "runtime/introspect/postgresql/queries.h"

// Members of extensions are the extension's, and partitions are made with their tables. `wanted`
// holds the namespaces; the default one's name is read as empty.
#define LIMBECK_WANTED                                                                   \
  "WITH wanted AS MATERIALIZED (SELECT n.oid,"                                           \
  " CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname::text END AS name"     \
  " FROM pg_namespace AS n WHERE n.nspname = current_schema()"                           \
  " OR n.nspname = ANY (string_to_array($1, E'\\n'))),"                                  \
  " members AS MATERIALIZED (SELECT objid, classid FROM pg_depend WHERE deptype = 'e')," \
  " tables AS MATERIALIZED (SELECT c.*, w.name AS schema FROM pg_class AS c"             \
  " JOIN wanted AS w ON w.oid = c.relnamespace"                                          \
  " WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND NOT c.relispartition"  \
  " AND NOT EXISTS (SELECT FROM members AS m WHERE m.objid = c.oid"                      \
  " AND m.classid = 'pg_class'::regclass)) "

namespace limbeck::introspect::postgresql {

const char* const schemas_query =
    "SELECT current_schema()::text,"
    " (SELECT string_agg(w, ', ') FROM unnest(string_to_array($1, E'\\n')) AS w"
    "  WHERE NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = w))";

const char* const enums_query = LIMBECK_WANTED
    "SELECT w.name, t.typname::text, d.description, e.enumlabel::text"
    " FROM pg_type AS t JOIN wanted AS w ON w.oid = t.typnamespace"
    " LEFT JOIN pg_enum AS e ON e.enumtypid = t.oid"
    " LEFT JOIN pg_description AS d"
    "  ON d.objoid = t.oid AND d.classoid = 'pg_type'::regclass AND d.objsubid = 0"
    " WHERE t.typtype = 'e' AND NOT EXISTS (SELECT FROM members AS m WHERE m.objid = t.oid"
    "  AND m.classid = 'pg_type'::regclass)"
    " ORDER BY w.name, t.typname, e.enumsortorder";

const char* const tables_query = LIMBECK_WANTED
    "SELECT t.oid, t.schema, t.relname::text, d.description, t.relpersistence = 'u',"
    " array_to_string(t.reloptions, E'\\n'), array_to_string(toast.reloptions, E'\\n'),"
    " s.spcname::text, CASE WHEN t.relkind = 'p' THEN pg_get_partkeydef(t.oid) END"
    " FROM tables AS t LEFT JOIN pg_class AS toast ON toast.oid = t.reltoastrelid"
    " LEFT JOIN pg_tablespace AS s ON s.oid = t.reltablespace"
    " LEFT JOIN pg_description AS d"
    "  ON d.objoid = t.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0"
    " ORDER BY t.schema, t.relname";

const char* const columns_query = LIMBECK_WANTED
    "SELECT a.attrelid, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attndims,"
    " NOT a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attgenerated <> '',"
    " a.attidentity::text, s.seqstart, s.seqincrement,"
    " CASE WHEN a.attcollation <> y.typcollation THEN l.collname::text END, c.description,"
    " CASE WHEN e.typtype = 'e' THEN"
    "  CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname::text END END,"
    " CASE WHEN e.typtype = 'e' THEN e.typname::text END"
    " FROM tables AS t JOIN pg_attribute AS a ON a.attrelid = t.oid"
    " JOIN pg_type AS y ON y.oid = a.atttypid"
    " JOIN pg_type AS e ON e.oid = CASE WHEN y.typcategory = 'A' AND y.typelem <> 0"
    "  THEN y.typelem ELSE y.oid END"
    " JOIN pg_namespace AS n ON n.oid = e.typnamespace"
    " LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
    " LEFT JOIN pg_collation AS l ON l.oid = a.attcollation"
    " LEFT JOIN pg_description AS c ON c.objoid = a.attrelid"
    "  AND c.classoid = 'pg_class'::regclass AND c.objsubid = a.attnum"
    " LEFT JOIN pg_depend AS p ON a.attidentity <> '' AND p.refclassid = 'pg_class'::regclass"
    "  AND p.refobjid = a.attrelid AND p.refobjsubid = a.attnum AND p.deptype = 'i'"
    "  AND p.classid = 'pg_class'::regclass"
    " LEFT JOIN pg_sequence AS s ON s.seqrelid = p.objid"
    " WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum";

const char* const constraints_query = LIMBECK_WANTED
    "SELECT c.oid, c.conrelid, c.conname::text, c.contype::text, c.condeferrable, c.condeferred,"
    " c.convalidated, c.connoinherit, i.indnullsnotdistinct,"
    " CASE c.contype WHEN 'c' THEN pg_get_expr(c.conbin, c.conrelid)"
    "  WHEN 'x' THEN pg_get_constraintdef(c.oid) END,"
    " CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname::text END, r.relname::text,"
    " c.confdeltype::text, c.confupdtype::text, c.confmatchtype::text"
    " FROM tables AS t JOIN pg_constraint AS c ON c.conrelid = t.oid"
    " LEFT JOIN pg_index AS i ON i.indexrelid = c.conindid AND c.contype = 'u'"
    " LEFT JOIN pg_class AS r ON r.oid = c.confrelid"
    " LEFT JOIN pg_namespace AS n ON n.oid = r.relnamespace"
    " WHERE c.contype IN ('p', 'u', 'f', 'c', 'x') AND c.conparentid = 0"
    "  AND (c.conislocal OR c.contype <> 'c') ORDER BY c.oid";

const char* const constraint_columns_query = LIMBECK_WANTED
    "SELECT c.oid, a.attname::text, r.attname::text"
    " FROM tables AS t JOIN pg_constraint AS c ON c.conrelid = t.oid"
    " CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS k(own, other, place)"
    " JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.own"
    " LEFT JOIN pg_attribute AS r ON r.attrelid = c.confrelid AND r.attnum = k.other"
    " WHERE c.contype IN ('p', 'u', 'f') ORDER BY c.oid, k.place";

const char* const indexes_query = LIMBECK_WANTED
    "SELECT i.indexrelid, i.indrelid, c.relname::text, i.indisunique, m.amname::text,"
    " pg_get_expr(i.indpred, i.indrelid), i.indnullsnotdistinct,"
    " array_to_string(c.reloptions, E'\\n'), s.spcname::text, d.description, i.indisvalid"
    " FROM tables AS t JOIN pg_index AS i ON i.indrelid = t.oid"
    " JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_am AS m ON m.oid = c.relam"
    " LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace"
    " LEFT JOIN pg_description AS d"
    "  ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0"
    " WHERE NOT EXISTS (SELECT FROM pg_constraint AS k"
    "  WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', "
    "'x'))"
    " ORDER BY i.indexrelid";

const char* const index_elements_query = LIMBECK_WANTED
    "SELECT i.indexrelid, k.place > i.indnkeyatts, a.attname::text,"
    " CASE WHEN a.attname IS NULL THEN pg_get_indexdef(i.indexrelid, k.place::int, false) END,"
    " (i.indoption[k.place - 1] & 1) = 1, (i.indoption[k.place - 1] & 2) = 2,"
    " CASE WHEN NOT o.opcdefault OR x.attoptions IS NOT NULL THEN o.opcname::text END,"
    " array_to_string(x.attoptions, ', '),"
    // An expression has its columns' collation, which is not the type's and nobody has to write.
    " CASE WHEN i.indcollation[k.place - 1] <> coalesce(a.attcollation, y.typcollation)"
    "  AND (a.attname IS NOT NULL OR position(' COLLATE ' IN pg_get_indexdef(i.indexrelid)) > 0)"
    "  THEN l.collname::text END"
    " FROM tables AS t JOIN pg_index AS i ON i.indrelid = t.oid"
    " CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place)"
    " JOIN pg_attribute AS x ON x.attrelid = i.indexrelid AND x.attnum = k.place"
    " JOIN pg_type AS y ON y.oid = x.atttypid"
    " LEFT JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.number"
    "  AND k.number <> 0"
    " LEFT JOIN pg_opclass AS o ON o.oid = i.indclass[k.place - 1]"
    " LEFT JOIN pg_collation AS l ON l.oid = i.indcollation[k.place - 1]"
    " ORDER BY i.indexrelid, k.place";

const char* const defects_query = LIMBECK_WANTED
    "SELECT t.schema, t.relname::text, min(g.tgname::text), k.conname::text"
    " FROM tables AS t JOIN pg_trigger AS g ON g.tgrelid = t.oid"
    " LEFT JOIN pg_constraint AS k ON k.oid = g.tgconstraint AND g.tgisinternal"
    " WHERE g.tgenabled IN ('D', 'R')"
    " GROUP BY t.schema, t.relname, k.conname, CASE WHEN k.oid IS NULL THEN g.oid END"
    " ORDER BY 1, 2, 3";

const char* const omissions_query = LIMBECK_WANTED
    "SELECT t.schema, t.relname::text, 'trigger ' || g.tgname FROM tables AS t"
    " JOIN pg_trigger AS g ON g.tgrelid = t.oid AND NOT g.tgisinternal"
    " UNION ALL SELECT t.schema, t.relname::text, 'policy ' || p.polname FROM tables AS t"
    " JOIN pg_policy AS p ON p.polrelid = t.oid"
    " UNION ALL SELECT t.schema, t.relname::text, 'rule ' || r.rulename FROM tables AS t"
    " JOIN pg_rewrite AS r ON r.ev_class = t.oid"
    " UNION ALL SELECT t.schema, t.relname::text, 'row security' FROM tables AS t"
    " WHERE t.relrowsecurity"
    " UNION ALL SELECT t.schema, t.relname::text, 'inheritance from ' || h.inhparent::regclass"
    " FROM tables AS t JOIN pg_inherits AS h ON h.inhrelid = t.oid"
    " UNION ALL SELECT w.name, c.relname::text, CASE c.relkind WHEN 'v' THEN 'view'"
    "  WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' WHEN 'S' THEN 'sequence'"
    "  ELSE 'partition' END"
    " FROM pg_class AS c JOIN wanted AS w ON w.oid = c.relnamespace"
    " WHERE c.relpersistence <> 't'"
    "  AND (c.relkind IN ('v', 'm', 'f') OR (c.relkind IN ('r', 'p') AND c.relispartition)"
    "   OR (c.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend AS p"
    "    WHERE p.objid = c.oid AND p.classid = 'pg_class'::regclass AND p.deptype = 'i')))"
    "  AND NOT EXISTS (SELECT FROM members AS m WHERE m.objid = c.oid"
    "   AND m.classid = 'pg_class'::regclass)"
    " ORDER BY 1, 2, 3";

}  // namespace limbeck::introspect::postgresql
