ALTER TABLE "lights" DROP CONSTRAINT "fk_lights_next";
ALTER TABLE "lamps" DROP CONSTRAINT "fk_lamps_light";
DROP INDEX "ix_lights_next";
DROP INDEX "ix_lights_half";
ALTER TABLE "lights" DROP CONSTRAINT "ex_lights";
ALTER TABLE "lights" DROP CONSTRAINT "ck_lights_all";
ALTER TABLE "lights" ADD CONSTRAINT "limbeck_twin" CHECK (id <> next) NOT VALID;
DO $limbeck$
DECLARE
  found pg_catalog.name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_catalog.pg_constraint AS c
  WHERE c.conrelid OPERATOR(pg_catalog.=) '"lights"'::pg_catalog.regclass::pg_catalog.oid AND c.contype OPERATOR(pg_catalog.=) 'c' AND c.conname OPERATOR(pg_catalog.<>) 'limbeck_twin' AND
    pg_catalog.pg_get_expr(c.conbin, c.conrelid) OPERATOR(pg_catalog.=) (SELECT pg_catalog.pg_get_expr(conbin, conrelid) FROM pg_catalog.pg_constraint
     WHERE conrelid OPERATOR(pg_catalog.=) c.conrelid AND conname OPERATOR(pg_catalog.=) 'limbeck_twin')
  ORDER BY c.conname LIMIT 1;
  EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', '"lights"', found);
END
$limbeck$;
ALTER TABLE "lights" DROP CONSTRAINT "limbeck_twin";
ALTER TABLE "lights" DROP COLUMN "stop";
ALTER TABLE "lights" DROP COLUMN "most";
ALTER TABLE "lights" ALTER COLUMN "all" DROP DEFAULT;
ALTER TABLE "lights" ALTER COLUMN "next" DROP DEFAULT;
ALTER TYPE "light" RENAME TO "limbeck_replaced_enum";
CREATE TYPE "light" AS ENUM ('green', 'yellow', 'red');
COMMENT ON TYPE "light" IS 'it''s a light';
ALTER TABLE "lamps" ALTER COLUMN "light" TYPE "light" USING "light"::text::"light";
ALTER TABLE "lights" ALTER COLUMN "id" TYPE "light" USING "id"::text::"light";
ALTER TABLE "lights" ALTER COLUMN "all" TYPE "light"[] USING "all"::text[]::"light"[];
ALTER TABLE "lights" ALTER COLUMN "next" TYPE "light" USING "next"::text::"light";
DROP TYPE "limbeck_replaced_enum";
ALTER TABLE "lights" ALTER COLUMN "all" SET DEFAULT ARRAY['red', 'green']::light[];
ALTER TABLE "lights" ALTER COLUMN "next" SET DEFAULT 'red'::light;
ALTER TABLE "lights" ADD COLUMN "most" "light" GENERATED ALWAYS AS (greatest(id, next)) STORED;
ALTER TABLE "lights" ADD COLUMN "stop" boolean GENERATED ALWAYS AS (id = 'red') STORED;
ALTER TABLE "lights" ADD CHECK (id <> next);
ALTER TABLE "lights" ADD CONSTRAINT "ck_lights_all" CHECK (NOT ('yellow' = ANY ("all")));
ALTER TABLE "lights" ADD CONSTRAINT "ex_lights" EXCLUDE USING btree (next WITH =) WHERE (id > 'yellow');
CREATE INDEX "ix_lights_half" ON "lights" (((next < 'green')), "most") INCLUDE ("stop");
CREATE INDEX "ix_lights_next" ON "lights" ("next" DESC) WHERE id = 'red';
ALTER TABLE "lamps" ADD CONSTRAINT "fk_lamps_light" FOREIGN KEY ("light") REFERENCES "lights" ("id");
ALTER TABLE "lights" ADD CONSTRAINT "fk_lights_next" FOREIGN KEY ("next") REFERENCES "lights" ("id");
