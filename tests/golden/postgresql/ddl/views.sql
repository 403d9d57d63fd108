DO $limbeck$
BEGIN
  EXECUTE 'CREATE OR REPLACE VIEW "grown_ups" AS
SELECT id, email, age FROM users WHERE age > 17';
EXCEPTION WHEN invalid_table_definition THEN
  EXECUTE 'DROP VIEW "Their ""ids"""';
  EXECUTE 'DROP VIEW "grown_ups"';
  EXECUTE 'CREATE VIEW "grown_ups" AS
SELECT id, email, age FROM users WHERE age > 17';
  EXECUTE 'COMMENT ON VIEW "grown_ups" IS ''18 and more''';
  EXECUTE 'CREATE VIEW "Their ""ids""" AS
SELECT id FROM grown_ups -- all of them
';
END
$limbeck$;
DO $limbeck$
BEGIN
  EXECUTE 'CREATE OR REPLACE VIEW "grown_ups" AS
SELECT id, age FROM users WHERE age > 17';
EXCEPTION WHEN invalid_table_definition THEN
  EXECUTE 'DROP VIEW "Their ""ids"""';
  EXECUTE 'DROP VIEW "grown_ups"';
  EXECUTE 'CREATE VIEW "grown_ups" AS
SELECT id, age FROM users WHERE age > 17';
  EXECUTE 'COMMENT ON VIEW "grown_ups" IS ''18 and more''';
  EXECUTE 'CREATE VIEW "Their ""ids""" AS
SELECT id FROM grown_ups -- all of them
';
END
$limbeck$;
DROP MATERIALIZED VIEW "ages";
CREATE MATERIALIZED VIEW "ages" AS
SELECT age FROM users;
CREATE UNIQUE INDEX "ix_ages" ON "ages" ("age");
COMMENT ON INDEX "ix_ages" IS 'each once';
COMMENT ON MATERIALIZED VIEW "ages" IS 'counted';
DROP VIEW "Their ""ids""";
DROP VIEW "grown_ups";
DROP MATERIALIZED VIEW "ages";
ALTER TABLE "users" ALTER COLUMN "age" TYPE bigint;
CREATE MATERIALIZED VIEW "ages" AS
SELECT age FROM users;
CREATE UNIQUE INDEX "ix_ages" ON "ages" ("age");
COMMENT ON INDEX "ix_ages" IS 'each once';
COMMENT ON MATERIALIZED VIEW "ages" IS 'counted';
CREATE VIEW "grown_ups" AS
SELECT id, age FROM users WHERE age > 17;
COMMENT ON VIEW "grown_ups" IS '18 and more';
CREATE VIEW "Their ""ids""" AS
SELECT id FROM grown_ups -- all of them
;
CREATE INDEX "ix_more" ON "ages" (((age + 1)));
DROP INDEX "ix_more";
COMMENT ON MATERIALIZED VIEW "ages" IS 'it''s old';
COMMENT ON INDEX "ix_ages" IS NULL;
CREATE VIEW "one" AS
SELECT 1 AS one;
DROP VIEW "one";
