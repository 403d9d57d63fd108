CREATE INDEX "ix_trgm" ON "users" USING "gist" ((lower(email)) "gist_trgm_ops" (siglen = 32), "age" "gist_int4_ops") INCLUDE ("id") WITH (buffering = 'on');
CREATE INDEX "ix_gin" ON "users" USING "gin" ("email" "gin_trgm_ops") WITH (fastupdate = 'off', gin_pending_list_limit = '128');
CREATE INDEX "ix_brin" ON "users" USING "brin" ("id", "age") WITH (pages_per_range = '16');
CREATE INDEX "ix_spgist" ON "users" USING "spgist" ("email");
CREATE INDEX "ix_sorted" ON "users" ("email" COLLATE "C" DESC NULLS LAST, "age" NULLS FIRST, ((age + 1))) TABLESPACE "pg_default" WHERE email <> 'it''s' -- named
;
-- not in a transaction
-- before every try
LOCK TABLE "users" IN SHARE UPDATE EXCLUSIVE MODE;
DO $limbeck$
BEGIN
  IF pg_catalog.to_regclass('"ix_once"') IS NOT NULL AND NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('"ix_once"')::pg_catalog.oid AND indisvalid) THEN
    EXECUTE 'DROP INDEX "ix_once"';
  END IF;
END
$limbeck$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "ix_once" ON "users" ("age") INCLUDE ("email") NULLS NOT DISTINCT WITH (deduplicate_items = 'off', fillfactor = '70') WHERE age > 3;
-- and after it
DO $limbeck$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('"ix_once"')::pg_catalog.oid AND indisvalid) THEN
    RAISE EXCEPTION 'the index % was not built to its end', '"ix_once"';
  END IF;
END
$limbeck$;
-- not in a transaction
COMMENT ON INDEX "ix_once" IS 'once';
ALTER TABLE "users" ADD CONSTRAINT "ex_users" EXCLUDE USING gist (email WITH =, (age + 1) WITH <>) WITH (fillfactor='80') WHERE (age > 1) DEFERRABLE;
DROP INDEX "ix_brin";
