-- not in a transaction
ALTER TYPE "order_status" ADD VALUE IF NOT EXISTS 'lost';
ALTER TABLE "orders" ALTER COLUMN "status" SET DEFAULT 'lost';
