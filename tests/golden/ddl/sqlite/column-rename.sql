ALTER TABLE "users" RENAME COLUMN "id" TO "user_id";
ALTER TABLE "users" RENAME COLUMN "age" TO "order";
