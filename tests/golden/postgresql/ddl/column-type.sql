ALTER TABLE "users" ALTER COLUMN "email" TYPE text;
ALTER TABLE "users" ALTER COLUMN "age" TYPE text;
ALTER TABLE "users" ALTER COLUMN "age" SET DEFAULT 'unknown';
ALTER TABLE "users" ALTER COLUMN "age" DROP DEFAULT;
ALTER TABLE "users" ALTER COLUMN "age" TYPE integer USING "age"::integer;
ALTER TABLE "users" ALTER COLUMN "age" TYPE bigint USING age::bigint * 10;
ALTER TABLE "users" ALTER COLUMN "email" TYPE text COLLATE "C";
ALTER TABLE "users" ALTER COLUMN "email" TYPE varchar(100) COLLATE "C";
ALTER TABLE "users" ALTER COLUMN "email" TYPE varchar(100) COLLATE "default";
