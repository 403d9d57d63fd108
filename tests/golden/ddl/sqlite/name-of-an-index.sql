DROP INDEX "ix_users_age";
CREATE INDEX "users_age" ON "users" ("age");
