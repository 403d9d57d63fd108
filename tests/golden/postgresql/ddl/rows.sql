INSERT INTO "users" ("id", "email", "age") VALUES
  (7, 'it''s', NULL),
  (8, 'b\c', 12),
  (9, '', -1);
SELECT setval(pg_get_serial_sequence('"users"', 'id'), max("id")) FROM "users" HAVING max("id") >= coalesce(pg_sequence_last_value(pg_get_serial_sequence('"users"', 'id')::regclass), 1);
UPDATE users SET age = 1; DELETE FROM users;
SELECT 1 -- one
;
