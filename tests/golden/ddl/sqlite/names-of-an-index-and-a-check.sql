-- foreign keys off, and checked at the end
DROP INDEX "ix_users_age";
-- save what else belongs to users
CREATE TABLE "_limbeck_new_users" (
  "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY,
  "email" VARCHAR(320) NOT NULL,
  "age" INTEGER,
  CONSTRAINT "uq_users_email" UNIQUE ("email"),
  CONSTRAINT "users_age_check" CHECK (age >= 0)
);
INSERT INTO "_limbeck_new_users" ("id", "email", "age")
SELECT "id", "email", "age"
FROM "users";
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_limbeck_new_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "users_age" ON "users" ("age");
-- restore what else belongs to users
