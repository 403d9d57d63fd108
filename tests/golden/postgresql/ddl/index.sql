CREATE INDEX "ix_plain" ON "users" ("email");
CREATE UNIQUE INDEX "ix_unique" ON "users" ("email" DESC NULLS LAST, "age") INCLUDE ("id") NULLS NOT DISTINCT WITH (fillfactor = '50') WHERE age > 18;
COMMENT ON INDEX "ix_unique" IS 'grown-ups';
CREATE INDEX "ix_lower" ON "users" ((lower(email)) COLLATE "C" "text_pattern_ops");
CREATE INDEX "ix_hash" ON "users" USING "hash" ("email");
-- not in a transaction
DO $limbeck$
BEGIN
  IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('"ix_later"') AND NOT indisvalid) THEN
    EXECUTE 'DROP INDEX "ix_later"';
  END IF;
END
$limbeck$;
-- not in a transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS "ix_later" ON "users" ("age");
DROP INDEX "ix_plain";
