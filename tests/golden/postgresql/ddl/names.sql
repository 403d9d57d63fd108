CREATE TABLE "select ""all"" of it" (
  "User" text NOT NULL,
  "größe in \cm" integer NOT NULL,
  "'" integer NOT NULL,
  "order" integer,
  CONSTRAINT "pk; DROP TABLE x" PRIMARY KEY ("'")
);
COMMENT ON COLUMN "select ""all"" of it"."'" IS 'a ''quote'' \ "two"';
CREATE INDEX "ix ""1""" ON "select ""all"" of it" ("order", "größe in \cm");
