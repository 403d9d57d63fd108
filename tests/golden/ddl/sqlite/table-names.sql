CREATE TABLE "the ""best"" table" (
  "order" INTEGER NOT NULL,
  "größe" TEXT NOT NULL,
  "semi;colon" TEXT,
  "it's" TEXT NOT NULL DEFAULT 'it''s',
  CONSTRAINT "a ""check""" CHECK ("order" > 0 AND "größe" <> 'x' AND "it's" <> '')
);
CREATE INDEX "an index" ON "the ""best"" table" ("semi;colon", "order" DESC);
