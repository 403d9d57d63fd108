GRANT SELECT ON users TO public;
CREATE TYPE pair AS (a integer, b integer);
CREATE RECURSIVE VIEW r (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 3;
/* and so on
