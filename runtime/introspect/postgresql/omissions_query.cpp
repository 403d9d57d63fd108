// What no schema of limbeck's holds, by name. What is asked for here is what `verify` says it does
// not look at, and what a history's own tests compare by its name alone.
#include "runtime/introspect/postgresql/objects.h"
#include "runtime/introspect/postgresql/wanted.h"

namespace limbeck::introspect::postgresql {

const char* const omissions_query = LIMBECK_WANTED LIMBECK_RELATIONS
    " found(schema, name, what, kind, class, id) AS ("
    "SELECT t.schema, t.relname::text, 'access method ' || a.amname AS what, 'tables' AS kind,"
    "  NULL::regclass, NULL::oid FROM tables AS t JOIN pg_am AS a ON a.oid = t.relam"
    "  WHERE a.amname <> 'heap'"
    " UNION ALL SELECT schema, relname, 'virtual generation of column ' || attname"
    "   || ', read as stored', 'tables', NULL, NULL FROM columns WHERE attgenerated = 'v'"
    " UNION ALL SELECT t.schema, t.relname, x.what || k.conname, 'tables', NULL, NULL"
    // What older servers lack, as queries.cpp says.
    "  FROM (SELECT true AS conenforced, false AS conperiod) AS absent"
    "  CROSS JOIN tables AS t JOIN pg_constraint AS k ON k.conrelid = t.oid"
    "  CROSS JOIN LATERAL (SELECT 'NOT ENFORCED of constraint ' AS what WHERE EXISTS"
    "    (SELECT FROM pg_constraint AS e WHERE e.oid = k.oid AND NOT conenforced)"
    "   UNION ALL SELECT 'WITHOUT OVERLAPS or PERIOD of constraint ' WHERE EXISTS"
    "    (SELECT FROM pg_constraint AS e WHERE e.oid = k.oid AND conperiod)"
    "   UNION ALL SELECT 'NOT VALID of constraint ' WHERE k.contype = 'n' AND NOT k.convalidated"
    "   UNION ALL SELECT 'NO INHERIT of constraint ' WHERE k.contype = 'n' AND k.connoinherit)"
    "  AS x"
    " UNION ALL SELECT t.schema, t.relname, 'order of columns, which is another than that of its'"
    "   || ' table', 'tables', NULL, NULL FROM tables AS t"
    "  CROSS JOIN LATERAL (SELECT pg_partition_root(t.oid) AS root WHERE t.relispartition) AS h"
    "  WHERE (SELECT array_agg(a.attname ORDER BY"
    "    a.attnum) FROM pg_attribute AS a WHERE a.attrelid = t.oid AND a.attnum > 0"
    "    AND NOT a.attisdropped) <> (SELECT array_agg(a.attname ORDER BY a.attnum)"
    "    FROM pg_attribute AS a WHERE a.attrelid = h.root AND a.attnum > 0"
    "    AND NOT a.attisdropped)"
    " UNION ALL SELECT w.name, t.typname, 'base type', 'types', 'pg_type'::regclass, t.oid"
    "  FROM pg_type AS t JOIN wanted AS w ON w.oid = t.typnamespace"
    "  WHERE t.typtype = 'b' AND t.typcategory <> 'A'"
    " UNION ALL SELECT '', x.name, x.kind, x.plural, x.class, x.oid FROM ("
    "   SELECT lanname AS name, 'language' AS kind, 'languages' AS plural,"
    "    'pg_language'::regclass AS class, oid FROM pg_language"
    "   UNION ALL SELECT format_type(trftype, NULL) || ' of ' || (SELECT lanname FROM pg_language"
    "    AS l WHERE l.oid = trflang), 'transform', 'transforms', 'pg_transform'::regclass, oid"
    "    FROM pg_transform"
    "   UNION ALL SELECT pg_get_userbyid(m.umuser) || ' on ' || m.srvname, 'user mapping',"
    "    'user_mappings', 'pg_user_mapping'::regclass, m.umid FROM pg_user_mappings AS m"
    "  ) AS x WHERE x.oid >= 16384"
    // Whatever else is in a wanted schema: a kind of object that nothing here knows.
    " UNION ALL SELECT w.name, i.name, i.type, 'objects', d.classid::regclass, d.objid"
    "  FROM pg_depend AS d JOIN wanted AS w ON d.refclassid = 'pg_namespace'::regclass"
    "   AND d.refobjid = w.oid AND d.deptype = 'n' CROSS JOIN LATERAL"
    "   pg_identify_object(d.classid, d.objid, 0) AS i WHERE d.objsubid = 0 AND d.classid NOT IN ("
    "   'pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_operator'::regclass,"
    "   'pg_opclass'::regclass, 'pg_opfamily'::regclass, 'pg_collation'::regclass,"
    "   'pg_conversion'::regclass, 'pg_ts_config'::regclass, 'pg_ts_dict'::regclass,"
    "   'pg_ts_parser'::regclass, 'pg_ts_template'::regclass, 'pg_statistic_ext'::regclass,"
    "   'pg_default_acl'::regclass, 'pg_extension'::regclass))"
    " SELECT schema, name, what, kind FROM found AS f WHERE NOT EXISTS (SELECT FROM pg_depend AS d"
    "  WHERE d.classid = f.class AND d.objid = f.id AND d.deptype = 'e') ORDER BY 1, 2, 3";

}  // namespace limbeck::introspect::postgresql
