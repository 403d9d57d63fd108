-- Who may buy.
CREATE VIEW adults AS SELECT id, email FROM users WHERE age >= 18;
CREATE VIEW adult_emails AS SELECT email FROM adults;
