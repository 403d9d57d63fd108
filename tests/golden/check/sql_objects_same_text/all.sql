create or replace view active as
  -- those that have one
  select id, "email"
  from users
  where (email <> 'A');
CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- nothing yet
  RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER touch before update on "users" for each row execute function touch();
