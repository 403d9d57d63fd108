INSERT INTO "users" ("id", "email", "age") VALUES
  (1, 'o''neill@example.org', NULL),
  (2, 'b@example.org', 1.5),
  (3, '', TRUE);
