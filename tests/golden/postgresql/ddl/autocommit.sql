-- not in a transaction
-- before every try
LOCK TABLE "users" IN SHARE UPDATE EXCLUSIVE MODE;
DO $limbeck$
BEGIN
  IF pg_catalog.to_regclass('"ix_age"') IS NOT NULL AND NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('"ix_age"')::pg_catalog.oid AND indisvalid) THEN
    EXECUTE 'DROP INDEX "ix_age"';
  END IF;
END
$limbeck$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "ix_age" ON "users" ("age");
-- and after it
DO $limbeck$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('"ix_age"')::pg_catalog.oid AND indisvalid) THEN
    RAISE EXCEPTION 'the index % was not built to its end', '"ix_age"';
  END IF;
END
$limbeck$;
-- not in a transaction
VACUUM users;
-- not in a transaction
DROP INDEX CONCURRENTLY IF EXISTS "ix_age";
ALTER TABLE "users" ADD COLUMN "name" text;
