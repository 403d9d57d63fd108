#include "runtime/introspect/postgresql/tables.h"

#include <string_view>

#include "runtime/introspect/postgresql/objects.h"
#include "runtime/introspect/postgresql/wanted.h"

namespace limbeck::introspect::postgresql {
namespace {

bool is_of_time(const schema::Type& type) {
  using enum schema::TypeKind;
  return type.kind == time || type.kind == timestamp || type.kind == timestamptz ||
         type.kind == interval;
}

schema::Type type_of_column(const Row& row) {
  return type_of(row.text(2), static_cast<int>(row.number(3)), !row.is_null(17),
                 schema::Name{row.text(16), row.text(17)});
}

// `EXCLUDE USING gist (…) DEFERRABLE` without its first word and what stands beside it.
std::string exclude_definition(std::string text) {
  text.erase(0, std::string_view("EXCLUDE ").size());
  for (std::string_view end : {" INITIALLY DEFERRED", " DEFERRABLE"}) {
    if (text.ends_with(end)) text.resize(text.size() - end.size());
  }
  return text;
}

}  // namespace

const char* const tables_query = LIMBECK_WANTED
    "SELECT t.oid, t.schema, t.relname::text, d.description, t.relpersistence = 'u',"
    " array_to_string(t.reloptions, E'\\n'), array_to_string(toast.reloptions, E'\\n'),"
    " s.spcname::text, CASE WHEN t.relkind = 'p' THEN pg_get_partkeydef(t.oid) END,"
    " CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname::text END, r.relname::text,"
    " pg_get_expr(t.relpartbound, t.oid), t.relkind = 'm',"
    " CASE WHEN NOT t.relispartition THEN (SELECT string_agg("
    "   CASE WHEN q.nspname = current_schema() THEN '' ELSE quote_ident(q.nspname) || '.' END"
    "   || quote_ident(p.relname), ', ' ORDER BY i.inhseqno) FROM pg_inherits AS i"
    "   JOIN pg_class AS p ON p.oid = i.inhparent JOIN pg_namespace AS q ON q.oid = p.relnamespace"
    "   WHERE i.inhrelid = t.oid) END,"
    " CASE WHEN NOT t.relispartition THEN (SELECT string_agg(quote_ident(a.attname), ', '"
    "   ORDER BY a.attnum) FROM pg_attribute AS a WHERE a.attrelid = t.oid AND a.attnum > 0"
    "   AND NOT a.attisdropped AND NOT a.attislocal) END"
    " FROM tables AS t LEFT JOIN pg_class AS toast ON toast.oid = t.reltoastrelid"
    " LEFT JOIN pg_tablespace AS s ON s.oid = t.reltablespace"
    " LEFT JOIN pg_description AS d"
    "  ON d.objoid = t.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0"
    " LEFT JOIN pg_inherits AS h ON t.relispartition AND h.inhrelid = t.oid"
    " LEFT JOIN pg_class AS r ON r.oid = h.inhparent"
    " LEFT JOIN pg_namespace AS n ON n.oid = r.relnamespace"
    " ORDER BY t.schema, t.relname";

schema::Table table_of(const Row& row) {
  schema::Table table{.name = {row.text(1), row.text(2)}, .comment = row.text(3)};
  table.settings = options_of(row.text(5), "postgresql.");
  table.settings.merge(options_of(row.text(6), "postgresql.toast."));
  if (row.flag(4)) table.settings["postgresql.unlogged"] = "true";
  if (!row.is_null(7)) table.settings["postgresql.tablespace"] = row.text(7);
  if (!row.is_null(13)) table.settings["postgresql.inherits"] = row.text(13);
  if (!row.is_null(14)) table.settings["postgresql.inherited"] = row.text(14);
  table.partition_by = row.text(8);
  if (!row.is_null(10)) table.partition_of = {{row.text(9), row.text(10)}, row.text(11)};
  return table;
}

bool is_materialized_view(const Row& row) { return row.flag(12); }

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

schema::Column column_of(const Row& row) {
  schema::Column column{.name = row.text(1), .type = type_of_column(row), .nullable = row.flag(4)};
  if (row.flag(6)) {
    column.generated = schema::Generated{.expression = row.text(5), .stored = true};
  } else {
    column.default_sql = row.optional_text(5);
  }
  if (const std::string mode = row.text(7); !mode.empty()) {
    column.identity = schema::Identity{
        .mode = mode == "a" ? schema::Identity::Mode::always : schema::Identity::Mode::by_default,
        .start = row.number(8),
        .increment = row.number(9),
        .min = row.number(10),
        .max = row.number(11),
        .cache = row.number(12),
        .cycle = row.flag(13)};
  }
  column.collation = row.text(14);
  column.comment = row.text(15);
  return column;
}

bool is_given_six_digits(const Row& row) {
  return row.text(2).find("(6)") != std::string::npos && is_of_time(type_of_column(row));
}

const char* const constraint_columns_query = LIMBECK_WANTED
    "SELECT c.oid, a.attname::text, r.attname::text"
    " FROM tables AS t JOIN pg_constraint AS c ON c.conrelid = t.oid"
    " CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS k(own, other, place)"
    " JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.own"
    " LEFT JOIN pg_attribute AS r ON r.attrelid = c.confrelid AND r.attnum = k.other"
    " WHERE c.contype IN ('p', 'u', 'f') ORDER BY c.oid, k.place";

void add_columns(ConstraintColumns& columns, const Row& row) {
  columns.own.push_back(row.text(1));
  if (!row.is_null(2)) columns.other.push_back(row.text(2));
}

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
    "  AND (c.conislocal OR c.contype <> 'c') AND NOT (t.relispartition "
    "AND c.coninhcount > 0)"
    " ORDER BY c.oid";

void add_constraint(schema::Table& table, const Row& row, const ConstraintColumns& columns) {
  const std::string name = row.text(2);
  const schema::Deferrable deferrable = deferrable_of(row.flag(4), row.flag(5));
  const std::string kind = row.text(3);
  switch (kind.empty() ? ' ' : kind[0]) {
    case 'p':
      table.primary_key = schema::PrimaryKey{name, columns.own, deferrable, names_of(row.text(16))};
      break;
    case 'u':
      table.uniques.push_back({name, columns.own, row.flag(8), deferrable, names_of(row.text(16))});
      break;
    case 'f':
      table.foreign_keys.push_back(
          {.name = name,
           .columns = columns.own,
           .ref_table = {row.text(10), row.text(11)},
           .ref_columns = columns.other,
           .on_delete = action_of(row.text(12)),
           .on_update = action_of(row.text(13)),
           .match = row.text(14) == "f" ? schema::Match::full : schema::Match::simple,
           .deferrable = deferrable,
           .not_valid = !row.flag(6),
           .on_delete_columns = names_of(row.text(15))});
      break;
    case 'c':
      table.checks.push_back({.name = name,
                              .expression = row.text(9),
                              .no_inherit = row.flag(7),
                              .not_valid = !row.flag(6)});
      break;
    default:
      table.excludes.push_back({name, exclude_definition(row.text(9)), deferrable});
  }
}

const char* const index_elements_query = LIMBECK_WANTED
    "SELECT i.indexrelid, k.place > i.indnkeyatts, a.attname::text,"
    " CASE WHEN a.attname IS NULL THEN pg_get_indexdef(i.indexrelid, k.place::int, false) END,"
    " (i.indoption[k.place - 1] & 1) = 1, (i.indoption[k.place - 1] & 2) = 2,"
    " CASE WHEN NOT o.opcdefault OR x.attoptions IS NOT NULL THEN"
    "  (SELECT CASE WHEN pg_opclass_is_visible(o.oid) THEN '' ELSE q.nspname || '.'"
    "   END || o.opcname FROM pg_namespace AS q WHERE q.oid = o.opcnamespace) END,"
    " array_to_string(x.attoptions, ', '),"
    // An expression has its columns' collation, which is not the type's and has not to be written.
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

void add_element(schema::Index& index, const Row& row) {
  if (row.flag(1)) {
    index.include.push_back(row.text(2));
    return;
  }
  schema::IndexElement element{.column = row.text(2), .expression = row.text(3)};
  const bool nulls_first = row.flag(5);
  if (row.flag(4)) element.order = schema::Order::descending;
  if (nulls_first != row.flag(4)) {
    element.nulls = nulls_first ? schema::Nulls::first : schema::Nulls::last;
  }
  element.opclass = row.text(6);
  if (!row.is_null(7)) element.opclass += "(" + row.text(7) + ")";
  element.collation = row.text(8);
  index.elements.push_back(std::move(element));
}

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

void finish_index(schema::Index& index, const Row& row) {
  index.name = row.text(2);
  index.unique = row.flag(3);
  index.method = row.text(4);
  index.where = row.text(5);
  index.nulls_not_distinct = row.flag(6);
  index.storage = options_of(row.text(7), "");
  index.tablespace = row.text(8);
  index.comment = row.text(9);
}

}  // namespace limbeck::introspect::postgresql
