ALTER TABLE "users" ALTER COLUMN "id" TYPE integer;
DO $limbeck$
DECLARE
  found pg_catalog.name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_catalog.pg_constraint AS c
  WHERE c.conrelid OPERATOR(pg_catalog.=) '"a b"'::pg_catalog.regclass::pg_catalog.oid AND c.contype OPERATOR(pg_catalog.=) 'f' AND
    (SELECT pg_catalog.array_agg(a.attname ORDER BY k.place)
     FROM pg_catalog.unnest(c.conkey) WITH ORDINALITY AS k(number, place)
     JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) c.conrelid AND a.attnum OPERATOR(pg_catalog.=) k.number) OPERATOR(pg_catalog.=) ARRAY['id']::pg_catalog.name[]
  ORDER BY c.conname LIMIT 1;
  EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', '"a b"', found);
END
$limbeck$;
ALTER TABLE "a b" ADD CONSTRAINT "limbeck_twin" CHECK (id IS NOT NULL) NOT VALID;
DO $limbeck$
DECLARE
  found pg_catalog.name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_catalog.pg_constraint AS c
  WHERE c.conrelid OPERATOR(pg_catalog.=) '"a b"'::pg_catalog.regclass::pg_catalog.oid AND c.contype OPERATOR(pg_catalog.=) 'c' AND c.conname OPERATOR(pg_catalog.<>) 'limbeck_twin' AND
    pg_catalog.pg_get_expr(c.conbin, c.conrelid) OPERATOR(pg_catalog.=) (SELECT pg_catalog.pg_get_expr(conbin, conrelid) FROM pg_catalog.pg_constraint
     WHERE conrelid OPERATOR(pg_catalog.=) c.conrelid AND conname OPERATOR(pg_catalog.=) 'limbeck_twin')
  ORDER BY c.conname LIMIT 1;
  EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', '"a b"', found);
END
$limbeck$;
ALTER TABLE "a b" DROP CONSTRAINT "limbeck_twin";
ALTER TABLE "a b" ALTER COLUMN "id" TYPE text USING id || '';
ALTER TABLE "a b" ADD CHECK (id IS NOT NULL) NOT VALID;
ALTER TABLE "users" ALTER COLUMN "id" DROP IDENTITY;
ALTER TABLE "users" ALTER COLUMN "id" TYPE text;
ALTER TABLE "a b" ADD FOREIGN KEY ("id") REFERENCES "users" ("id") DEFERRABLE INITIALLY DEFERRED NOT VALID;
