#include "runtime/introspect/postgresql/queries.h"

#include "runtime/introspect/postgresql/wanted.h"

namespace limbeck::introspect::postgresql {

const char* const tables_query = LIMBECK_WANTED
    "SELECT t.oid, t.schema, t.relname::text, d.description, t.relpersistence = 'u',"
    " array_to_string(t.reloptions, E'\\n'), array_to_string(toast.reloptions, E'\\n'),"
    " s.spcname::text, CASE WHEN t.relkind = 'p' THEN pg_get_partkeydef(t.oid) END,"
    " CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname::text END, r.relname::text,"
    " pg_get_expr(t.relpartbound, t.oid), t.relkind = 'm'"
    " FROM tables AS t LEFT JOIN pg_class AS toast ON toast.oid = t.reltoastrelid"
    " LEFT JOIN pg_tablespace AS s ON s.oid = t.reltablespace"
    " LEFT JOIN pg_description AS d"
    "  ON d.objoid = t.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0"
    " LEFT JOIN pg_inherits AS h ON t.relispartition AND h.inhrelid = t.oid"
    " LEFT JOIN pg_class AS r ON r.oid = h.inhparent"
    " LEFT JOIN pg_namespace AS n ON n.oid = r.relnamespace"
    " ORDER BY t.schema, t.relname";

const char* const columns_query = LIMBECK_WANTED
    "SELECT a.attrelid, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attndims,"
    " NOT a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attgenerated <> '',"
    " a.attidentity::text, s.seqstart, s.seqincrement,"
    " s.seqmin, s.seqmax, s.seqcache, s.seqcycle,"
    " CASE WHEN a.attcollation <> y.typcollation THEN" LIMBECK_COLLATION
    "END, c.description,"
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
    " WHERE a.attnum > 0 AND NOT a.attisdropped AND NOT t.relispartition AND t.relkind <> 'm'"
    " ORDER BY a.attrelid, a.attnum";

// A column of a catalog that older servers lack is asked for in a subquery by its name alone: where
// the catalog does not have it, the name is that of `absent`, which stands outside of it, with what
// is the case there.
const char* const constraints_query = LIMBECK_WANTED
    "SELECT c.oid, c.conrelid, c.conname::text, c.contype::text, c.condeferrable, c.condeferred,"
    " c.convalidated, c.connoinherit,"
    // From version 15 on.
    " (SELECT indnullsnotdistinct FROM pg_index AS x WHERE x.indexrelid = i.indexrelid),"
    " CASE c.contype WHEN 'c' THEN pg_get_expr(c.conbin, c.conrelid)"
    "  WHEN 'x' THEN pg_get_constraintdef(c.oid) END,"
    " CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname::text END, r.relname::text,"
    " c.confdeltype::text, c.confupdtype::text, c.confmatchtype::text,"
    " (SELECT" LIMBECK_NAMES
    "  FROM unnest((SELECT confdelsetcols FROM pg_constraint AS x WHERE x.oid = c.oid))"
    "  WITH ORDINALITY AS k(number, place)"
    "  JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.number),"
    " (SELECT" LIMBECK_NAMES
    "  FROM pg_index AS x CROSS JOIN LATERAL unnest(x.indkey::int2[])"
    "   WITH ORDINALITY AS k(number, place)"
    "  JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.number"
    "  WHERE x.indexrelid = c.conindid AND c.contype IN ('p', 'u') AND k.place > x.indnkeyatts)"
    " FROM (SELECT false AS indnullsnotdistinct, NULL::int2[] AS confdelsetcols) AS absent"
    " CROSS JOIN tables AS t JOIN pg_constraint AS c ON c.conrelid = t.oid"
    " LEFT JOIN pg_index AS i ON i.indexrelid = c.conindid AND c.contype = 'u'"
    " LEFT JOIN pg_class AS r ON r.oid = c.confrelid"
    " LEFT JOIN pg_namespace AS n ON n.oid = r.relnamespace"
    " WHERE c.contype IN ('p', 'u', 'f', 'c', 'x') AND c.conparentid = 0"
    "  AND (c.conislocal OR c.contype <> 'c' OR NOT t.relispartition) AND NOT (t.relispartition "
    "AND c.coninhcount > 0)"
    " ORDER BY c.oid";

const char* const constraint_columns_query = LIMBECK_WANTED
    "SELECT c.oid, a.attname::text, r.attname::text"
    " FROM tables AS t JOIN pg_constraint AS c ON c.conrelid = t.oid"
    " CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS k(own, other, place)"
    " JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.own"
    " LEFT JOIN pg_attribute AS r ON r.attrelid = c.confrelid AND r.attnum = k.other"
    " WHERE c.contype IN ('p', 'u', 'f') ORDER BY c.oid, k.place";

const char* const indexes_query = LIMBECK_WANTED
    "SELECT i.indexrelid, i.indrelid, c.relname::text, i.indisunique, m.amname::text,"
    " pg_get_expr(i.indpred, i.indrelid),"
    " (SELECT indnullsnotdistinct FROM pg_index AS x WHERE x.indexrelid = i.indexrelid),"
    " array_to_string(c.reloptions, E'\\n'), s.spcname::text, d.description, i.indisvalid,"
    " t.relkind = 'p'"
    " FROM (SELECT false AS indnullsnotdistinct) AS absent"
    " CROSS JOIN tables AS t JOIN pg_index AS i ON i.indrelid = t.oid"
    " JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_am AS m ON m.oid = c.relam"
    " LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace"
    " LEFT JOIN pg_description AS d"
    "  ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0"
    " WHERE NOT EXISTS (SELECT FROM pg_constraint AS k"
    "  WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', "
    "'x'))"
    "  AND NOT (c.relispartition) ORDER BY i.indexrelid";

const char* const index_elements_query = LIMBECK_WANTED
    "SELECT i.indexrelid, k.place > i.indnkeyatts, a.attname::text,"
    " CASE WHEN a.attname IS NULL THEN pg_get_indexdef(i.indexrelid, k.place::int, false) END,"
    " (i.indoption[k.place - 1] & 1) = 1, (i.indoption[k.place - 1] & 2) = 2,"
    " CASE WHEN NOT o.opcdefault OR x.attoptions IS NOT NULL THEN"
    "  (SELECT CASE WHEN pg_opclass_is_visible(o.oid) THEN '' ELSE q.nspname || '.'"
    "   END || o.opcname FROM pg_namespace AS q WHERE q.oid = o.opcnamespace) END,"
    " array_to_string(x.attoptions, ', '),"
    // An expression has its columns' collation, which is not the type's and nobody has to write.
    " CASE WHEN i.indcollation[k.place - 1] <> coalesce(a.attcollation, y.typcollation)"
    "  AND (a.attname IS NOT NULL OR position(' COLLATE ' IN pg_get_indexdef(i.indexrelid)) > 0)"
    "  THEN" LIMBECK_COLLATION
    "END"
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
    "SELECT DISTINCT t.schema, t.relname::text, k.conname::text"
    " FROM tables AS t JOIN pg_trigger AS g ON g.tgrelid = t.oid"
    " JOIN pg_constraint AS k ON k.oid = g.tgconstraint AND g.tgisinternal"
    " WHERE g.tgenabled IN ('D', 'R') ORDER BY 1, 2, 3";

// One query for all that is no table, so that the number of queries stays small: what the columns
// `a` to `j` are depends on `kind`.
const char* const objects_query = LIMBECK_WANTED
    ", relations AS (SELECT c.oid, c.relname, c.relkind, c.relpersistence, c.reloptions, w.name AS "
    "schema"
    " FROM pg_class AS c JOIN wanted AS w ON w.oid = c.relnamespace"
    " WHERE c.relkind IN ('v', 'm', 'S') AND c.relpersistence <> 't'"
    "  AND NOT EXISTS (SELECT FROM members AS m WHERE m.objid = c.oid"
    "   AND m.classid = 'pg_class'::regclass)),"
    " types AS (SELECT t.oid, t.typname::text AS name, t.typtype, t.typnotnull,"
    "  pg_get_expr(t.typdefaultbin, 0) AS typdefault, t.typbasetype, t.typtypmod, t.typndims, "
    "t.typcollation, w.name AS schema"
    "  FROM pg_type AS t JOIN wanted AS w ON w.oid = t.typnamespace"
    "  WHERE t.typtype IN ('e', 'd') AND NOT EXISTS (SELECT FROM members AS m"
    "   WHERE m.objid = t.oid AND m.classid = 'pg_type'::regclass)),"
    " found AS ("
    "SELECT 'schema' AS kind, '' AS schema, w.name AS name, 0::float8 AS place,"
    "  NULL AS a, NULL AS b, NULL AS c, NULL AS d, NULL AS e, NULL AS f, NULL AS g, NULL AS h,"
    "  NULL AS i, NULL AS j, w.oid, 'pg_namespace'::regclass AS class FROM wanted AS w WHERE "
    "w.name NOT IN "
    "('', 'public')"
    " UNION ALL SELECT 'extension', '', e.extname::text, 0,"
    "  CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname::text END,"
    "  e.extversion, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, e.oid, "
    "'pg_extension'::regclass"
    "  FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace"
    "  WHERE n.nspname <> 'pg_catalog'"
    " UNION ALL SELECT 'enum', t.schema, t.name, e.enumsortorder, e.enumlabel::text,"
    "  NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, t.oid, 'pg_type'::regclass"
    "  FROM types AS t LEFT JOIN pg_enum AS e ON e.enumtypid = t.oid WHERE t.typtype = 'e'"
    " UNION ALL SELECT 'domain', t.schema, t.name, 0, format_type(t.typbasetype, t.typtypmod),"
    "  t.typndims::text, CASE WHEN t.typcollation <> y.typcollation THEN" LIMBECK_COLLATION
    "END,"
    "  t.typdefault, t.typnotnull::text, CASE WHEN b.typtype = 'e' THEN"
    "   CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname::text END END,"
    "  CASE WHEN b.typtype = 'e' THEN b.typname::text END, NULL, NULL, NULL, t.oid, "
    "'pg_type'::regclass"
    "  FROM types AS t JOIN pg_type AS y ON y.oid = t.typbasetype"
    "  JOIN pg_type AS b ON b.oid = CASE WHEN y.typcategory = 'A' AND y.typelem <> 0"
    "   THEN y.typelem ELSE y.oid END JOIN pg_namespace AS n ON n.oid = b.typnamespace"
    "  LEFT JOIN pg_collation AS l ON l.oid = t.typcollation WHERE t.typtype = 'd'"
    " UNION ALL SELECT 'domain check', t.schema, t.name, 0, c.conname::text,"
    "  pg_get_expr(c.conbin, 0), c.convalidated::text, NULL, NULL, NULL, NULL, NULL, NULL,"
    // From version 17 on its NOT NULL is one, too.
    "  NULL, NULL, NULL FROM types AS t JOIN pg_constraint AS c ON c.contypid = t.oid AND "
    "c.contype = 'c'"
    " UNION ALL SELECT 'sequence', r.schema, r.relname::text, 0, format_type(s.seqtypid, NULL),"
    "  s.seqstart::text, s.seqincrement::text, s.seqmin::text, s.seqmax::text, s.seqcache::text,"
    "  s.seqcycle::text, p.refobjid::text, a.attname::text,"
    "  (r.relpersistence = (SELECT o.relpersistence FROM pg_class AS o WHERE o.oid = "
    "p.refobjid))::text,"
    "  r.oid, 'pg_class'::regclass"
    "  FROM relations AS r JOIN pg_sequence AS s ON s.seqrelid = r.oid"
    "  LEFT JOIN pg_depend AS p ON p.classid = 'pg_class'::regclass AND p.objid = r.oid"
    "   AND p.refclassid = 'pg_class'::regclass AND p.deptype IN ('a', 'i') AND p.refobjsubid > 0"
    "  LEFT JOIN pg_attribute AS a ON a.attrelid = p.refobjid AND a.attnum = p.refobjsubid"
    "  WHERE p.deptype IS DISTINCT FROM 'i'"
    " UNION ALL SELECT 'view', r.schema, r.relname::text, 0, r.oid::text, pg_get_viewdef(r.oid),"
    "  (r.relkind = 'm')::text, array_to_string(r.reloptions, E'\\n'), NULL, NULL, NULL, NULL,"
    "  NULL, NULL, r.oid, 'pg_class'::regclass FROM relations AS r WHERE r.relkind IN ('v', 'm')"
    " UNION ALL SELECT 'function', w.name, p.proname::text, 0, pg_get_function_arguments(p.oid),"
    "  substr(pg_get_functiondef(p.oid), 1 + length('CREATE OR REPLACE FUNCTION '"
    "   || quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '('"
    "   || pg_get_function_arguments(p.oid) || ')') + (p.prokind = 'p')::int),"
    "  (p.prokind = 'p')::text, NULL, NULL, NULL, NULL, NULL, NULL, NULL, p.oid, "
    "'pg_proc'::regclass"
    "  FROM pg_proc AS p JOIN wanted AS w ON w.oid = p.pronamespace"
    "  JOIN pg_namespace AS n ON n.oid = p.pronamespace"
    "  WHERE p.prokind IN ('f', 'p', 'w') AND NOT EXISTS (SELECT FROM members AS m"
    "   WHERE m.objid = p.oid AND m.classid = 'pg_proc'::regclass)"
    // Those that the server made for a range type are the type's.
    "  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = p.oid"
    "   AND d.classid = 'pg_proc'::regclass AND d.deptype = 'i')"
    " UNION ALL SELECT 'trigger', q.schema, q.relname::text, 0, g.tgname::text,"
    "  pg_get_triggerdef(g.oid), g.tgenabled::text, (g.tgconstraint <> 0)::text, NULL, NULL, NULL,"
    "  NULL, NULL, NULL, g.oid, 'pg_trigger'::regclass"
    "  FROM (SELECT oid, schema, relname FROM tables"
    "   UNION SELECT oid, schema, relname FROM relations) AS q"
    "  JOIN pg_trigger AS g ON g.tgrelid = q.oid AND NOT g.tgisinternal AND g.tgparentid = 0)"
    " SELECT f.kind, f.schema, f.name, f.a, f.b, f.c, f.d, f.e, f.f, f.g, f.h, f.i, f.j,"
    " CASE WHEN f.kind = 'extension' AND d.description = (SELECT x.comment"
    "  FROM pg_available_extensions() AS x WHERE x.name = f.name) THEN NULL"
    "  ELSE d.description END"
    " FROM found AS f LEFT JOIN pg_description AS d ON d.objoid = f.oid AND d.classoid = f.class"
    "  AND d.objsubid = 0 ORDER BY f.kind, f.schema, f.name, f.place, f.a";

}  // namespace limbeck::introspect::postgresql
