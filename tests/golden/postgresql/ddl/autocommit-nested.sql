ALTER TABLE "users" ADD COLUMN "first" text;
-- not in a transaction
VACUUM users;
-- not in a transaction
ALTER TABLE "users" ADD COLUMN "second" text;
-- not in a transaction
ALTER TABLE "users" ADD COLUMN "third" text;
-- not in a transaction
ANALYZE users;
-- not in a transaction
-- before every try
LOCK TABLE "users" IN SHARE UPDATE EXCLUSIVE MODE;
DO $limbeck$
BEGIN
  IF pg_catalog.to_regclass('"ix_third"') IS NOT NULL AND NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('"ix_third"')::pg_catalog.oid AND indisvalid) THEN
    EXECUTE 'DROP INDEX "ix_third"';
  END IF;
END
$limbeck$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "ix_third" ON "users" ("third");
-- and after it
DO $limbeck$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('"ix_third"')::pg_catalog.oid AND indisvalid) THEN
    RAISE EXCEPTION 'the index % was not built to its end', '"ix_third"';
  END IF;
END
$limbeck$;
-- not in a transaction
INSERT INTO "users" ("id", "email") VALUES
  (1, 'a');
-- not in a transaction
SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence('"users"', 'id')::pg_catalog.regclass, pg_catalog.max("id")) FROM "users" HAVING pg_catalog.max("id") OPERATOR(pg_catalog.>=) coalesce(pg_catalog.pg_sequence_last_value(pg_catalog.pg_get_serial_sequence('"users"', 'id')::pg_catalog.regclass), 1);
-- not in a transaction
ALTER TABLE "users" DROP COLUMN "first";
