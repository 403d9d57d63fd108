DO $limbeck$
DECLARE
  found name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_constraint AS c
  WHERE c.conrelid = '"t"'::regclass AND c.contype = 'f' AND
    (SELECT array_agg(a.attname ORDER BY k.place)
     FROM unnest(c.conkey) WITH ORDINALITY AS k(number, place)
     JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.number) = ARRAY['b']::name[]
  ORDER BY c.conname LIMIT 1;
  EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', '"t"', found);
END
$limbeck$;
DO $limbeck$
DECLARE
  found name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_constraint AS c
  WHERE c.conrelid = '"t"'::regclass AND c.contype = 'u' AND
    (SELECT array_agg(a.attname ORDER BY k.place)
     FROM unnest(c.conkey) WITH ORDINALITY AS k(number, place)
     JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.number) = ARRAY['b']::name[]
  ORDER BY c.conname LIMIT 1;
  EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', '"t"', found);
END
$limbeck$;
ALTER TABLE "t" ADD CONSTRAINT "limbeck_twin" CHECK (b > 1) NOT VALID;
DO $limbeck$
DECLARE
  found name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_constraint AS c
  WHERE c.conrelid = '"t"'::regclass AND c.contype = 'c' AND c.conname <> 'limbeck_twin' AND
    pg_get_expr(c.conbin, c.conrelid) = (SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint
     WHERE conrelid = c.conrelid AND conname = 'limbeck_twin')
  ORDER BY c.conname LIMIT 1;
  EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', '"t"', found);
END
$limbeck$;
ALTER TABLE "t" DROP CONSTRAINT "limbeck_twin";
DO $limbeck$
DECLARE
  found name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_constraint AS c
  WHERE c.conrelid = '"t"'::regclass AND c.contype = 'p'
  ORDER BY c.conname LIMIT 1;
  EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', '"t"', found);
END
$limbeck$;
