// Parts of the queries of the catalogs.
#pragma once

// The name of a collation `l` as schema::Column::collation has it: in quotes, with its schema,
// where the search path does not find it.
#define LIMBECK_COLLATION                                                                     \
  " (SELECT CASE WHEN pg_collation_is_visible(l.oid) THEN l.collname::text ELSE"              \
  " '\"' || replace(q.nspname, '\"', '\"\"') || '\".\"' || replace(l.collname, '\"', '\"\"')" \
  " || '\"' END FROM pg_namespace AS q WHERE q.oid = l.collnamespace) "
// The names of columns `a`, a line each, in the order of `k.place`: names_of reads them.
#define LIMBECK_NAMES                                                                \
  " string_agg(replace(replace(a.attname, E'\\\\', E'\\\\\\\\'), E'\\n', E'\\\\n')," \
  " E'\\n' ORDER BY k.place) "

// How each query begins. Members of extensions are the extension's. `wanted` holds the namespaces;
// the default one's name is read as empty. `tables` are also materialised views, for the sake of
// their indexes.
#define LIMBECK_WANTED                                                                   \
  "WITH wanted AS MATERIALIZED (SELECT n.oid,"                                           \
  " CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname::text END AS name"     \
  " FROM pg_namespace AS n WHERE n.nspname = current_schema()"                           \
  " OR n.nspname = ANY (string_to_array($1, E'\\n'))),"                                  \
  " members AS MATERIALIZED (SELECT objid, classid FROM pg_depend WHERE deptype = 'e')," \
  " tables AS MATERIALIZED (SELECT c.*, w.name AS schema FROM pg_class AS c"             \
  " JOIN wanted AS w ON w.oid = c.relnamespace"                                          \
  " WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't'"                      \
  " AND NOT EXISTS (SELECT FROM members AS m WHERE m.objid = c.oid"                      \
  " AND m.classid = 'pg_class'::regclass)) "

// Follows LIMBECK_WANTED: the relations of every kind that has columns or numbers, and their
// columns.
#define LIMBECK_RELATIONS                                                                         \
  ", relations AS MATERIALIZED (SELECT c.*, w.name AS schema"                                     \
  " FROM pg_class AS c JOIN wanted AS w ON w.oid = c.relnamespace"                                \
  " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c') AND c.relpersistence <> 't'"           \
  "  AND NOT EXISTS (SELECT FROM members AS m WHERE m.objid = c.oid"                              \
  "   AND m.classid = 'pg_class'::regclass)),"                                                    \
  " columns AS MATERIALIZED (SELECT r.schema, r.relname, r.relkind, r.relispartition, r.oid, a.*" \
  "  FROM relations AS r JOIN pg_attribute AS a ON a.attrelid = r.oid"                            \
  "  WHERE a.attnum > 0 AND NOT a.attisdropped),"
