-- foreign keys off, and checked at the end
-- save what else belongs to users
CREATE TABLE "_limbeck_new_users" (
  "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY,
  "email" VARCHAR(320) NOT NULL,
  "age" INTEGER,
  CONSTRAINT "uq_users_email" UNIQUE ("email"),
  CONSTRAINT "ck_users_age" CHECK (age BETWEEN 0 AND 150)
);
INSERT INTO "_limbeck_new_users" ("id", "email", "age")
SELECT "id", "email", "age"
FROM "users";
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_limbeck_new_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_age" ON "users" ("age");
-- restore what else belongs to users
