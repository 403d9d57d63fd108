-- foreign keys off, and checked at the end
ALTER TABLE "posts" RENAME COLUMN "body" TO "content";
ALTER TABLE "users" ADD COLUMN "nick" TEXT;
ALTER TABLE "posts" RENAME TO "articles";
-- save what else belongs to articles
CREATE TABLE "_limbeck_new_articles" (
  "id" INTEGER NOT NULL CONSTRAINT "pk_posts" PRIMARY KEY,
  "author_id" BIGINT NOT NULL,
  "content" TEXT,
  "title" VARCHAR(80) NOT NULL,
  "later" INTEGER,
  CONSTRAINT "uq_articles" UNIQUE ("author_id", "title"),
  CONSTRAINT "fk_posts_author_id_users" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE,
  CONSTRAINT "ck_posts_title" CHECK (title <> '')
);
INSERT INTO "_limbeck_new_articles" ("id", "author_id", "content", "title")
SELECT "id", "author_id", "content", upper((substr(content, 1, 20)))
FROM "articles";
DROP TABLE "articles";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_limbeck_new_articles" RENAME TO "articles";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_posts_title" ON "articles" ("title");
-- restore what else belongs to articles
