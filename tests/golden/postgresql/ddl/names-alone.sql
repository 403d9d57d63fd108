ALTER INDEX "ix ""b""" RENAME TO "ix ""c""";
ALTER TABLE "a ""b""" RENAME CONSTRAINT "pk" TO "the ""key""";
ALTER TABLE "a ""b""" RENAME CONSTRAINT "fk" TO "fk_users";
ALTER TABLE "a ""b""" RENAME CONSTRAINT "ck" TO "ck_id";
ALTER TABLE "users" RENAME CONSTRAINT "pk_users" TO "users_pkey";
