-- foreign keys off, and checked at the end
DROP INDEX "ix_users_age";
-- save what else belongs to users
CREATE TABLE "_limbeck_new_users" (
  "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY,
  "email" VARCHAR(320) NOT NULL,
  CONSTRAINT "uq_users_email" UNIQUE ("email")
);
INSERT INTO "_limbeck_new_users" ("id", "email")
SELECT "id", "email"
FROM "users";
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_limbeck_new_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
-- restore what else belongs to users
