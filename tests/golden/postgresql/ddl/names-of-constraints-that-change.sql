ALTER TABLE "users" ALTER COLUMN "id" TYPE integer;
DO $limbeck$
DECLARE
  found name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_constraint AS c
  WHERE c.conrelid = '"a b"'::regclass AND c.contype = 'f' AND
    (SELECT array_agg(a.attname ORDER BY k.place)
     FROM unnest(c.conkey) WITH ORDINALITY AS k(number, place)
     JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.number) = ARRAY['id']::name[]
  ORDER BY c.conname LIMIT 1;
  EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', '"a b"', found);
END
$limbeck$;
ALTER TABLE "a b" ADD CONSTRAINT "limbeck_twin" CHECK (id IS NOT NULL) NOT VALID;
DO $limbeck$
DECLARE
  found name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_constraint AS c
  WHERE c.conrelid = '"a b"'::regclass AND c.contype = 'c' AND c.conname <> 'limbeck_twin' AND
    pg_get_expr(c.conbin, c.conrelid) = (SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint
     WHERE conrelid = c.conrelid AND conname = 'limbeck_twin')
  ORDER BY c.conname LIMIT 1;
  EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', '"a b"', found);
END
$limbeck$;
ALTER TABLE "a b" DROP CONSTRAINT "limbeck_twin";
ALTER TABLE "a b" ALTER COLUMN "id" TYPE text USING id || '';
ALTER TABLE "a b" ADD CHECK (id IS NOT NULL) NOT VALID;
ALTER TABLE "users" ALTER COLUMN "id" DROP IDENTITY;
ALTER TABLE "users" ALTER COLUMN "id" TYPE text;
ALTER TABLE "a b" ADD FOREIGN KEY ("id") REFERENCES "users" ("id") DEFERRABLE INITIALLY DEFERRED NOT VALID;
