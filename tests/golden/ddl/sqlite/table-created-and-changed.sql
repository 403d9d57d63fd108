CREATE TABLE "tags" (
  "name" TEXT NOT NULL,
  "user_id" BIGINT,
  CONSTRAINT "pk_tags" PRIMARY KEY ("name"),
  CONSTRAINT "fk_tags_user_id_users" FOREIGN KEY ("user_id") REFERENCES "users" ("id")
);
CREATE INDEX "ix_tags_user_id" ON "tags" ("user_id");
