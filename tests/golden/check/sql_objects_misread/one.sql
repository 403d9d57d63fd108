-- who is there
CREATE OR REPLACE VIEW active_users AS
  SELECT id, email FROM users WHERE email <> '';

create function touch() returns trigger language plpgsql as $$
begin
  new.email := lower(new.email); -- ;
  return new;
end $$;
CREATE FUNCTION answer(a integer, b text DEFAULT 'x') RETURNS integer
BEGIN ATOMIC
  SELECT CASE WHEN a > 1 THEN 2 ELSE 3 END;
END;
CREATE TRIGGER touch BEFORE INSERT OR UPDATE OF email ON users
  FOR EACH ROW WHEN (new.email IS NOT NULL) EXECUTE FUNCTION touch();
COMMENT ON VIEW active_users IS 'it''s';
CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM active_users;
CREATE UNIQUE INDEX ix_totals ON totals (n, lower(n::text) DESC NULLS LAST) WHERE n > 0;
CREATE SEQUENCE ids INCREMENT BY 2 MINVALUE -5 OWNED BY users.id;
CREATE DOMAIN email AS varchar(320) NOT NULL CHECK (VALUE LIKE '%@%') CHECK (VALUE <> '');
CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA ext VERSION '1.6';
