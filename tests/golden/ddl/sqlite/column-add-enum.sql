ALTER TABLE "orders" ADD COLUMN "was" TEXT CHECK (was IN ('new', 'paid', 'sent'));
