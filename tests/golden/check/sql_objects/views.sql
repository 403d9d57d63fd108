CREATE VIEW active_users AS
  SELECT id, email FROM users WHERE email LIKE '%@%';
CREATE VIEW emails AS SELECT email FROM active_users;
CREATE VIEW answers AS SELECT answer(1) AS n;
CREATE MATERIALIZED VIEW audit.totals AS SELECT count(*) AS n FROM active_users;
CREATE UNIQUE INDEX ix_totals ON audit.totals (n);
COMMENT ON VIEW emails IS 'who can be written to';
