-- foreign keys off, and checked at the end
-- save what else belongs to posts
CREATE TABLE "_limbeck_new_posts" (
  "id" INTEGER NOT NULL CONSTRAINT "pk_posts" PRIMARY KEY,
  "author_id" BIGINT NOT NULL,
  "body" TEXT NOT NULL,
  "author" TEXT NOT NULL
);
INSERT INTO "_limbeck_new_posts" ("id", "author_id", "body", "author")
SELECT "id", "author_id", "body", (SELECT email FROM users WHERE users.id = posts.author_id)
FROM "posts";
DROP TABLE "posts";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_limbeck_new_posts" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;
-- restore what else belongs to posts
DROP TABLE "users";
