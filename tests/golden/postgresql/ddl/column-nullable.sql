UPDATE "users" SET "age" = -1 WHERE "age" IS NULL;
ALTER TABLE "users" ALTER COLUMN "age" SET NOT NULL;
ALTER TABLE "users" ALTER COLUMN "age" DROP NOT NULL;
COMMENT ON COLUMN "users"."age" IS 'in years';
COMMENT ON COLUMN "users"."age" IS NULL;
