CREATE VIEW active_users AS SELECT id, email FROM users WHERE email <> '';
CREATE VIEW emails AS SELECT email FROM active_users;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE FUNCTION answer(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a $$;
CREATE VIEW answers AS SELECT answer(1) AS n;
CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
CREATE EXTENSION citext WITH VERSION '1.6';
CREATE VIEW forgotten AS SELECT 1 AS one;
