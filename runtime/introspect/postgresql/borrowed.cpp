#include "runtime/introspect/postgresql/scratch.h"

#include "migrations/schema/location.h"
#include "migrations/schema/objects.h"
#include "runtime/introspect/postgresql/reader.h"

namespace limbeck::introspect::postgresql {
namespace {

// Rows that this transaction wrote have the age 0. `things` are those of the live schemas ($1) and
// of the scratch schema ($2); `part` distinguishes functions and operators of one name: not
// by the numbers of types, because a type of the scratch schema has another than its model.
const char* const borrowed_query =
    "WITH things AS MATERIALIZED ("
    "SELECT 'pg_class'::regclass AS class, oid, relnamespace AS space, relname::text AS name,"
    "  CASE relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'"
    "   WHEN 'c' THEN 'composite type' WHEN 'f' THEN 'foreign table' ELSE 'table' END AS kind,"
    "  '' AS part FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'c', 'f')"
    " UNION ALL SELECT 'pg_type'::regclass, oid, typnamespace, typname,"
    "  CASE typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' ELSE 'type' END, '' FROM pg_type"
    " UNION ALL SELECT 'pg_proc'::regclass, oid, pronamespace, proname,"
    "  CASE prokind WHEN 'a' THEN 'aggregate' WHEN 'p' THEN 'procedure' ELSE 'function' END,"
    "  (SELECT string_agg(t.typname, ',' ORDER BY a.place)"
    "   FROM unnest(proargtypes::oid[]) WITH ORDINALITY AS a(type, place)"
    "   JOIN pg_type AS t ON t.oid = a.type) FROM pg_proc"
    "  WHERE pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname = $2"
    "   OR nspname = ANY (string_to_array($1, E'\\n')))"
    " UNION ALL SELECT 'pg_operator'::regclass, o.oid, oprnamespace, oprname, 'operator',"
    "  concat(l.typname, ',', r.typname) FROM pg_operator AS o"
    "  LEFT JOIN pg_type AS l ON l.oid = oprleft LEFT JOIN pg_type AS r ON r.oid = oprright"
    " UNION ALL SELECT 'pg_opclass'::regclass, oid, opcnamespace, opcname, 'operator class',"
    "  opcmethod::text FROM pg_opclass"
    " UNION ALL SELECT 'pg_opfamily'::regclass, oid, opfnamespace, opfname, 'operator family',"
    "  opfmethod::text FROM pg_opfamily"
    " UNION ALL SELECT 'pg_collation'::regclass, oid, collnamespace, collname, 'collation', ''"
    "  FROM pg_collation"
    " UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgnamespace, cfgname,"
    "  'text search configuration', '' FROM pg_ts_config"
    " UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictnamespace, dictname,"
    "  'text search dictionary', '' FROM pg_ts_dict),"
    // An array is its elements' type, a multirange its range's, and a table's row type the table.
    " uses AS (SELECT d.classid, d.objid, d.objsubid,"
    "  CASE WHEN e.typrelid <> 0 THEN 'pg_class'::regclass ELSE d.refclassid END AS class,"
    "  CASE WHEN e.typrelid <> 0 THEN e.typrelid ELSE coalesce(e.oid, d.refobjid) END AS oid"
    "  FROM pg_depend AS d"
    "  LEFT JOIN pg_type AS t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid"
    "  LEFT JOIN pg_type AS b ON b.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0"
    "   THEN t.typelem ELSE t.oid END"
    // From version 14 on; queries.cpp says how older ones are asked.
    "  CROSS JOIN (SELECT 0::oid AS rngmultitypid) AS absent"
    "  LEFT JOIN LATERAL (SELECT rngtypid FROM pg_range WHERE rngmultitypid = b.oid"
    "   AND rngmultitypid <> 0) AS g ON true"
    "  LEFT JOIN pg_type AS e ON e.oid = coalesce(g.rngtypid, b.oid)"
    "  WHERE age(d.xmin) = 0 AND d.deptype IN ('n', 'a')),"
    " found AS (SELECT DISTINCT u.classid, u.objid, u.objsubid, x.kind, x.name,"
    "  CASE WHEN v.nspname = split_part($1, E'\\n', 1) THEN '' ELSE v.nspname::text END AS space"
    "  FROM uses AS u JOIN things AS x ON x.class = u.class AND x.oid = u.oid"
    "  JOIN pg_namespace AS v ON v.oid = x.space"
    "  WHERE v.nspname = ANY (string_to_array($1, E'\\n'))"
    "  AND NOT EXISTS (SELECT FROM pg_depend AS m WHERE m.classid = x.class AND m.objid = x.oid"
    "   AND m.deptype = 'e')"
    "  AND NOT EXISTS (SELECT FROM things AS s"
    "   WHERE s.space = (SELECT oid FROM pg_namespace WHERE nspname = $2)"
    "   AND s.class = x.class AND s.name = x.name AND s.part IS NOT DISTINCT FROM x.part))"
    " SELECT DISTINCT CASE WHEN p.oid IS NOT NULL THEN 'function'"
    "  WHEN t.oid IS NOT NULL THEN 'domain' WHEN g.oid IS NOT NULL THEN 'trigger'"
    "  WHEN i.indexrelid IS NOT NULL THEN 'index' WHEN k.oid IS NOT NULL THEN 'constraint'"
    "  WHEN c.attnum IS NOT NULL THEN 'column' WHEN r.relkind IN ('v', 'm') THEN 'view'"
    "  WHEN r.relkind = 'S' THEN 'sequence' ELSE 'table' END,"
    " CASE WHEN n.nspname = $2 THEN '' ELSE n.nspname::text END,"
    " coalesce(p.proname, t.typname, r.relname)::text,"
    " coalesce(CASE WHEN p.oid IS NOT NULL THEN pg_get_function_identity_arguments(p.oid) END,"
    "  g.tgname, (SELECT relname FROM pg_class WHERE oid = i.indexrelid), k.conname, c.attname)"
    "  ::text, f.kind, f.name, f.space FROM found AS f"
    " LEFT JOIN pg_attrdef AS a ON f.classid = 'pg_attrdef'::regclass AND a.oid = f.objid"
    " LEFT JOIN pg_constraint AS k ON f.classid = 'pg_constraint'::regclass AND k.oid = f.objid"
    " LEFT JOIN pg_rewrite AS w ON f.classid = 'pg_rewrite'::regclass AND w.oid = f.objid"
    " LEFT JOIN pg_trigger AS g ON f.classid = 'pg_trigger'::regclass AND g.oid = f.objid"
    " LEFT JOIN pg_index AS i ON f.classid = 'pg_class'::regclass AND i.indexrelid = f.objid"
    " LEFT JOIN pg_class AS r ON r.oid = coalesce(a.adrelid, nullif(k.conrelid, 0), w.ev_class,"
    "  g.tgrelid, i.indrelid, CASE WHEN f.classid = 'pg_class'::regclass THEN f.objid END)"
    " LEFT JOIN pg_attribute AS c ON c.attrelid = r.oid AND r.relkind IN ('r', 'p')"
    "  AND c.attnum = coalesce(a.adnum, CASE WHEN f.classid = 'pg_class'::regclass"
    "   THEN nullif(f.objsubid, 0) END)"
    " LEFT JOIN pg_proc AS p ON f.classid = 'pg_proc'::regclass AND p.oid = f.objid"
    " LEFT JOIN pg_type AS t ON t.oid = coalesce(nullif(k.contypid, 0),"
    "  CASE WHEN f.classid = 'pg_type'::regclass THEN f.objid END)"
    " JOIN pg_namespace AS n ON n.oid = coalesce(p.pronamespace, t.typnamespace, r.relnamespace)"
    " WHERE g.tgisinternal IS NOT TRUE ORDER BY 2, 3, 4, 6, 7";

struct User {
  std::string path, words;
};

User user_of(const std::string& kind, const schema::Name& name, const std::string& part) {
  using Kind = schema::ObjectKind;
  const auto object = [&](Kind what) {
    const schema::Object one{what, name, part};
    return User{schema::path_of(one), kind + " '" + to_string(one) + "'"};
  };
  const std::string of = " of '" + to_string(name) + "'";
  if (kind == "function") return object(Kind::function);
  if (kind == "domain") return {object(Kind::domain).path, "domain '" + to_string(name) + "'"};
  if (kind == "view") return object(Kind::view);
  if (kind == "sequence") return object(Kind::sequence);
  if (kind == "trigger") return {object(Kind::trigger).path, "trigger '" + part + "'" + of};
  if (kind == "index") return {schema::path_of_index(name, part), "index '" + part + "'" + of};
  if (kind == "constraint")
    return {schema::path_of_constraint(name, part), "constraint '" + part + "'" + of};
  if (kind == "column") {
    return {schema::path_of_column(name, part), "column '" + to_string(name) + "." + part + "'"};
  }
  return {schema::path_of_table(name), "table '" + to_string(name) + "'"};
}

}  // namespace

std::vector<Borrowed> borrowed(Connection& connection, const std::vector<std::string>& live,
                               const std::string& scratch) {
  std::string schemas;
  for (const std::string& name : live) schemas += (schemas.empty() ? "" : "\n") + name;
  const Rows rows = ask(connection, "limbeck_borrowed", borrowed_query, {schemas, scratch});
  std::vector<Borrowed> list;
  for (const auto& values : rows.rows) {
    const Row row(values);
    User user = user_of(row.text(0), {row.text(1), row.text(2)}, row.text(3));
    list.push_back(
        {std::move(user.path), std::move(user.words), row.text(4), {row.text(6), row.text(5)}});
  }
  return list;
}

}  // namespace limbeck::introspect::postgresql
