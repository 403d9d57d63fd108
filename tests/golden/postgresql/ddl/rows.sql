INSERT INTO "users" ("id", "email", "age") VALUES
  (7, 'it''s', NULL),
  (8, 'b\c', 12),
  (9, '', -1);
SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence('"users"', 'id')::pg_catalog.regclass, pg_catalog.max("id")) FROM "users" HAVING pg_catalog.max("id") OPERATOR(pg_catalog.>=) coalesce(pg_catalog.pg_sequence_last_value(pg_catalog.pg_get_serial_sequence('"users"', 'id')::pg_catalog.regclass), 1);
UPDATE users SET age = 1; DELETE FROM users;
SELECT 1 -- one
;
