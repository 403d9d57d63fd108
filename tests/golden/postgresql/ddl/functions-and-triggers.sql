SET check_function_bodies = off;
CREATE FUNCTION "soon"()
RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM made_later';
SET check_function_bodies = on;
DO $limbeck$
BEGIN
  EXECUTE 'CREATE OR REPLACE FUNCTION "twice"(a integer, b integer DEFAULT 2)
RETURNS integer LANGUAGE sql AS ''SELECT b * a''';
EXCEPTION WHEN invalid_function_definition THEN
  EXECUTE 'DROP VIEW "doubled"';
  EXECUTE 'DROP FUNCTION "twice"(integer, integer)';
  EXECUTE 'CREATE FUNCTION "twice"(a integer, b integer DEFAULT 2)
RETURNS integer LANGUAGE sql AS ''SELECT b * a''';
  EXECUTE 'CREATE VIEW "doubled" AS
SELECT twice(age) AS age FROM users';
  EXECUTE 'CREATE TRIGGER "on_doubled" INSTEAD OF INSERT ON "doubled" FOR EACH ROW EXECUTE FUNCTION touch()';
END
$limbeck$;
DO $limbeck$
BEGIN
  EXECUTE 'CREATE OR REPLACE FUNCTION "twice"(c integer, d integer DEFAULT 3)
RETURNS bigint LANGUAGE sql AS ''SELECT c::bigint''';
EXCEPTION WHEN invalid_function_definition THEN
  EXECUTE 'DROP VIEW "doubled"';
  EXECUTE 'DROP FUNCTION "twice"(integer, integer)';
  EXECUTE 'CREATE FUNCTION "twice"(c integer, d integer DEFAULT 3)
RETURNS bigint LANGUAGE sql AS ''SELECT c::bigint''';
  EXECUTE 'CREATE VIEW "doubled" AS
SELECT twice(age) AS age FROM users';
  EXECUTE 'CREATE TRIGGER "on_doubled" INSTEAD OF INSERT ON "doubled" FOR EACH ROW EXECUTE FUNCTION touch()';
END
$limbeck$;
CREATE OR REPLACE TRIGGER "set_age" BEFORE UPDATE OF age ON "users" FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE "users" ENABLE ALWAYS TRIGGER "set_age";
DROP TRIGGER "Later" ON "users";
CREATE CONSTRAINT TRIGGER "Later" AFTER DELETE OR INSERT ON "users" FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE "users" DISABLE TRIGGER "Later";
DROP VIEW "doubled";
DROP TRIGGER "set_age" ON "users";
ALTER TABLE "users" ALTER COLUMN "age" TYPE smallint;
CREATE TRIGGER "set_age" BEFORE UPDATE OF age ON "users" FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE "users" ENABLE ALWAYS TRIGGER "set_age";
COMMENT ON TRIGGER "set_age" ON "users" IS 'it''s set';
CREATE VIEW "doubled" AS
SELECT twice(age) AS age FROM users;
CREATE TRIGGER "on_doubled" INSTEAD OF INSERT ON "doubled" FOR EACH ROW EXECUTE FUNCTION touch();
COMMENT ON FUNCTION "twice"(integer, integer) IS 'it''s two';
COMMENT ON PROCEDURE "Clean up"(bigint) IS 'cleans';
COMMENT ON TRIGGER "Later" ON "users" IS 'later';
DROP FUNCTION "faint"(mood);
DROP FUNCTION "feel"(mood);
ALTER TYPE "mood" RENAME TO "limbeck_replaced_enum";
CREATE TYPE "mood" AS ENUM ('good', 'bad');
DROP TYPE "limbeck_replaced_enum";
SET check_function_bodies = off;
CREATE FUNCTION "faint"(m mood)
RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM made_later';
CREATE FUNCTION "feel"(m mood = 'good')
RETURNS mood LANGUAGE sql AS $f$SELECT m$f$;
SET check_function_bodies = on;
DROP TRIGGER "on_doubled" ON "doubled";
CREATE FUNCTION "gone"(x text[], VARIADIC y numeric(3)[])
RETURNS void LANGUAGE sql AS '';
DROP FUNCTION "gone"(text[], variadic numeric[]);
