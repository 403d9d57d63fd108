#include "tests/mutations/raw_postgresql.h"

namespace limbeck::test {
namespace {

// The database's own tables and columns, partitions apart, as the FROM and WHERE of a query.
#define TABLES                                                                    \
  "FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"           \
  " WHERE n.nspname !~ '^(pg_|information_schema$)' AND c.relname !~ '^limbeck_'" \
  " AND NOT EXISTS (SELECT FROM pg_depend AS x WHERE x.objid = c.oid AND x.deptype = 'e')"
#define COLUMNS                                                                   \
  "FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid"               \
  " JOIN pg_namespace AS n ON n.oid = c.relnamespace"                             \
  " WHERE n.nspname !~ '^(pg_|information_schema$)' AND c.relname !~ '^limbeck_'" \
  " AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0"        \
  " AND NOT a.attisdropped"
#define NO_KEY                                                               \
  " AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conrelid = c.oid" \
  " AND k.contype = 'p' AND a.attnum = ANY (k.conkey)) AND a.attidentity = ''"
#define CONSTRAINTS                                                               \
  "FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid"              \
  " JOIN pg_namespace AS n ON n.oid = c.relnamespace"                             \
  " WHERE n.nspname !~ '^(pg_|information_schema$)' AND c.relname !~ '^limbeck_'" \
  " AND NOT c.relispartition AND k.conparentid = 0"
#define INDEXES                                                                   \
  "FROM pg_index AS i JOIN pg_class AS x ON x.oid = i.indexrelid"                 \
  " JOIN pg_class AS c ON c.oid = i.indrelid"                                     \
  " JOIN pg_namespace AS n ON n.oid = c.relnamespace"                             \
  " WHERE n.nspname !~ '^(pg_|information_schema$)' AND c.relname !~ '^limbeck_'" \
  " AND NOT x.relispartition AND c.relkind = 'r'"                                 \
  " AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = x.oid)"
#define FUNCTIONS                                                        \
  "FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace"   \
  " WHERE n.nspname !~ '^(pg_|information_schema$)' AND p.prokind = 'f'" \
  " AND NOT EXISTS (SELECT FROM pg_depend AS x WHERE x.objid = p.oid AND x.deptype = 'e')"

}  // namespace

const std::vector<RawKind>& raw_postgresql_kinds() {
  using enum Said;
  static const std::vector<RawKind> kinds{
      {"column: not null", different,
       "SELECT format('ALTER TABLE %s ALTER %I DROP NOT NULL', c.oid::regclass, a.attname),"
       " a.attname::text " COLUMNS NO_KEY " AND a.attnotnull"},
      {"column: nullable", different,
       "SELECT format('ALTER TABLE %s ALTER %I SET NOT NULL', c.oid::regclass, a.attname),"
       " a.attname::text " COLUMNS " AND NOT a.attnotnull"},
      {"column: default lost", different,
       "SELECT format('ALTER TABLE %s ALTER %I DROP DEFAULT', c.oid::regclass, a.attname),"
       " a.attname::text " COLUMNS " AND a.atthasdef AND a.attgenerated = ''"},
      {"column: default added", different,
       "SELECT format('ALTER TABLE %s ALTER %I SET DEFAULT 47', c.oid::regclass, a.attname),"
       " a.attname::text " COLUMNS NO_KEY " AND a.attgenerated = ''"
       " AND a.atttypid IN (21, 23, 20, 1700)"},
      {"column: type", different,
       "SELECT format('ALTER TABLE %s ALTER %I TYPE varchar(77)', c.oid::regclass, a.attname),"
       " a.attname::text " COLUMNS " AND a.atttypid = 'varchar'::regtype"},
      {"column: dropped", different,
       "SELECT format('ALTER TABLE %s DROP %I CASCADE', c.oid::regclass, a.attname),"
       " a.attname::text " COLUMNS " AND c.relkind = 'r'"},
      {"column: added", different,
       "SELECT format('ALTER TABLE %s ADD left_over int', c.oid::regclass), 'left_over' " TABLES
       " AND c.relkind IN ('r', 'p') AND NOT c.relispartition"},
      {"column: renamed", different,
       "SELECT format('ALTER TABLE %s RENAME %I TO left_over', c.oid::regclass, a.attname),"
       " a.attname::text " COLUMNS},
      {"column: comment", different,
       "SELECT format('COMMENT ON COLUMN %s.%I IS ''left over''', c.oid::regclass, a.attname),"
       " a.attname::text " COLUMNS},
      {"identity: mode", different,
       "SELECT format('ALTER TABLE %s ALTER %I SET GENERATED ALWAYS', c.oid::regclass, a.attname),"
       " a.attname::text " COLUMNS " AND a.attidentity = 'd'"},
      {"identity: increment", different,
       "SELECT format('ALTER TABLE %s ALTER %I SET INCREMENT 17', c.oid::regclass, a.attname),"
       " a.attname::text " COLUMNS " AND a.attidentity <> ''"},
      {"table: dropped", different,
       "SELECT format('DROP TABLE %s CASCADE', c.oid::regclass), c.relname::text " TABLES
       " AND c.relkind = 'r' AND NOT c.relispartition"},
      {"table: renamed", different,
       "SELECT format('ALTER TABLE %s RENAME TO left_over', c.oid::regclass), "
       "c.relname::text " TABLES " AND c.relkind = 'r'"},
      {"table: moved", different,
       "SELECT format('CREATE SCHEMA left_over; ALTER TABLE %s SET SCHEMA left_over',"
       " c.oid::regclass), c.relname::text " TABLES " AND c.relkind = 'r'"},
      {"table: unlogged", different,
       "SELECT format('ALTER TABLE %s SET UNLOGGED', c.oid::regclass), c.relname::text " TABLES
       " AND c.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_constraint AS k"
       " WHERE k.confrelid = c.oid)"},
      {"table: setting", different,
       "SELECT format('ALTER TABLE %s SET (autovacuum_enabled = false)', c.oid::regclass),"
       " c.relname::text " TABLES " AND c.relkind = 'r'"},
      {"table: comment", different,
       "SELECT format('COMMENT ON TABLE %s IS ''left over''', c.oid::regclass), "
       "c.relname::text " TABLES " AND c.relkind IN ('r', 'p')"},
      {"partition: detached", different,
       "SELECT format('ALTER TABLE %s DETACH PARTITION %s', h.inhparent::regclass, "
       "c.oid::regclass),"
       " c.relname::text FROM pg_inherits AS h JOIN pg_class AS c ON c.oid = h.inhrelid"
       " WHERE c.relispartition AND c.relkind = 'r'"},
      {"constraint: dropped", different,
       "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', c.oid::regclass, k.conname),"
       // PostgreSQL's own names: the message may know a key by its table.
       " CASE k.contype WHEN 'p' THEN c.relname ELSE k.conname END::text " CONSTRAINTS
       " AND k.contype IN ('p', 'u', 'f', 'c', 'x')"},
      {"constraint: renamed", different,
       "SELECT format('ALTER TABLE %s RENAME CONSTRAINT %I TO left_over', c.oid::regclass,"
       " k.conname), 'left_over' " CONSTRAINTS " AND k.contype IN ('p', 'u', 'f', 'c', 'x')"},
      {"foreign key: deferrable", different,
       "SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED',"
       " c.oid::regclass, k.conname), k.conname::text " CONSTRAINTS
       " AND k.contype = 'f' AND NOT k.condeferred"},
      {"foreign key: not valid", different,
       "SELECT format('UPDATE pg_constraint SET convalidated = false WHERE oid = %s', k.oid),"
       " k.conname::text " CONSTRAINTS " AND k.contype = 'f'"},
      {"foreign key: triggers disabled", different,
       "SELECT format('ALTER TABLE %s DISABLE TRIGGER ALL', c.oid::regclass), "
       "k.conname::text " CONSTRAINTS " AND k.contype = 'f'"},
      {"index: dropped", different,
       "SELECT format('DROP INDEX %s', x.oid::regclass), x.relname::text " INDEXES},
      {"index: renamed", different,
       "SELECT format('ALTER INDEX %s RENAME TO left_over', x.oid::regclass), "
       "x.relname::text " INDEXES},
      {"index: setting", different,
       "SELECT format('ALTER INDEX %s SET (fillfactor = 44)', x.oid::regclass),"
       " x.relname::text " INDEXES " AND x.relam = 403"},
      {"index: comment", different,
       "SELECT format('COMMENT ON INDEX %s IS ''left over''', x.oid::regclass),"
       " x.relname::text " INDEXES},
      {"index: invalid", different,
       "SELECT format('UPDATE pg_index SET indisvalid = false WHERE indexrelid = %s', x.oid),"
       " x.relname::text " INDEXES},
      {"trigger: disabled", different,
       "SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname),"
       " tgname::text FROM pg_trigger WHERE NOT tgisinternal AND tgparentid = 0"},
      {"trigger: dropped", different,
       "SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass), tgname::text"
       " FROM pg_trigger WHERE NOT tgisinternal AND tgparentid = 0"},
      {"trigger: renamed", different,
       "SELECT format('ALTER TRIGGER %I ON %s RENAME TO left_over', tgname, tgrelid::regclass),"
       " tgname::text FROM pg_trigger WHERE NOT tgisinternal AND tgparentid = 0"},
      {"function: cost", different,
       "SELECT format('ALTER FUNCTION %s COST 4711', p.oid::regprocedure), "
       "p.proname::text " FUNCTIONS},
      {"function: security definer", different,
       "SELECT format('ALTER FUNCTION %s SECURITY DEFINER', p.oid::regprocedure),"
       " p.proname::text " FUNCTIONS " AND NOT p.prosecdef"},
      {"function: setting", different,
       "SELECT format('ALTER FUNCTION %s SET work_mem = ''47MB''', p.oid::regprocedure),"
       " p.proname::text " FUNCTIONS},
      // An aggregate goes with its function, and with it the history's own schema could not be
      // made.
      {"function: dropped", different,
       "SELECT format('DROP FUNCTION %s CASCADE', p.oid::regprocedure), "
       "p.proname::text " FUNCTIONS " AND NOT EXISTS (SELECT FROM pg_aggregate AS g WHERE p.oid IN "
       "(g.aggtransfn, g.aggfinalfn))"},
      {"function: renamed", different,
       "SELECT format('ALTER FUNCTION %s RENAME TO left_over', p.oid::regprocedure),"
       " p.proname::text " FUNCTIONS},
      {"view: setting", different,
       "SELECT format('ALTER VIEW %s SET (security_barrier = true)', c.oid::regclass),"
       " c.relname::text " TABLES " AND c.relkind = 'v'"},
      {"view: dropped", different,
       "SELECT format('DROP VIEW %s CASCADE', c.oid::regclass), c.relname::text " TABLES
       " AND c.relkind = 'v'"},
      {"view: renamed", different,
       "SELECT format('ALTER VIEW %s RENAME TO left_over', c.oid::regclass), "
       "c.relname::text " TABLES " AND c.relkind = 'v'"},
      {"view: column renamed", different,
       "SELECT format('ALTER VIEW %s RENAME %I TO left_over', c.oid::regclass, a.attname),"
       " c.relname::text FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid"
       " JOIN pg_namespace AS n ON n.oid = c.relnamespace"
       " WHERE n.nspname !~ '^(pg_|information_schema$)' AND c.relkind = 'v' AND a.attnum > 0"},
      {"sequence: increment", different,
       "SELECT format('ALTER SEQUENCE %s INCREMENT 17', c.oid::regclass), c.relname::text " TABLES
       " AND c.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = c.oid"
       " AND d.deptype IN ('a', 'i'))"},
      {"enum: value added", different,
       "SELECT format('ALTER TYPE %s ADD VALUE ''left over''', oid::regtype), typname::text"
       " FROM pg_type WHERE typtype = 'e'"},
      {"enum: value renamed", different,
       "SELECT format('ALTER TYPE %s RENAME VALUE %L TO ''left over''', t.oid::regtype, "
       "e.enumlabel),"
       " t.typname::text FROM pg_type AS t JOIN pg_enum AS e ON e.enumtypid = t.oid"},
      {"domain: check added", different,
       "SELECT format('ALTER DOMAIN %s ADD CONSTRAINT left_over CHECK (1 < 2)', t.oid::regtype),"
       " t.typname::text FROM pg_type AS t JOIN pg_namespace AS n ON n.oid = t.typnamespace"
       " WHERE typtype = 'd' AND n.nspname !~ '^(pg_|information_schema$)'"},
      {"table: row security", not_looked,
       "SELECT format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', c.oid::regclass),"
       " c.relname::text " TABLES " AND c.relkind = 'r'"},
      {"table: forced row security", not_looked,
       "SELECT format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', c.oid::regclass),"
       " c.relname::text " TABLES " AND c.relkind = 'r'"},
      {"table: policy", not_looked,
       "SELECT format('CREATE POLICY left_over ON %s USING (true)', c.oid::regclass),"
       " c.relname::text " TABLES " AND c.relkind = 'r'"},
      {"table: rule", not_looked,
       "SELECT format('CREATE RULE left_over AS ON DELETE TO %s DO INSTEAD NOTHING',"
       " c.oid::regclass), c.relname::text " TABLES " AND c.relkind = 'r'"},
      {"table: replica identity", not_looked,
       "SELECT format('ALTER TABLE %s REPLICA IDENTITY FULL', c.oid::regclass),"
       " c.relname::text " TABLES " AND c.relkind = 'r'"},
      {"table: clustered", not_looked,
       "SELECT format('ALTER TABLE %s CLUSTER ON %I', c.oid::regclass, x.relname),"
       " c.relname::text " INDEXES " AND i.indpred IS NULL AND x.relam = 403"},
      {"column: storage", not_looked,
       "SELECT format('ALTER TABLE %s ALTER %I SET STORAGE EXTERNAL', c.oid::regclass, a.attname),"
       " a.attname::text " COLUMNS " AND a.atttypid = 'text'::regtype"},
      {"column: compression", not_looked,
       "SELECT format('ALTER TABLE %s ALTER %I SET COMPRESSION pglz', c.oid::regclass, a.attname),"
       " a.attname::text " COLUMNS " AND a.atttypid = 'text'::regtype"},
      {"column: statistics", not_looked,
       "SELECT format('ALTER TABLE %s ALTER %I SET STATISTICS 77', c.oid::regclass, a.attname),"
       " a.attname::text " COLUMNS},
      {"column: options", not_looked,
       "SELECT format('ALTER TABLE %s ALTER %I SET (n_distinct = 7)', c.oid::regclass, a.attname),"
       " a.attname::text " COLUMNS},
      {"constraint: comment", not_looked,
       "SELECT format('COMMENT ON CONSTRAINT %I ON %s IS ''left over''', k.conname,"
       " c.oid::regclass), k.conname::text " CONSTRAINTS},
      {"primary key: include", not_looked,
       "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I PRIMARY KEY (%s)"
       " INCLUDE (%I)', c.oid::regclass, k.conname, k.conname,"
       " (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.place)"
       "  FROM unnest(k.conkey) WITH ORDINALITY AS u(number, place)"
       "  JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = u.number),"
       " (SELECT a.attname FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0"
       "  AND NOT a.attisdropped ORDER BY a.attnum DESC LIMIT 1)),"
       " k.conname::text " CONSTRAINTS " AND k.contype = 'p' AND c.relkind = 'r'"
       " AND NOT EXISTS (SELECT FROM pg_constraint AS f WHERE f.confrelid = c.oid)"},
      {"column: bpchar", not_looked,
       "SELECT format('ALTER TABLE %s ADD left_over bpchar', c.oid::regclass),"
       " 'left_over' " TABLES " AND c.relkind = 'r' AND NOT c.relispartition"},
      {"partition: default", not_looked,
       "SELECT format('ALTER TABLE %s ALTER %I SET DEFAULT NULL::%s', c.oid::regclass, a.attname,"
       " format_type(a.atttypid, a.atttypmod)), a.attname::text"
       " FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid WHERE c.relispartition"
       " AND c.relkind = 'r' AND a.attnum > 0 AND a.attidentity = '' AND a.attgenerated = ''"
       " AND a.atthasdef"},
      {"partition: not null", not_looked,
       "SELECT format('ALTER TABLE %s ALTER %I SET NOT NULL', c.oid::regclass, a.attname),"
       " a.attname::text FROM pg_class AS c"
       " JOIN pg_attribute AS a ON a.attrelid = c.oid WHERE c.relispartition"
       " AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attnotnull"},
      {"partition: comment on a column", not_looked,
       "SELECT format('COMMENT ON COLUMN %s.%I IS ''left over''', c.oid::regclass, a.attname),"
       " a.attname::text FROM pg_class AS c"
       " JOIN pg_attribute AS a ON a.attrelid = c.oid WHERE c.relispartition"
       " AND c.relkind = 'r' AND a.attnum > 0"},
      {"partition: trigger disabled", not_looked,
       "SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname),"
       " tgname::text FROM pg_trigger WHERE tgparentid <> 0 AND NOT tgisinternal"},
      {"view: default of a column", not_looked,
       "SELECT format('ALTER VIEW %s ALTER %I SET DEFAULT CASE WHEN true THEN NULL::%s END', "
       "c.oid::regclass, a.attname,"
       " format_type(a.atttypid, a.atttypmod)), a.attname::text"
       " FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid"
       " JOIN pg_namespace AS n ON n.oid = c.relnamespace"
       " WHERE n.nspname !~ '^(pg_|information_schema$)' AND c.relkind = 'v' AND a.attnum > 0"},
      {"view: comment on a column", not_looked,
       "SELECT format('COMMENT ON COLUMN %s.%I IS ''left over''', c.oid::regclass, a.attname),"
       " a.attname::text FROM pg_class AS c"
       " JOIN pg_attribute AS a ON a.attrelid = c.oid"
       " JOIN pg_namespace AS n ON n.oid = c.relnamespace"
       " WHERE n.nspname !~ '^(pg_|information_schema$)' AND c.relkind = 'v' AND a.attnum > 0"},
      {"composite type", not_looked, "SELECT 'CREATE TYPE left_over AS (a int)', 'left_over'"},
      {"range type", not_looked,
       "SELECT 'CREATE TYPE left_over AS RANGE (SUBTYPE = numeric)', 'left_over'"},
      {"aggregate", not_looked,
       "SELECT 'CREATE AGGREGATE left_over (int) (SFUNC = int4pl, STYPE = int)',"
       " 'left_over'"},
      {"collation", not_looked,
       "SELECT 'CREATE COLLATION left_over (LOCALE = ''C'')', 'left_over'"},
      {"operator class", not_looked,
       "SELECT 'CREATE OPERATOR CLASS left_over FOR TYPE int USING btree AS FUNCTION 1"
       " btint4cmp(int, int), OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=,"
       " OPERATOR 5 >', 'left_over'"},
      {"statistics object", not_looked,
       "SELECT format('CREATE STATISTICS left_over ON %I, %I FROM %s', min(a.attname),"
       " max(a.attname), c.oid::regclass), 'left_over' " COLUMNS
       " AND c.relkind = 'r' GROUP BY c.oid HAVING count(*) > 1"},
      {"text search configuration", not_looked,
       "SELECT 'CREATE TEXT SEARCH CONFIGURATION left_over (COPY = simple)',"
       " 'left_over'"},
      {"publication", not_looked, "SELECT 'CREATE PUBLICATION left_over', 'left_over'"},
      {"cast", not_looked, "SELECT 'CREATE CAST (bigint AS uuid) WITH INOUT', 'bigint AS uuid'"},
      {"owner", nothing,
       "SELECT format('ALTER TABLE %s OWNER TO postgres', c.oid::regclass), '' " TABLES
       " AND c.relkind = 'r'"},
      {"rights", nothing,
       "SELECT format('GRANT SELECT ON %s TO PUBLIC', c.oid::regclass), '' " TABLES
       " AND c.relkind IN ('r', 'v')"},
      {"rows and where sequences are", nothing,
       "SELECT format('SELECT nextval(%L)', c.oid::regclass), '' " TABLES " AND c.relkind = 'S'"},
  };
  return kinds;
}

std::optional<RawMutation> raw_mutation(Random& random, Connection& connection,
                                        const RawKind& kind) {
  const Rows rows = connection.query("SELECT * FROM (" + std::string(kind.query) +
                                     ") AS q(statement, named) ORDER BY 1, 2");
  if (rows.rows.empty()) return std::nullopt;
  const auto& row = rows.rows[random.below(rows.rows.size())];
  return RawMutation{std::get<std::string>(row.at(0)), std::get<std::string>(row.at(1))};
}

}  // namespace limbeck::test
