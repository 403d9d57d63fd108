CREATE INDEX "ix_users_age_email" ON "users" ("age" DESC, "email");
CREATE UNIQUE INDEX "ux_users_lower_email" ON "users" (lower(email));
CREATE INDEX "ix_users_old" ON "users" ("email" COLLATE NOCASE, coalesce(age, 0) DESC) WHERE age > 99;
