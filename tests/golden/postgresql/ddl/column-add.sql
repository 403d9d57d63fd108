ALTER TABLE "users" ADD COLUMN "name" text;
COMMENT ON COLUMN "users"."name" IS 'a name';
ALTER TABLE "users" ADD COLUMN "score" integer DEFAULT 0 NOT NULL;
ALTER TABLE "users" ADD COLUMN "domain" text;
UPDATE "users" SET "domain" = split_part(email, '@', 2);
ALTER TABLE "users" ALTER COLUMN "domain" SET NOT NULL;
ALTER TABLE "users" ALTER COLUMN "domain" SET DEFAULT '';
ALTER TABLE "users" ADD COLUMN "double_age" integer GENERATED ALWAYS AS (age * 2) STORED;
