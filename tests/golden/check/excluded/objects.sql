CREATE VIEW tmp_users AS SELECT id FROM users;
CREATE SEQUENCE audit.numbers;
CREATE DOMAIN tmp_email AS text;
CREATE FUNCTION tmp_one() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION two() RETURNS integer LANGUAGE sql AS $$ SELECT 2 $$;
