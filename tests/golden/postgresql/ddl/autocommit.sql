-- not in a transaction
DO $limbeck$
BEGIN
  IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('"ix_age"') AND NOT indisvalid) THEN
    EXECUTE 'DROP INDEX "ix_age"';
  END IF;
END
$limbeck$;
-- not in a transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS "ix_age" ON "users" ("age");
-- not in a transaction
VACUUM users;
ALTER TABLE "users" ADD COLUMN "name" text;
