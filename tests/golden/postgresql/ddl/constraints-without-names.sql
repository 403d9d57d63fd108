DO $limbeck$
DECLARE
  found pg_catalog.name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_catalog.pg_constraint AS c
  WHERE c.conrelid OPERATOR(pg_catalog.=) '"t"'::pg_catalog.regclass::pg_catalog.oid AND c.contype OPERATOR(pg_catalog.=) 'f' AND
    (SELECT pg_catalog.array_agg(a.attname ORDER BY k.place)
     FROM pg_catalog.unnest(c.conkey) WITH ORDINALITY AS k(number, place)
     JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) c.conrelid AND a.attnum OPERATOR(pg_catalog.=) k.number) OPERATOR(pg_catalog.=) ARRAY['b']::pg_catalog.name[]
  ORDER BY c.conname LIMIT 1;
  EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', '"t"', found);
END
$limbeck$;
DO $limbeck$
DECLARE
  found pg_catalog.name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_catalog.pg_constraint AS c
  WHERE c.conrelid OPERATOR(pg_catalog.=) '"t"'::pg_catalog.regclass::pg_catalog.oid AND c.contype OPERATOR(pg_catalog.=) 'u' AND
    (SELECT pg_catalog.array_agg(a.attname ORDER BY k.place)
     FROM pg_catalog.unnest(c.conkey) WITH ORDINALITY AS k(number, place)
     JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) c.conrelid AND a.attnum OPERATOR(pg_catalog.=) k.number) OPERATOR(pg_catalog.=) ARRAY['b']::pg_catalog.name[]
  ORDER BY c.conname LIMIT 1;
  EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', '"t"', found);
END
$limbeck$;
ALTER TABLE "t" ADD CONSTRAINT "limbeck_twin" CHECK (b > 1) NOT VALID;
DO $limbeck$
DECLARE
  found pg_catalog.name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_catalog.pg_constraint AS c
  WHERE c.conrelid OPERATOR(pg_catalog.=) '"t"'::pg_catalog.regclass::pg_catalog.oid AND c.contype OPERATOR(pg_catalog.=) 'c' AND c.conname OPERATOR(pg_catalog.<>) 'limbeck_twin' AND
    pg_catalog.pg_get_expr(c.conbin, c.conrelid) OPERATOR(pg_catalog.=) (SELECT pg_catalog.pg_get_expr(conbin, conrelid) FROM pg_catalog.pg_constraint
     WHERE conrelid OPERATOR(pg_catalog.=) c.conrelid AND conname OPERATOR(pg_catalog.=) 'limbeck_twin')
  ORDER BY c.conname LIMIT 1;
  EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', '"t"', found);
END
$limbeck$;
ALTER TABLE "t" DROP CONSTRAINT "limbeck_twin";
DO $limbeck$
DECLARE
  found pg_catalog.name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_catalog.pg_constraint AS c
  WHERE c.conrelid OPERATOR(pg_catalog.=) '"t"'::pg_catalog.regclass::pg_catalog.oid AND c.contype OPERATOR(pg_catalog.=) 'p'
  ORDER BY c.conname LIMIT 1;
  EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', '"t"', found);
END
$limbeck$;
