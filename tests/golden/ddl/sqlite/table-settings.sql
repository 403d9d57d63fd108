-- foreign keys off, and checked at the end
-- save what else belongs to posts
CREATE TABLE "_limbeck_new_posts" (
  "id" INTEGER NOT NULL CONSTRAINT "pk_posts" PRIMARY KEY,
  "author_id" INTEGER NOT NULL,
  "body" TEXT NOT NULL,
  CONSTRAINT "fk_posts_author_id_users" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
) STRICT;
INSERT INTO "_limbeck_new_posts" ("id", "author_id", "body")
SELECT "id", "author_id", "body"
FROM "posts";
DROP TABLE "posts";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_limbeck_new_posts" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;
-- restore what else belongs to posts
-- save what else belongs to users
CREATE TABLE "_limbeck_new_users" (
  "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY AUTOINCREMENT,
  "email" VARCHAR(320) NOT NULL,
  "age" INTEGER,
  CONSTRAINT "uq_users_email" UNIQUE ("email"),
  CONSTRAINT "ck_users_age" CHECK (age >= 0)
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
