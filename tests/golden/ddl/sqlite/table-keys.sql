CREATE TABLE "counted" (
  "id" INT NOT NULL,
  CONSTRAINT "pk_counted" PRIMARY KEY ("id")
);
CREATE TABLE "members" (
  "group" TEXT NOT NULL,
  "user_id" BIGINT NOT NULL,
  "parent_group" TEXT,
  "parent_user" BIGINT,
  PRIMARY KEY ("group", "user_id"),
  FOREIGN KEY ("parent_group", "parent_user") REFERENCES "members" ("group", "user_id") ON DELETE SET NULL DEFERRABLE,
  CONSTRAINT "fk_members_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  CHECK ("group" <> '')
) WITHOUT ROWID;
