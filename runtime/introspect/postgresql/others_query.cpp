// The objects that limbeck holds as the SQL that makes them: each as pg_dump would write it
// (PostgreSQL 15, src/bin/pg_dump/pg_dump.c), with names of the default schema bare. A catalog's
// column that older or newer servers lack is read out of the row as JSON.
#include "runtime/introspect/postgresql/objects.h"
#include "runtime/introspect/postgresql/wanted.h"

// `name` with its schema, which `w` is, where that is not the default one.
#define LIMBECK_QUALIFIED(name) \
  " (CASE WHEN w.name = '' THEN '' ELSE quote_ident(w.name) || '.' END || quote_ident(" name ")) "
// A table `t` of the common table expression.
#define LIMBECK_TABLE                                                           \
  " (CASE WHEN t.schema = '' THEN '' ELSE quote_ident(t.schema) || '.' END || " \
  "quote_ident(t.relname)) "
// `, option = value` where there is a value; a function where it is not 0.
#define LIMBECK_OPTION(option, value) " coalesce(', " option " = ' || " value ", '') "
#define LIMBECK_FUNCTION(option, oid) \
  " CASE WHEN " oid " <> 0 THEN ', " option " = ' || " oid "::regproc::text ELSE '' END "

namespace limbeck::introspect::postgresql {
namespace {

#define LIMBECK_TYPES \
  "SELECT 'type' AS kind, w.name AS schema, y.typname::text AS name, ''::text AS part,"                  \
  " CASE y.typtype WHEN 'c' THEN 'CREATE TYPE ' || q.name || ' AS ('"                                \
  "  || coalesce((SELECT string_agg(quote_ident(a.attname) || ' '"                                 \
  "      || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attcollation <> b.typcollation"    \
  "        THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END, ', ' ORDER BY a.attnum)"  \
  "     FROM pg_attribute AS a JOIN pg_type AS b ON b.oid = a.atttypid"                            \
  "     WHERE a.attrelid = y.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '') || ')'"        \
  " WHEN 'r' THEN 'CREATE TYPE ' || q.name || ' AS RANGE (SUBTYPE = '"                               \
  "  || format_type(r.rngsubtype, NULL)"                                                           \
  "  || CASE WHEN NOT o.opcdefault THEN ', SUBTYPE_OPCLASS = ' || (SELECT"                         \
  "      quote_ident(n.nspname) || '.' || quote_ident(o.opcname) FROM pg_namespace AS n"           \
  "      WHERE n.oid = o.opcnamespace) ELSE '' END"                                                \
  "  || CASE WHEN r.rngcollation <> s.typcollation"                                                \
  "      THEN ', COLLATION = ' || r.rngcollation::regcollation ELSE '' END ||"                     \
  LIMBECK_FUNCTION("CANONICAL", "r.rngcanonical") "||"                                             \
  LIMBECK_FUNCTION("SUBTYPE_DIFF", "r.rngsubdiff")                                                 \
  "  || coalesce(', MULTIRANGE_TYPE_NAME = ' || (SELECT format_type(m.oid, NULL) FROM pg_type AS m"\
  "      WHERE m.oid = (to_jsonb(r) ->> 'rngmultitypid')::oid), '') || ')'"                        \
  " ELSE 'CREATE TYPE ' || q.name END, 'DROP TYPE ' || q.name,"                                      \
  " 'TYPE ' || q.name AS target, 'pg_type'::regclass AS class, y.oid AS id"                         \
  " FROM pg_type AS y JOIN wanted AS w ON w.oid = y.typnamespace"                                  \
  " CROSS JOIN LATERAL (SELECT" LIMBECK_QUALIFIED("y.typname") "AS name) AS q"      \
  " LEFT JOIN pg_range AS r ON r.rngtypid = y.oid LEFT JOIN pg_opclass AS o ON o.oid = r.rngsubopc"\
  " LEFT JOIN pg_type AS s ON s.oid = r.rngsubtype"                                                \
  " WHERE (y.typtype IN ('r', 'p') AND NOT (y.typtype = 'p' AND y.typisdefined))"                  \
  "  OR (y.typtype = 'c' AND EXISTS (SELECT FROM pg_class AS c WHERE c.oid = y.typrelid"           \
  "   AND c.relkind = 'c'))"

// A collation's locale is in one of three columns, by the server's version.
#define LIMBECK_COLLATIONS \
  " UNION ALL SELECT 'collation', w.name, c.collname, '', 'CREATE COLLATION '"                  \
  " || " LIMBECK_QUALIFIED("c.collname") "|| ' (provider = ' || CASE c.collprovider"            \
  "  WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END"                               \
  " || CASE WHEN c.collisdeterministic THEN '' ELSE ', deterministic = false' END"              \
  " || CASE WHEN c.collprovider <> 'c' THEN ', locale = ' || quote_literal(coalesce("           \
  "   j.row ->> 'colllocale', j.row ->> 'colliculocale', c.collcollate))"                       \
  "  WHEN c.collcollate = c.collctype THEN ', locale = ' || quote_literal(c.collcollate)"       \
  "  ELSE ', lc_collate = ' || quote_literal(c.collcollate) || ', lc_ctype = '"                 \
  "   || quote_literal(c.collctype) END"                                                        \
  " || coalesce(', rules = ' || quote_literal(j.row ->> 'collicurules'), '') || ')',"           \
  " 'DROP COLLATION ' || " LIMBECK_QUALIFIED("c.collname") ","                                  \
  " 'COLLATION ' || " LIMBECK_QUALIFIED("c.collname") ", 'pg_collation'::regclass, c.oid"       \
  " FROM pg_collation AS c JOIN wanted AS w ON w.oid = c.collnamespace"                         \
  " CROSS JOIN LATERAL (SELECT to_jsonb(c) AS row) AS j"

#define LIMBECK_AGGREGATES \
  " UNION ALL SELECT 'aggregate', w.name, p.proname, '(' || q.identity || ')',"                \
  " 'CREATE AGGREGATE ' || q.name || '(' || q.arguments || ') (SFUNC = ' || a.aggtransfn"      \
  " || ', STYPE = ' || format_type(a.aggtranstype, NULL)"                                      \
  " || CASE WHEN a.aggtransspace <> 0 THEN ', SSPACE = ' || a.aggtransspace ELSE '' END"       \
  " ||" LIMBECK_FUNCTION("FINALFUNC", "a.aggfinalfn::oid")                                     \
  " || CASE WHEN a.aggfinalextra THEN ', FINALFUNC_EXTRA' ELSE '' END"                         \
  " || CASE WHEN a.aggfinalfn <> 0 AND a.aggfinalmodify <> q.modifies"                         \
  "     THEN ', FINALFUNC_MODIFY = ' || q.words[position(a.aggfinalmodify::text IN 'rsw')] ELSE '' END" \
  " ||" LIMBECK_FUNCTION("COMBINEFUNC", "a.aggcombinefn::oid")                                 \
  " ||" LIMBECK_FUNCTION("SERIALFUNC", "a.aggserialfn::oid")                                   \
  " ||" LIMBECK_FUNCTION("DESERIALFUNC", "a.aggdeserialfn::oid")                               \
  " ||" LIMBECK_OPTION("INITCOND", "quote_literal(a.agginitval)")                              \
  " ||" LIMBECK_FUNCTION("MSFUNC", "a.aggmtransfn::oid")                                       \
  " ||" LIMBECK_FUNCTION("MINVFUNC", "a.aggminvtransfn::oid")                                  \
  " || CASE WHEN a.aggmtransfn <> 0 THEN ', MSTYPE = ' || format_type(a.aggmtranstype, NULL)"  \
  "     ELSE '' END"                                                                           \
  " || CASE WHEN a.aggmtransspace <> 0 THEN ', MSSPACE = ' || a.aggmtransspace ELSE '' END"    \
  " ||" LIMBECK_FUNCTION("MFINALFUNC", "a.aggmfinalfn::oid")                                   \
  " || CASE WHEN a.aggmfinalextra THEN ', MFINALFUNC_EXTRA' ELSE '' END"                       \
  " || CASE WHEN a.aggmfinalfn <> 0 AND a.aggmfinalmodify <> q.modifies"                       \
  "     THEN ', MFINALFUNC_MODIFY = ' || q.words[position(a.aggmfinalmodify::text IN 'rsw')] ELSE '' END" \
  " ||" LIMBECK_OPTION("MINITCOND", "quote_literal(a.aggminitval)")                            \
  " || CASE WHEN a.aggsortop <> 0 THEN ', SORTOP = ' || (SELECT 'OPERATOR('"                   \
  "     || quote_ident(n.nspname) || '.' || o.oprname || ')' FROM pg_operator AS o"            \
  "     JOIN pg_namespace AS n ON n.oid = o.oprnamespace WHERE o.oid = a.aggsortop) ELSE '' END" \
  " || CASE p.proparallel WHEN 's' THEN ', PARALLEL = SAFE' WHEN 'r' THEN"                     \
  "     ', PARALLEL = RESTRICTED' ELSE '' END"                                                 \
  " || CASE WHEN a.aggkind = 'h' THEN ', HYPOTHETICAL' ELSE '' END || ')',"                    \
  " 'DROP AGGREGATE ' || q.name || '(' || q.identity || ')',"                                  \
  " 'AGGREGATE ' || q.name || '(' || q.identity || ')', 'pg_proc'::regclass, p.oid"            \
  " FROM pg_proc AS p JOIN wanted AS w ON w.oid = p.pronamespace"                              \
  " JOIN pg_aggregate AS a ON a.aggfnoid = p.oid CROSS JOIN LATERAL (SELECT"                   \
  LIMBECK_QUALIFIED("p.proname") "AS name,"                                                    \
  " CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END AS arguments," \
  " CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_identity_arguments(p.oid) END"      \
  "  AS identity, (CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END)::\"char\" AS modifies,"    \
  " ARRAY['READ_ONLY', 'SHAREABLE', 'READ_WRITE'] AS words) AS q"

#define LIMBECK_OPERATORS \
  " UNION ALL SELECT 'operator', w.name, o.oprname, '(' || q.arguments || ')',"                  \
  " 'CREATE OPERATOR ' || q.name || ' (FUNCTION = ' || o.oprcode"                                \
  " || CASE WHEN o.oprleft <> 0 THEN ', LEFTARG = ' || format_type(o.oprleft, NULL) ELSE '' END" \
  " || CASE WHEN o.oprright <> 0 THEN ', RIGHTARG = ' || format_type(o.oprright, NULL)"          \
  "     ELSE '' END"                                                                             \
  " || coalesce((SELECT string_agg(', ' || x.option || ' = OPERATOR(' || quote_ident(n.nspname)" \
  "     || '.' || c.oprname || ')', '' ORDER BY x.option) FROM (VALUES ('COMMUTATOR', o.oprcom)," \
  "     ('NEGATOR', o.oprnegate)) AS x(option, oid) JOIN pg_operator AS c ON c.oid = x.oid"      \
  "     JOIN pg_namespace AS n ON n.oid = c.oprnamespace), '')"                                  \
  " ||" LIMBECK_FUNCTION("RESTRICT", "o.oprrest::oid")                                           \
  " ||" LIMBECK_FUNCTION("JOIN", "o.oprjoin::oid")                                               \
  " || CASE WHEN o.oprcanhash THEN ', HASHES' ELSE '' END"                                       \
  " || CASE WHEN o.oprcanmerge THEN ', MERGES' ELSE '' END || ')',"                              \
  " 'DROP OPERATOR ' || q.name || ' (' || q.arguments || ')',"                                   \
  " 'OPERATOR ' || q.name || ' (' || q.arguments || ')', 'pg_operator'::regclass, o.oid"         \
  " FROM pg_operator AS o JOIN wanted AS w ON w.oid = o.oprnamespace CROSS JOIN LATERAL (SELECT" \
  " CASE WHEN w.name = '' THEN '' ELSE quote_ident(w.name) || '.' END || o.oprname AS name,"     \
  " CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END || ', '"           \
  " || CASE WHEN o.oprright = 0 THEN 'NONE' ELSE format_type(o.oprright, NULL) END AS arguments)" \
  " AS q WHERE o.oprcode <> 0"                                                                   \
  " UNION ALL SELECT 'operator family', w.name, f.opfname, 'USING ' || m.amname,"   \
  " 'CREATE OPERATOR FAMILY ' || q.name || coalesce(E';\nALTER OPERATOR FAMILY ' || q.name"         \
  " || ' ADD ' || nullif(array_to_string(coalesce((SELECT array_agg('OPERATOR '"                   \
  "     || s.amopstrategy || ' ' || s.amopopr::regoperator || CASE WHEN s.amoppurpose = 'o' THEN"  \
  "      ' FOR ORDER BY ' || (SELECT quote_ident(n.nspname) || '.' || quote_ident(b.opfname)"      \
  "       FROM pg_opfamily AS b JOIN pg_namespace AS n ON n.oid = b.opfnamespace"                  \
  "       WHERE b.oid = s.amopsortfamily) ELSE '' END ORDER BY s.amopstrategy, s.amoplefttype,"    \
  "       s.amoprighttype) FROM pg_amop AS s JOIN pg_depend AS d ON d.objid = s.oid"               \
  "     AND d.classid = 'pg_amop'::regclass AND d.refobjid = f.oid"                                \
  "     AND d.refclassid = 'pg_opfamily'::regclass), '{}') || coalesce((SELECT array_agg("         \
  "     'FUNCTION ' || s.amprocnum || ' (' || format_type(s.amproclefttype, NULL) || ', '"         \
  "     || format_type(s.amprocrighttype, NULL) || ') ' || s.amproc::oid::regprocedure"            \
  "      ORDER BY s.amprocnum, s.amproclefttype, s.amprocrighttype) FROM pg_amproc AS s"           \
  "     JOIN pg_depend AS d ON d.objid = s.oid AND d.classid = 'pg_amproc'::regclass"              \
  "     AND d.refobjid = f.oid AND d.refclassid = 'pg_opfamily'::regclass), '{}'), ', '), ''), ''),"\
  " 'DROP OPERATOR FAMILY ' || q.name,"                     \
  " 'OPERATOR FAMILY ' || q.name, 'pg_opfamily'::regclass, f.oid"                                \
  " FROM pg_opfamily AS f JOIN wanted AS w ON w.oid = f.opfnamespace"                            \
  " JOIN pg_am AS m ON m.oid = f.opfmethod CROSS JOIN LATERAL (SELECT"                           \
  LIMBECK_QUALIFIED("f.opfname") "|| ' USING ' || quote_ident(m.amname) AS name) AS q"           \
  " UNION ALL SELECT 'operator class', w.name, c.opcname, 'USING ' || quote_ident(m.amname),"    \
  " 'CREATE OPERATOR CLASS ' || q.name || CASE WHEN c.opcdefault THEN ' DEFAULT' ELSE '' END"    \
  " || ' FOR TYPE ' || format_type(c.opcintype, NULL) || ' USING ' || quote_ident(m.amname)"     \
  " || ' FAMILY ' || (SELECT CASE WHEN v.name = '' THEN '' ELSE quote_ident(coalesce(v.name,"    \
  "     n.nspname)) || '.' END || quote_ident(f.opfname) FROM pg_opfamily AS f"                  \
  "     JOIN pg_namespace AS n ON n.oid = f.opfnamespace LEFT JOIN wanted AS v ON v.oid = n.oid" \
  "     WHERE f.oid = c.opcfamily) || ' AS ' || array_to_string("                                \
  "   CASE WHEN c.opckeytype <> 0 THEN ARRAY['STORAGE ' || format_type(c.opckeytype, NULL)]"     \
  "    ELSE '{}' END"                                                                            \
  "   || coalesce((SELECT array_agg('OPERATOR ' || s.amopstrategy || ' '"                        \
  "      || s.amopopr::regoperator || CASE WHEN s.amoppurpose = 'o' THEN ' FOR ORDER BY '"       \
  "      || (SELECT quote_ident(n.nspname) || '.' || quote_ident(b.opfname) FROM pg_opfamily AS b" \
  "       JOIN pg_namespace AS n ON n.oid = b.opfnamespace WHERE b.oid = s.amopsortfamily)"      \
  "      ELSE '' END ORDER BY s.amopstrategy) FROM pg_amop AS s JOIN pg_depend AS d"             \
  "      ON d.classid = 'pg_amop'::regclass AND d.objid = s.oid AND d.refobjid = c.oid"          \
  "      AND d.refclassid = 'pg_opclass'::regclass), '{}')"                                      \
  "   || coalesce((SELECT array_agg('FUNCTION ' || s.amprocnum || ' ('"                          \
  "      || format_type(s.amproclefttype, NULL) || ', ' || format_type(s.amprocrighttype, NULL)" \
  "      || ') ' || s.amproc::oid::regprocedure ORDER BY s.amprocnum) FROM pg_amproc AS s"       \
  "      JOIN pg_depend AS d ON d.classid = 'pg_amproc'::regclass AND d.objid = s.oid"           \
  "      AND d.refobjid = c.oid AND d.refclassid = 'pg_opclass'::regclass), '{}'), ', '),"       \
  " 'DROP OPERATOR CLASS ' || q.name || ' USING ' || quote_ident(m.amname),"                     \
  " 'OPERATOR CLASS ' || q.name || ' USING ' || quote_ident(m.amname), 'pg_opclass'::regclass,"  \
  " c.oid FROM pg_opclass AS c JOIN wanted AS w ON w.oid = c.opcnamespace"                       \
  " JOIN pg_am AS m ON m.oid = c.opcmethod CROSS JOIN LATERAL (SELECT"                           \
  LIMBECK_QUALIFIED("c.opcname") "AS name) AS q"

#define LIMBECK_TEXT_SEARCH \
  " UNION ALL SELECT 'conversion', w.name, c.conname, '', 'CREATE '"                             \
  " || CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END || 'CONVERSION '"                      \
  " ||" LIMBECK_QUALIFIED("c.conname") "|| ' FOR '"                                              \
  " || quote_literal(pg_encoding_to_char(c.conforencoding)) || ' TO '"                           \
  " || quote_literal(pg_encoding_to_char(c.contoencoding)) || ' FROM ' || c.conproc,"            \
  " 'DROP CONVERSION ' ||" LIMBECK_QUALIFIED("c.conname") ","                                    \
  " 'CONVERSION ' ||" LIMBECK_QUALIFIED("c.conname") ", 'pg_conversion'::regclass, c.oid"        \
  " FROM pg_conversion AS c JOIN wanted AS w ON w.oid = c.connamespace"                          \
  " UNION ALL SELECT 'text search parser', w.name, p.prsname, '', 'CREATE TEXT SEARCH PARSER '"  \
  " ||" LIMBECK_QUALIFIED("p.prsname") "|| ' (START = ' || p.prsstart || ', GETTOKEN = '"        \
  " || p.prstoken || ', END = ' || p.prsend || ', LEXTYPES = ' || p.prslextype"                  \
  " ||" LIMBECK_FUNCTION("HEADLINE", "p.prsheadline::oid") "|| ')', 'DROP TEXT SEARCH PARSER '"  \
  " ||" LIMBECK_QUALIFIED("p.prsname") ", 'TEXT SEARCH PARSER ' ||"                              \
  LIMBECK_QUALIFIED("p.prsname") ", 'pg_ts_parser'::regclass, p.oid"                             \
  " FROM pg_ts_parser AS p JOIN wanted AS w ON w.oid = p.prsnamespace"                           \
  " UNION ALL SELECT 'text search template', w.name, p.tmplname, '',"                            \
  " 'CREATE TEXT SEARCH TEMPLATE ' ||" LIMBECK_QUALIFIED("p.tmplname") "|| ' (LEXIZE = '"        \
  " || p.tmpllexize ||" LIMBECK_FUNCTION("INIT", "p.tmplinit::oid") "|| ')',"                    \
  " 'DROP TEXT SEARCH TEMPLATE ' ||" LIMBECK_QUALIFIED("p.tmplname") ","                         \
  " 'TEXT SEARCH TEMPLATE ' ||" LIMBECK_QUALIFIED("p.tmplname") ", 'pg_ts_template'::regclass,"  \
  " p.oid FROM pg_ts_template AS p JOIN wanted AS w ON w.oid = p.tmplnamespace"                  \
  " UNION ALL SELECT 'text search dictionary', w.name, p.dictname, '',"                          \
  " 'CREATE TEXT SEARCH DICTIONARY ' ||" LIMBECK_QUALIFIED("p.dictname") "|| ' (TEMPLATE = '"    \
  " || (SELECT CASE WHEN n.nspname = current_schema() THEN '' ELSE quote_ident(n.nspname) || '.'" \
  "     END || quote_ident(m.tmplname) FROM pg_ts_template AS m"                                 \
  "     JOIN pg_namespace AS n ON n.oid = m.tmplnamespace WHERE m.oid = p.dicttemplate)"         \
  " || coalesce(', ' || p.dictinitoption, '') || ')', 'DROP TEXT SEARCH DICTIONARY ' ||"         \
  LIMBECK_QUALIFIED("p.dictname") ", 'TEXT SEARCH DICTIONARY ' ||"                               \
  LIMBECK_QUALIFIED("p.dictname") ", 'pg_ts_dict'::regclass, p.oid"                              \
  " FROM pg_ts_dict AS p JOIN wanted AS w ON w.oid = p.dictnamespace"                            \
  " UNION ALL SELECT 'text search configuration', w.name, p.cfgname, '',"                        \
  " 'CREATE TEXT SEARCH CONFIGURATION ' || q.name || ' (PARSER = ' || (SELECT"                   \
  "   CASE WHEN n.nspname = current_schema() THEN '' ELSE quote_ident(n.nspname) || '.' END"     \
  "   || quote_ident(m.prsname) FROM pg_ts_parser AS m JOIN pg_namespace AS n"                   \
  "   ON n.oid = m.prsnamespace WHERE m.oid = p.cfgparser) || ')'"                               \
  " || coalesce((SELECT string_agg(E';\\nALTER TEXT SEARCH CONFIGURATION ' || q.name"            \
  "     || ' ADD MAPPING FOR ' || quote_ident(k.alias) || ' WITH ' || k.dictionaries, ''"        \
  "     ORDER BY k.alias) FROM (SELECT t.alias, string_agg(m.mapdict::regdictionary::text, ', '" \
  "       ORDER BY m.mapseqno) AS dictionaries FROM pg_ts_config_map AS m"                       \
  "       JOIN ts_token_type(p.cfgparser) AS t ON t.tokid = m.maptokentype"                      \
  "       WHERE m.mapcfg = p.oid GROUP BY t.alias) AS k), ''),"                                  \
  " 'DROP TEXT SEARCH CONFIGURATION ' || q.name, 'TEXT SEARCH CONFIGURATION ' || q.name,"        \
  " 'pg_ts_config'::regclass, p.oid FROM pg_ts_config AS p"                                      \
  " JOIN wanted AS w ON w.oid = p.cfgnamespace CROSS JOIN LATERAL (SELECT"                       \
  LIMBECK_QUALIFIED("p.cfgname") "AS name) AS q"

// What belongs to a table: its name stands in `part`.
#define LIMBECK_PARTS_OF_TABLES \
  " UNION ALL SELECT 'statistics', w.name, s.stxname, '', 'CREATE STATISTICS ' || q.name"        \
  " || substr(pg_get_statisticsobjdef(s.oid), 1 + length('CREATE STATISTICS '"                   \
  "     || quote_ident(n.nspname) || '.' || quote_ident(s.stxname)))"                            \
  " || CASE WHEN coalesce((to_jsonb(s) ->> 'stxstattarget')::int, -1) >= 0"                      \
  "     THEN E';\\nALTER STATISTICS ' || q.name || ' SET STATISTICS ' || s.stxstattarget"        \
  "     ELSE '' END, 'DROP STATISTICS ' || q.name, 'STATISTICS ' || q.name,"                     \
  " 'pg_statistic_ext'::regclass, s.oid FROM pg_statistic_ext AS s"                              \
  " JOIN wanted AS w ON w.oid = s.stxnamespace JOIN pg_namespace AS n ON n.oid = s.stxnamespace" \
  " CROSS JOIN LATERAL (SELECT" LIMBECK_QUALIFIED("s.stxname") "AS name) AS q"                   \
  " UNION ALL SELECT 'rule', t.schema, r.rulename, 'ON ' || t.relname,"                             \
  " rtrim(pg_get_ruledef(r.oid, true), ';') || CASE WHEN r.ev_enabled = 'O' THEN '' ELSE"        \
  "  E';\\nALTER TABLE ' || q.name || CASE r.ev_enabled WHEN 'D' THEN ' DISABLE RULE '"          \
  "   WHEN 'R' THEN ' ENABLE REPLICA RULE ' ELSE ' ENABLE ALWAYS RULE ' END"                     \
  "   || quote_ident(r.rulename) END,"                                                           \
  " 'DROP RULE ' || quote_ident(r.rulename) || ' ON ' || q.name,"                                \
  " 'RULE ' || quote_ident(r.rulename) || ' ON ' || q.name, 'pg_rewrite'::regclass, r.oid"       \
  " FROM relations AS t JOIN pg_rewrite AS r ON r.ev_class = t.oid AND r.rulename <> '_RETURN'"  \
  " CROSS JOIN LATERAL (SELECT" LIMBECK_TABLE "AS name) AS q"                                    \
  " UNION ALL SELECT 'policy', t.schema, p.polname, 'ON ' || t.relname,"                            \
  " 'CREATE POLICY ' || quote_ident(p.polname) || ' ON ' || q.name"                              \
  " || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END"                             \
  " || CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT'"                    \
  "     WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' ELSE '' END"                     \
  " || CASE WHEN p.polroles = '{0}' THEN '' ELSE ' TO ' || (SELECT string_agg(CASE WHEN o = 0"   \
  "     THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(o)) END, ', ' ORDER BY o)"                \
  "     FROM unnest(p.polroles) AS o) END"                                                       \
  " || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')"                    \
  " || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''),"         \
  " 'DROP POLICY ' || quote_ident(p.polname) || ' ON ' || q.name,"                               \
  " 'POLICY ' || quote_ident(p.polname) || ' ON ' || q.name, 'pg_policy'::regclass, p.oid"       \
  " FROM relations AS t JOIN pg_policy AS p ON p.polrelid = t.oid"                               \
  " CROSS JOIN LATERAL (SELECT" LIMBECK_TABLE "AS name) AS q"                                    \
  " UNION ALL SELECT x.kind, t.schema, t.relname, '', 'ALTER TABLE ' || q.name || x.make,"       \
  " 'ALTER TABLE ' || q.name || x.undo, NULL, NULL, NULL FROM relations AS t"                    \
  " CROSS JOIN LATERAL (SELECT" LIMBECK_TABLE "AS name) AS q"                                    \
  " CROSS JOIN LATERAL (SELECT 'row security' AS kind, ' ENABLE ROW LEVEL SECURITY' AS make,"    \
  "   ' DISABLE ROW LEVEL SECURITY' AS undo WHERE t.relrowsecurity"                              \
  "  UNION ALL SELECT 'forced row security', ' FORCE ROW LEVEL SECURITY',"                       \
  "   ' NO FORCE ROW LEVEL SECURITY' WHERE t.relforcerowsecurity"                                \
  "  UNION ALL SELECT 'replica identity', CASE t.relreplident WHEN 'f' THEN"                     \
  "    ' REPLICA IDENTITY FULL' WHEN 'n' THEN ' REPLICA IDENTITY NOTHING' ELSE"                  \
  "    ' REPLICA IDENTITY USING INDEX ' || (SELECT quote_ident(c.relname) FROM pg_index AS i"    \
  "      JOIN pg_class AS c ON c.oid = i.indexrelid WHERE i.indrelid = t.oid"                    \
  "      AND i.indisreplident) END, ' REPLICA IDENTITY DEFAULT'"                                 \
  "   WHERE t.relkind IN ('r', 'p') AND t.relreplident NOT IN ('d') AND (t.relreplident <> 'i'"  \
  "    OR EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = t.oid AND i.indisreplident))"     \
  "  UNION ALL SELECT 'cluster', ' CLUSTER ON ' || quote_ident(c.relname),"                      \
  "   ' SET WITHOUT CLUSTER' FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid"      \
  "   WHERE i.indrelid = t.oid AND i.indisclustered"                                             \
  "  UNION ALL SELECT 'typed table', ' OF ' || format_type(t.reloftype, NULL), ' NOT OF'"          \
  "   WHERE t.reloftype <> 0"                                                                    \
  "  UNION ALL SELECT 'unlogged sequence', ' SET UNLOGGED', ' SET LOGGED'"                       \
  "   WHERE t.relkind = 'S' AND t.relpersistence = 'u' AND NOT EXISTS (SELECT FROM pg_depend AS d" \
  "    JOIN pg_class AS o ON o.oid = d.refobjid WHERE d.classid = 'pg_class'::regclass"          \
  "    AND d.objid = t.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0"        \
  "    AND o.relpersistence = 'u')) AS x"

#define LIMBECK_INHERITANCE                                                                     \
  " UNION ALL SELECT 'inheritance', t.schema, t.relname, 'FROM ' || h.inhparent::regclass,"     \
  " 'ALTER TABLE ' || q.name || ' INHERIT ' || h.inhparent::regclass, 'ALTER TABLE ' || q.name" \
  " || ' NO INHERIT ' || h.inhparent::regclass, NULL, NULL, NULL FROM relations AS t"           \
  " JOIN pg_inherits AS h ON h.inhrelid = t.oid CROSS JOIN LATERAL (SELECT" LIMBECK_TABLE       \
  " AS name) AS q WHERE t.relkind = 'f' AND NOT t.relispartition"

// What belongs to a column.
#define LIMBECK_PARTS_OF_COLUMNS                                                                 \
  " UNION ALL SELECT x.kind, t.schema, t.relname || '.' || t.attname, '',"                       \
  " x.alter || q.name || ' ALTER COLUMN ' || quote_ident(t.attname) || x.make,"                  \
  " x.alter || q.name || ' ALTER COLUMN ' || quote_ident(t.attname) || x.undo, NULL, NULL, NULL" \
  " FROM columns AS t JOIN pg_type AS y ON y.oid = t.atttypid"                                   \
  " CROSS JOIN LATERAL (SELECT" LIMBECK_TABLE                                                    \
  "AS name) AS q"                                                                                \
  " CROSS JOIN LATERAL (SELECT 'column storage' AS kind, CASE WHEN t.relkind = 'm' THEN"         \
  "    'ALTER MATERIALIZED VIEW ' ELSE 'ALTER TABLE ONLY ' END AS alter,"                        \
  "   ' SET STORAGE ' || q.words[position(t.attstorage::text IN 'pemx')] AS make,"               \
  "   ' SET STORAGE ' || q.words[position(y.typstorage::text IN 'pemx')] AS undo"                \
  "   FROM (SELECT ARRAY['PLAIN', 'EXTERNAL', 'MAIN', 'EXTENDED'] AS words) AS q"                \
  "   WHERE t.relkind IN ('r', 'p', 'm') AND t.attstorage <> y.typstorage"                       \
  "  UNION ALL SELECT 'column compression', CASE WHEN t.relkind = 'm' THEN"                      \
  "    'ALTER MATERIALIZED VIEW ' ELSE 'ALTER TABLE ONLY ' END, ' SET COMPRESSION '"             \
  "    || CASE c.method WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' ELSE 'zstd' END,"               \
  "   ' SET COMPRESSION default' FROM (SELECT to_jsonb(t) ->> 'attcompression' AS method) AS c"  \
  "   WHERE t.relkind IN ('r', 'p', 'm') AND c.method <> ''"                                     \
  "  UNION ALL SELECT 'column statistics', CASE WHEN t.relkind = 'm' THEN"                       \
  "    'ALTER MATERIALIZED VIEW ' ELSE 'ALTER TABLE ONLY ' END, ' SET STATISTICS '"              \
  "    || t.attstattarget, ' SET STATISTICS -1'"                                                 \
  "   WHERE t.relkind IN ('r', 'p', 'm', 'f') AND coalesce(t.attstattarget, -1) <> -1"           \
  "  UNION ALL SELECT 'column options', CASE WHEN t.relkind = 'm' THEN"                          \
  "    'ALTER MATERIALIZED VIEW ' ELSE 'ALTER TABLE ONLY ' END, ' SET ('"                        \
  "    || array_to_string(t.attoptions, ', ') || ')', ' RESET (' || (SELECT"                     \
  "    string_agg(split_part(o, '=', 1), ', ') FROM unnest(t.attoptions) AS o) || ')'"           \
  "   WHERE t.relkind IN ('r', 'p', 'm', 'f') AND t.attoptions IS NOT NULL"                      \
  "  UNION ALL SELECT 'view default', 'ALTER VIEW ', ' SET DEFAULT '"                            \
  "    || pg_get_expr(d.adbin, d.adrelid), ' DROP DEFAULT' FROM pg_attrdef AS d"                 \
  "   WHERE t.relkind = 'v' AND d.adrelid = t.oid AND d.adnum = t.attnum"                        \
  "  UNION ALL SELECT 'partition default', 'ALTER TABLE ONLY ', coalesce(' SET DEFAULT '"        \
  "    || v.own, ' DROP DEFAULT'), coalesce(' SET DEFAULT ' || v.above, ' DROP DEFAULT')"        \
  "   FROM (SELECT pg_partition_root(t.oid) AS oid WHERE t.relispartition) AS h"                 \
  "    JOIN pg_attribute AS p ON p.attrelid = h.oid AND p.attname = t.attname"                   \
  "    AND p.attgenerated = '' CROSS JOIN LATERAL (SELECT"                                       \
  "    (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = t.oid"                \
  "      AND adnum = t.attnum) AS own, (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef"      \
  "      WHERE adrelid = h.oid AND adnum = p.attnum) AS above) AS v"                             \
  "   WHERE v.own IS DISTINCT FROM v.above"                                                      \
  "  UNION ALL SELECT 'partition not null', 'ALTER TABLE ', ' SET NOT NULL', ' DROP NOT NULL'"   \
  "   FROM pg_inherits AS h JOIN pg_attribute AS p ON p.attrelid = h.inhparent"                  \
  "    AND p.attname = t.attname WHERE t.relispartition AND h.inhrelid = t.oid"                  \
  "    AND t.attnotnull AND NOT p.attnotnull AND NOT EXISTS (SELECT FROM pg_index AS i"          \
  "     WHERE i.indrelid = t.oid AND i.indisprimary AND t.attnum = ANY (i.indkey::int2[]))"      \
  " ) AS x"                                                                                      \
  " UNION ALL SELECT 'comment on column', t.schema, t.relname || '.' || t.attname, '',"          \
  " 'COMMENT ON COLUMN ' || q.name || '.' || quote_ident(t.attname) || ' IS '"                   \
  " || quote_literal(d.description), 'COMMENT ON COLUMN ' || q.name || '.'"                      \
  " || quote_ident(t.attname) || ' IS NULL', NULL, NULL, NULL FROM columns AS t"                 \
  " JOIN pg_description AS d ON d.classoid = 'pg_class'::regclass AND d.objoid = t.oid"          \
  "  AND d.objsubid = t.attnum CROSS JOIN LATERAL (SELECT" LIMBECK_TABLE                         \
  "AS name) AS q"                                                                                \
  " WHERE t.relkind IN ('v', 'm', 'c', 'f') OR t.relispartition"

// What belongs to a constraint, an index or a trigger.
#define LIMBECK_PARTS_OF_CONSTRAINTS \
  " UNION ALL SELECT 'comment on constraint', t.schema, k.conname, 'ON ' || t.relname,"                \
  " 'COMMENT ON CONSTRAINT ' || quote_ident(k.conname) || ' ON ' || q.name || ' IS '"            \
  " || quote_literal(d.description), 'COMMENT ON CONSTRAINT ' || quote_ident(k.conname)"         \
  " || ' ON ' || q.name || ' IS NULL', NULL, NULL, NULL FROM relations AS t"                     \
  " JOIN pg_constraint AS k ON k.conrelid = t.oid JOIN pg_description AS d"                      \
  "  ON d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid"                             \
  " CROSS JOIN LATERAL (SELECT" LIMBECK_TABLE "AS name) AS q"                                    \
  " UNION ALL SELECT 'comment on constraint', w.name, k.conname, 'ON DOMAIN ' || y.typname,"           \
  " 'COMMENT ON CONSTRAINT ' || quote_ident(k.conname) || ' ON DOMAIN ' || q.name || ' IS '"     \
  " || quote_literal(d.description), 'COMMENT ON CONSTRAINT ' || quote_ident(k.conname)"         \
  " || ' ON DOMAIN ' || q.name || ' IS NULL', NULL, NULL, NULL FROM pg_type AS y"                \
  " JOIN wanted AS w ON w.oid = y.typnamespace JOIN pg_constraint AS k ON k.contypid = y.oid"    \
  " JOIN pg_description AS d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid"     \
  " CROSS JOIN LATERAL (SELECT" LIMBECK_QUALIFIED("y.typname") "AS name) AS q"                   \
  " UNION ALL SELECT x.kind, t.schema, c.relname, x.part, x.make, x.undo, NULL, NULL, NULL"      \
  " FROM relations AS t JOIN pg_index AS i ON i.indrelid = t.oid"                                \
  " JOIN pg_class AS c ON c.oid = i.indexrelid CROSS JOIN LATERAL (SELECT"                       \
  "  CASE WHEN t.schema = '' THEN '' ELSE quote_ident(t.schema) || '.' END"                      \
  "   || quote_ident(c.relname) AS name, EXISTS (SELECT FROM pg_constraint AS k"                 \
  "    WHERE k.conindid = c.oid AND k.conrelid = t.oid AND k.contype IN ('p', 'u', 'x'))"        \
  "   AS of_constraint, 'OF ' || t.relname AS of) AS q"                                                                    \
  " CROSS JOIN LATERAL (SELECT 'comment on index' AS kind, q.of AS part, 'COMMENT ON INDEX ' || q.name" \
  "   || ' IS ' || quote_literal(d.description) AS make, 'COMMENT ON INDEX ' || q.name"          \
  "   || ' IS NULL' AS undo FROM pg_description AS d WHERE d.classoid = 'pg_class'::regclass"    \
  "   AND d.objoid = c.oid AND d.objsubid = 0 AND q.of_constraint"                               \
  "  UNION ALL SELECT 'index settings', q.of, 'ALTER INDEX ' || q.name || ' SET ('"                \
  "   || array_to_string(c.reloptions, ', ') || ')', 'ALTER INDEX ' || q.name || ' RESET ('"     \
  "   || (SELECT string_agg(split_part(o, '=', 1), ', ') FROM unnest(c.reloptions) AS o) || ')'" \
  "   WHERE q.of_constraint AND c.reloptions IS NOT NULL"                                        \
  "  UNION ALL SELECT 'index tablespace', q.of, 'ALTER INDEX ' || q.name || ' SET TABLESPACE '"    \
  "   || quote_ident(s.spcname), 'ALTER INDEX ' || q.name || ' SET TABLESPACE pg_default'"       \
  "   FROM pg_tablespace AS s WHERE q.of_constraint AND s.oid = c.reltablespace"                 \
  "  UNION ALL SELECT 'index statistics', a.attnum || ' ' || q.of, 'ALTER INDEX ' || q.name"              \
  "   || ' ALTER COLUMN ' || a.attnum || ' SET STATISTICS ' || a.attstattarget, 'ALTER INDEX '"  \
  "   || q.name || ' ALTER COLUMN ' || a.attnum || ' SET STATISTICS -1' FROM pg_attribute AS a"  \
  "   WHERE a.attrelid = c.oid AND coalesce(a.attstattarget, -1) <> -1"                          \
  " ) AS x"                                                                                      \
  " UNION ALL SELECT 'partition trigger', t.schema, g.tgname, 'ON ' || t.relname, 'ALTER TABLE '"   \
  " || q.name || m.words[position(g.tgenabled::text IN 'ODRA')] || quote_ident(g.tgname),"       \
  " 'ALTER TABLE ' || q.name || m.words[position(p.tgenabled::text IN 'ODRA')]"                  \
  " || quote_ident(g.tgname), NULL, NULL, NULL FROM relations AS t"                              \
  " JOIN pg_trigger AS g ON g.tgrelid = t.oid AND NOT g.tgisinternal"                            \
  " JOIN pg_trigger AS p ON p.oid = g.tgparentid AND g.tgenabled <> p.tgenabled"                 \
  " CROSS JOIN (SELECT ARRAY[' ENABLE TRIGGER ', ' DISABLE TRIGGER ', ' ENABLE REPLICA TRIGGER '," \
  "  ' ENABLE ALWAYS TRIGGER '] AS words) AS m CROSS JOIN LATERAL (SELECT" LIMBECK_TABLE         \
  " AS name) AS q"

// What belongs to the whole database: those numbers are the system's own below 16384.
#define LIMBECK_OF_DATABASE                                                                        \
  " UNION ALL SELECT 'cast', '', '(' || q.name || ')', '', 'CREATE CAST (' || q.name || ')'"       \
  " || CASE c.castmethod WHEN 'b' THEN ' WITHOUT FUNCTION' WHEN 'i' THEN ' WITH INOUT'"            \
  "     ELSE ' WITH FUNCTION ' || c.castfunc::regprocedure END"                                    \
  " || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT'"             \
  "     ELSE '' END, 'DROP CAST (' || q.name || ')', 'CAST (' || q.name || ')',"                   \
  " 'pg_cast'::regclass, c.oid FROM pg_cast AS c CROSS JOIN LATERAL (SELECT"                       \
  "  format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) AS name) AS q"   \
  " WHERE c.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = c.oid"         \
  "  AND d.classid = 'pg_cast'::regclass AND d.deptype = 'i')"                                     \
  " UNION ALL SELECT 'access method', '', m.amname, '', 'CREATE ACCESS METHOD '"                   \
  " || quote_ident(m.amname) || ' TYPE ' || CASE m.amtype WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END"  \
  " || ' HANDLER ' || m.amhandler, 'DROP ACCESS METHOD ' || quote_ident(m.amname),"                \
  " 'ACCESS METHOD ' || quote_ident(m.amname), 'pg_am'::regclass, m.oid FROM pg_am AS m"           \
  " WHERE m.oid >= 16384"                                                                          \
  " UNION ALL SELECT 'event trigger', '', e.evtname, '', 'CREATE EVENT TRIGGER '"                  \
  " || quote_ident(e.evtname) || ' ON ' || quote_ident(e.evtevent)"                                \
  " || coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(g), ', ')"                    \
  "     FROM unnest(e.evttags) AS g) || ')', '') || ' EXECUTE FUNCTION ' || e.evtfoid::regproc"    \
  " || '()' || CASE WHEN e.evtenabled = 'O' THEN '' ELSE E';\\nALTER EVENT TRIGGER '"              \
  "     || quote_ident(e.evtname) || CASE e.evtenabled WHEN 'D' THEN ' DISABLE' WHEN 'R'"          \
  "      THEN ' ENABLE REPLICA' ELSE ' ENABLE ALWAYS' END END,"                                    \
  " 'DROP EVENT TRIGGER ' || quote_ident(e.evtname), 'EVENT TRIGGER ' || quote_ident(e.evtname),"  \
  " 'pg_event_trigger'::regclass, e.oid FROM pg_event_trigger AS e"                                \
  " UNION ALL SELECT 'foreign data wrapper', '', f.fdwname, '', 'CREATE FOREIGN DATA WRAPPER '"    \
  " || quote_ident(f.fdwname) || CASE WHEN f.fdwhandler <> 0 THEN ' HANDLER '"                     \
  "     || f.fdwhandler::regproc ELSE '' END || CASE WHEN f.fdwvalidator <> 0 THEN ' VALIDATOR '"  \
  "     || f.fdwvalidator::regproc ELSE '' END || coalesce(' OPTIONS (' || (SELECT string_agg("    \
  "      quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ')"                \
  "      FROM pg_options_to_table(f.fdwoptions) AS o) || ')', ''),"                                \
  " 'DROP FOREIGN DATA WRAPPER ' || quote_ident(f.fdwname), 'FOREIGN DATA WRAPPER '"               \
  " || quote_ident(f.fdwname), 'pg_foreign_data_wrapper'::regclass, f.oid"                         \
  " FROM pg_foreign_data_wrapper AS f"                                                             \
  " UNION ALL SELECT 'server', '', s.srvname, '', 'CREATE SERVER ' || quote_ident(s.srvname)"      \
  " || coalesce(' TYPE ' || quote_literal(s.srvtype), '')"                                         \
  " || coalesce(' VERSION ' || quote_literal(s.srvversion), '') || ' FOREIGN DATA WRAPPER '"       \
  " || quote_ident(f.fdwname) || coalesce(' OPTIONS (' || (SELECT string_agg("                     \
  "      quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ')"                \
  "      FROM pg_options_to_table(s.srvoptions) AS o) || ')', ''),"                                \
  " 'DROP SERVER ' || quote_ident(s.srvname), 'SERVER ' || quote_ident(s.srvname),"                \
  " 'pg_foreign_server'::regclass, s.oid FROM pg_foreign_server AS s"                              \
  " JOIN pg_foreign_data_wrapper AS f ON f.oid = s.srvfdw"                                         \
  " UNION ALL SELECT 'foreign table', t.schema, t.relname, '', 'CREATE FOREIGN TABLE ' || q.name"  \
  " || ' (' || coalesce((SELECT string_agg(quote_ident(a.attname) || ' '"                          \
  "     || format_type(a.atttypid, a.atttypmod) || coalesce(' OPTIONS (' || (SELECT string_agg("   \
  "      quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ')"                \
  "      FROM pg_options_to_table(a.attfdwoptions) AS o) || ')', '')"                              \
  "     || CASE WHEN a.attcollation <> y.typcollation THEN ' COLLATE '"                            \
  "      || a.attcollation::regcollation ELSE '' END || coalesce(CASE WHEN a.attgenerated <> ''"   \
  "      THEN ' GENERATED ALWAYS AS (' || e.text || ') STORED' ELSE ' DEFAULT ' || e.text END, "   \
  "'')"                                                                                            \
  "     || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY a.attnum)"           \
  "    FROM pg_attribute AS a JOIN pg_type AS y ON y.oid = a.atttypid LEFT JOIN LATERAL (SELECT"   \
  "     pg_get_expr(d.adbin, d.adrelid) AS text FROM pg_attrdef AS d WHERE d.adrelid = t.oid"      \
  "     AND d.adnum = a.attnum) AS e ON true"                                                      \
  "    WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped), '')"                     \
  " || coalesce((SELECT string_agg(', CONSTRAINT ' || quote_ident(k.conname) || ' '"               \
  "     || pg_get_constraintdef(k.oid), '' ORDER BY k.conname) FROM pg_constraint AS k"            \
  "     WHERE k.conrelid = t.oid AND k.contype = 'c'), '') || ') SERVER '"                         \
  " || quote_ident(s.srvname) || coalesce(' OPTIONS (' || (SELECT string_agg("                     \
  "      quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ')"                \
  "      FROM pg_options_to_table(f.ftoptions) AS o) || ')', ''),"                                 \
  " 'DROP FOREIGN TABLE ' || q.name, 'FOREIGN TABLE ' || q.name, 'pg_class'::regclass, t.oid"      \
  " FROM relations AS t JOIN pg_foreign_table AS f ON f.ftrelid = t.oid"                           \
  " JOIN pg_foreign_server AS s ON s.oid = f.ftserver CROSS JOIN LATERAL (SELECT" LIMBECK_TABLE    \
  " AS name) AS q"                                                                                 \
  " UNION ALL SELECT 'publication', '', p.pubname, '', 'CREATE PUBLICATION '"                      \
  " || quote_ident(p.pubname) || CASE WHEN p.puballtables THEN ' FOR ALL TABLES' ELSE"             \
  "  coalesce(' FOR TABLE ' || (SELECT string_agg(r.prrelid::regclass::text"                       \
  "    || coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)"     \
  "      FROM pg_attribute AS a WHERE a.attrelid = r.prrelid AND a.attnum = ANY "                  \
  "((string_to_array("                                                                             \
  "       j.row ->> 'prattrs', ' '))::int2[])) || ')', '')"                                        \
  "    || coalesce(' WHERE ' || pg_get_expr((j.row ->> 'prqual')::pg_node_tree, r.prrelid), ''),"  \
  "    ', ' ORDER BY r.prrelid::regclass::text) FROM pg_publication_rel AS r"                      \
  "    CROSS JOIN LATERAL (SELECT to_jsonb(r) AS row) AS j WHERE r.prpubid = p.oid), '') END"      \
  " || CASE WHEN b.published = 'insert, update, delete, truncate' AND NOT p.pubviaroot THEN ''"    \
  "  ELSE ' WITH (publish = ' || quote_literal(b.published) || CASE WHEN p.pubviaroot THEN"        \
  "   ', publish_via_partition_root = true' ELSE '' END || ')' END,"                               \
  " 'DROP PUBLICATION ' || quote_ident(p.pubname), 'PUBLICATION ' || quote_ident(p.pubname),"      \
  " 'pg_publication'::regclass, p.oid FROM pg_publication AS p CROSS JOIN LATERAL (SELECT"         \
  "  concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update'" \
  "   END, CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END)"  \
  "  AS published) AS b"

// Rights: what differs from those that an object of the kind has from the start.
#define LIMBECK_RIGHTS \
  " UNION ALL SELECT 'grant', o.schema, o.name, g.part || ' ' || o.word || o.arguments,"         \
  " g.make || o.word || ' ' || o.target || g.make_role, g.undo || o.word || ' ' || o.target"     \
  " || g.undo_role, NULL, NULL, NULL FROM ("                                                     \
  "   SELECT t.schema, t.relname::text AS name, CASE WHEN t.relkind = 'S' THEN 'SEQUENCE' ELSE"  \
  "     'TABLE' END AS word," LIMBECK_TABLE "AS target, '' AS arguments, '' AS columns,"         \
  "     t.relacl AS acl, acldefault(CASE WHEN t.relkind = 'S' THEN 's' ELSE 'r' END::\"char\","  \
  "      t.relowner) AS usual, t.relowner AS owner FROM relations AS t WHERE t.relacl IS NOT NULL" \
  "      AND t.relkind <> 'c'"                                                                   \
  "   UNION ALL SELECT t.schema, t.relname || '.' || t.attname, 'TABLE'," LIMBECK_TABLE ", '',"  \
  "     ' (' || quote_ident(t.attname) || ')', t.attacl, NULL, 0 FROM columns AS t"              \
  "     WHERE t.attacl IS NOT NULL"                                                              \
  "   UNION ALL SELECT w.name, p.proname, CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE"         \
  "     'FUNCTION' END," LIMBECK_QUALIFIED("p.proname") "|| '('"                                 \
  "     || pg_get_function_identity_arguments(p.oid) || ')', '('"                                \
  "     || pg_get_function_identity_arguments(p.oid) || ')', '', p.proacl,"                      \
  "     acldefault('f', p.proowner), p.proowner FROM pg_proc AS p"                               \
  "     JOIN wanted AS w ON w.oid = p.pronamespace WHERE p.proacl IS NOT NULL AND NOT EXISTS"    \
  "      (SELECT FROM members AS m WHERE m.objid = p.oid AND m.classid = 'pg_proc'::regclass)"   \
  "   UNION ALL SELECT w.name, y.typname, 'TYPE'," LIMBECK_QUALIFIED("y.typname") ", '', '',"    \
  "     y.typacl, acldefault('T', y.typowner), y.typowner FROM pg_type AS y"                     \
  "     JOIN wanted AS w ON w.oid = y.typnamespace WHERE y.typacl IS NOT NULL AND NOT EXISTS"    \
  "      (SELECT FROM members AS m WHERE m.objid = y.oid AND m.classid = 'pg_type'::regclass)"   \
  "   UNION ALL SELECT w.name, '', 'SCHEMA', quote_ident(n.nspname), '', '', n.nspacl,"          \
  "     coalesce((SELECT i.initprivs FROM pg_init_privs AS i WHERE i.objoid = n.oid"             \
  "       AND i.classoid = 'pg_namespace'::regclass), acldefault('n', n.nspowner)), n.nspowner"  \
  "     FROM pg_namespace AS n JOIN wanted AS w ON w.oid = n.oid WHERE n.nspacl IS NOT NULL"     \
  "   UNION ALL SELECT '', s.srvname, 'FOREIGN SERVER', quote_ident(s.srvname), '', '', s.srvacl," \
  "     acldefault('S', s.srvowner), s.srvowner FROM pg_foreign_server AS s"                     \
  "     WHERE s.srvacl IS NOT NULL"                                                              \
  " ) AS o CROSS JOIN LATERAL ("                                                                 \
  "   SELECT 'TO ' || r.name AS part, 'GRANT ' || r.privileges || ' ON ' AS make,"               \
  "    ' TO ' || r.name || r.option AS make_role, 'REVOKE ' || r.privileges || ' ON ' AS undo,"  \
  "    ' FROM ' || r.name AS undo_role FROM (SELECT CASE WHEN e.grantee = 0 THEN 'PUBLIC' ELSE"  \
  "      quote_ident(pg_get_userbyid(e.grantee)) END AS name, string_agg(e.privilege_type"       \
  "       || o.columns, ', ' ORDER BY e.privilege_type) AS privileges, CASE WHEN e.is_grantable" \
  "       THEN ' WITH GRANT OPTION' ELSE '' END AS option FROM (SELECT grantee, privilege_type," \
  "        is_grantable FROM aclexplode(o.acl) EXCEPT SELECT grantee, privilege_type,"           \
  "        is_grantable FROM aclexplode(o.usual)) AS e WHERE e.grantee <> o.owner"               \
  "      GROUP BY e.grantee, e.is_grantable) AS r"                                               \
  "   UNION ALL SELECT 'FROM ' || r.name, 'REVOKE ' || r.privileges || ' ON ', ' FROM '"         \
  "    || r.name, 'GRANT ' || r.privileges || ' ON ', ' TO ' || r.name FROM (SELECT"             \
  "      CASE WHEN e.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(e.grantee)) END" \
  "       AS name, string_agg(e.privilege_type, ', ' ORDER BY e.privilege_type) AS privileges"   \
  "      FROM (SELECT grantee, privilege_type FROM aclexplode(o.usual) EXCEPT"                   \
  "        SELECT grantee, privilege_type FROM aclexplode(o.acl)) AS e GROUP BY e.grantee) AS r" \
  " ) AS g"                                                                                      \
  " UNION ALL SELECT CASE d.space WHEN 0 THEN 'global default privileges' ELSE"                   \
  " 'default privileges' END, coalesce(w.name, ''), d.word, 'TO ' || r.name"        \
  " || d.role, 'ALTER DEFAULT PRIVILEGES' || d.role || d.place || ' GRANT ' || r.privileges"     \
  " || ' ON ' || d.word || ' TO ' || r.name || r.option, 'ALTER DEFAULT PRIVILEGES' || d.role"   \
  " || d.place || ' REVOKE ' || r.privileges || ' ON ' || d.word || ' FROM ' || r.name, NULL,"   \
  " NULL, NULL FROM (SELECT a.defaclnamespace AS space, CASE a.defaclobjtype WHEN 'r' THEN"      \
  "    'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES'"       \
  "    ELSE 'SCHEMAS' END AS word, CASE WHEN a.defaclrole = current_user::regrole THEN '' ELSE"  \
  "    ' FOR ROLE ' || quote_ident(pg_get_userbyid(a.defaclrole)) END AS role, coalesce("        \
  "    ' IN SCHEMA ' || (SELECT quote_ident(n.nspname) FROM pg_namespace AS n"                   \
  "      WHERE n.oid = a.defaclnamespace), '') AS place, a.defaclacl AS acl,"                    \
  "    CASE WHEN a.defaclnamespace <> 0 THEN NULL ELSE acldefault(CASE a.defaclobjtype"          \
  "     WHEN 'S' THEN 's' ELSE a.defaclobjtype END, a.defaclrole) END AS usual"                  \
  "   FROM pg_default_acl AS a) AS d LEFT JOIN wanted AS w ON w.oid = d.space"                   \
  " CROSS JOIN LATERAL (SELECT CASE WHEN e.grantee = 0 THEN 'PUBLIC' ELSE"                       \
  "   quote_ident(pg_get_userbyid(e.grantee)) END AS name, string_agg(e.privilege_type, ', '"    \
  "    ORDER BY e.privilege_type) AS privileges, CASE WHEN e.is_grantable THEN"                  \
  "    ' WITH GRANT OPTION' ELSE '' END AS option FROM (SELECT grantee, privilege_type,"         \
  "     is_grantable FROM aclexplode(d.acl) EXCEPT SELECT grantee, privilege_type, is_grantable" \
  "     FROM aclexplode(d.usual)) AS e GROUP BY e.grantee, e.is_grantable) AS r"                 \
  " WHERE d.space = 0 OR w.oid IS NOT NULL"                                                      \
  " UNION ALL SELECT 'comment on schema', '', 'public', '', 'COMMENT ON SCHEMA public IS '"                \
  " || coalesce(quote_literal(c.text), 'NULL'), 'COMMENT ON SCHEMA public IS '"                  \
  " || quote_literal(c.usual), NULL, NULL, NULL FROM pg_namespace AS n"                          \
  " JOIN wanted AS w ON w.oid = n.oid AND n.nspname = 'public' CROSS JOIN LATERAL (SELECT"       \
  "  obj_description(n.oid, 'pg_namespace') AS text, 'standard public schema' AS usual) AS c"    \
  " WHERE c.text IS DISTINCT FROM c.usual"                                                       \
  " UNION ALL SELECT 'sequence name', t.schema, t.relname || '.' || t.attname,"                  \
  " 'OF ' || t.relname, 'ALTER SEQUENCE ' || p.name || s.usual || ' RENAME TO '"                 \
  " || quote_ident(s.relname) || coalesce(E';\nCOMMENT ON SEQUENCE ' || p.name"                  \
  " || quote_ident(s.relname) || ' IS ' || quote_literal(obj_description(s.oid, 'pg_class')), '')," \
  " 'ALTER SEQUENCE ' || p.name || quote_ident(s.relname) || ' RENAME TO ' || s.usual,"          \
  " NULL, NULL, NULL FROM columns AS t JOIN pg_depend AS d"                                      \
  "  ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid AND d.refobjsubid = t.attnum" \
  "  AND d.deptype = 'i' AND d.classid = 'pg_class'::regclass"                                   \
  " JOIN LATERAL (SELECT c.oid, c.relname, quote_ident(t.relname || '_' || t.attname || '_seq')" \
  "   AS usual FROM pg_class AS c WHERE c.oid = d.objid AND c.relkind = 'S') AS s ON true"       \
  " CROSS JOIN LATERAL (SELECT CASE WHEN t.schema = '' THEN '' ELSE quote_ident(t.schema)"       \
  "   || '.' END AS name) AS p WHERE t.attidentity <> '' AND quote_ident(s.relname) <> s.usual"  \
  "  AND octet_length(t.relname || '_' || t.attname || '_seq') <= 63"                            \
  " UNION ALL SELECT 'comment on sequence', t.schema, t.relname || '.' || t.attname, '',"        \
  " 'COMMENT ON SEQUENCE ' || p.name || ' IS ' || quote_literal(c.description),"                 \
  " 'COMMENT ON SEQUENCE ' || p.name || ' IS NULL', NULL, NULL, NULL FROM columns AS t"          \
  " JOIN pg_depend AS d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid"           \
  "  AND d.refobjsubid = t.attnum AND d.deptype = 'i' AND d.classid = 'pg_class'::regclass"      \
  " JOIN pg_class AS s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_description AS c"          \
  "  ON c.classoid = 'pg_class'::regclass AND c.objoid = s.oid AND c.objsubid = 0"               \
  " CROSS JOIN LATERAL (SELECT CASE WHEN t.schema = '' THEN '' ELSE quote_ident(t.schema)"       \
  "   || '.' END || quote_ident(s.relname) AS name) AS p WHERE t.attidentity <> ''"              \
  "  AND (s.relname = t.relname || '_' || t.attname || '_seq'"                                   \
  "   OR octet_length(t.relname || '_' || t.attname || '_seq') > 63)"

}  // namespace

const char* const others_query = LIMBECK_WANTED LIMBECK_RELATIONS
    " found(kind, schema, name, part, make, undo, target, class, id) AS (" LIMBECK_TYPES
        LIMBECK_COLLATIONS LIMBECK_AGGREGATES LIMBECK_OPERATORS LIMBECK_TEXT_SEARCH
            LIMBECK_PARTS_OF_TABLES LIMBECK_INHERITANCE LIMBECK_PARTS_OF_COLUMNS
                LIMBECK_PARTS_OF_CONSTRAINTS LIMBECK_OF_DATABASE LIMBECK_RIGHTS
    ") SELECT f.kind, f.schema, f.name, f.part, f.make, f.undo, d.description FROM found AS f"
    " LEFT JOIN pg_description AS d ON d.objoid = f.id AND d.classoid = f.class AND d.objsubid = 0"
    " WHERE NOT EXISTS (SELECT FROM members AS m WHERE m.classid = f.class AND m.objid = f.id)"
    " ORDER BY 1, 2, 3, 4";

}  // namespace limbeck::introspect::postgresql
