ALTER TABLE "users" ADD CONSTRAINT "uq_users_email" UNIQUE ("email");
ALTER TABLE "users" ADD CONSTRAINT "ck_users_age" CHECK (age > 0) NOT VALID;
ALTER TABLE "users" ADD CONSTRAINT "fk_users_age" FOREIGN KEY ("age") REFERENCES "users" ("id") ON DELETE SET NULL;
ALTER TABLE "users" ADD CONSTRAINT "ex_users_age" EXCLUDE USING btree (age WITH =) WHERE (age > 100) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "users" DROP CONSTRAINT "ex_users_age";
ALTER TABLE "users" DROP CONSTRAINT "fk_users_age";
ALTER TABLE "users" DROP CONSTRAINT "pk_users";
ALTER TABLE "users" ADD CONSTRAINT "pk_people" PRIMARY KEY ("id");
