CREATE INDEX "ix_plain" ON "users" ("email");
CREATE UNIQUE INDEX "ix_unique" ON "users" ("email" DESC NULLS LAST, "age") INCLUDE ("id") NULLS NOT DISTINCT WITH (fillfactor = '50') WHERE age > 18;
COMMENT ON INDEX "ix_unique" IS 'grown-ups';
CREATE INDEX "ix_lower" ON "users" ((lower(email)) COLLATE "C" "text_pattern_ops");
CREATE INDEX "ix_hash" ON "users" USING "hash" ("email");
-- not in a transaction
-- before every try
LOCK TABLE "users" IN SHARE UPDATE EXCLUSIVE MODE;
DO $limbeck$
BEGIN
  IF pg_catalog.to_regclass('"ix_later"') IS NOT NULL AND NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('"ix_later"')::pg_catalog.oid AND indisvalid) THEN
    EXECUTE 'DROP INDEX "ix_later"';
  END IF;
END
$limbeck$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "ix_later" ON "users" ("age");
-- and after it
DO $limbeck$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('"ix_later"')::pg_catalog.oid AND indisvalid) THEN
    RAISE EXCEPTION 'the index % was not built to its end', '"ix_later"';
  END IF;
END
$limbeck$;
DROP INDEX "ix_plain";
