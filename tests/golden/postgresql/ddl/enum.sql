CREATE TYPE "empty" AS ENUM ();
ALTER TYPE "order_status" ADD VALUE 'back''s' BEFORE 'sent';
ALTER TYPE "order_status" RENAME VALUE 'paid' TO 'settled';
DROP TYPE "empty";
