-- foreign keys off, and checked at the end
ALTER TABLE "users" ADD COLUMN "nick" TEXT;
-- not in a transaction
PRAGMA optimize;
-- not in a transaction
CREATE INDEX "ix_users_nick" ON "users" ("nick");
-- save what else belongs to users
CREATE TABLE "_limbeck_new_users" (
  "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY,
  "email" VARCHAR(320) NOT NULL,
  "age" BIGINT,
  "nick" TEXT,
  CONSTRAINT "uq_users_email" UNIQUE ("email"),
  CONSTRAINT "ck_users_age" CHECK (age >= 0)
);
INSERT INTO "_limbeck_new_users" ("id", "email", "age", "nick")
SELECT "id", "email", "age", "nick"
FROM "users";
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_limbeck_new_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_age" ON "users" ("age");
CREATE INDEX "ix_users_nick" ON "users" ("nick");
-- restore what else belongs to users
-- not in a transaction
ANALYZE;
-- not in a transaction
PRAGMA incremental_vacuum;
-- save what else belongs to users
CREATE TABLE "_limbeck_new_users" (
  "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY,
  "email" VARCHAR(320) NOT NULL,
  "age" BIGINT,
  "nick" TEXT NOT NULL,
  CONSTRAINT "uq_users_email" UNIQUE ("email"),
  CONSTRAINT "ck_users_age" CHECK (age >= 0)
);
INSERT INTO "_limbeck_new_users" ("id", "email", "age", "nick")
SELECT "id", "email", "age", coalesce("nick", '')
FROM "users";
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_limbeck_new_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_age" ON "users" ("age");
CREATE INDEX "ix_users_nick" ON "users" ("nick");
-- restore what else belongs to users
