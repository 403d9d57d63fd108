-- foreign keys off, and checked at the end
-- save what else belongs to posts
CREATE TABLE "_limbeck_new_posts" (
  "id" INTEGER NOT NULL CONSTRAINT "pk_posts" PRIMARY KEY,
  "author_id" BIGINT NOT NULL,
  "body" TEXT NOT NULL,
  CONSTRAINT "fk_posts_author_id_users" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE RESTRICT
);
INSERT INTO "_limbeck_new_posts" ("id", "author_id", "body")
SELECT "id", "author_id", "body"
FROM "posts";
DROP TABLE "posts";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_limbeck_new_posts" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;
-- restore what else belongs to posts
