-- What an extension's version is stays with the history where nothing is said of it.
CREATE EXTENSION citext;

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  new.email := lower(new.email);
  RETURN new;
END $$;

-- Another result: the function is made again, and the view on it.
CREATE FUNCTION answer(a integer) RETURNS bigint LANGUAGE sql AS $$ SELECT a::bigint $$;

CREATE OR REPLACE TRIGGER touch BEFORE INSERT OR UPDATE OF email ON users
  FOR EACH ROW EXECUTE FUNCTION touch();
