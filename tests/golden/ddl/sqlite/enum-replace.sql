-- foreign keys off, and checked at the end
-- save what else belongs to orders
CREATE TABLE "_limbeck_new_orders" (
  "id" INTEGER NOT NULL CONSTRAINT "pk_orders" PRIMARY KEY AUTOINCREMENT,
  "status" TEXT NOT NULL DEFAULT 'new',
  "price" NUMERIC(10,2) NOT NULL,
  CHECK (status IN ('paid', 'new'))
);
INSERT INTO "_limbeck_new_orders" ("id", "status", "price")
SELECT "id", "status", "price"
FROM "orders";
DELETE FROM sqlite_sequence WHERE name = '_limbeck_new_orders';
INSERT INTO sqlite_sequence (name, seq) SELECT '_limbeck_new_orders', seq FROM sqlite_sequence WHERE name = 'orders';
DROP TABLE "orders";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_limbeck_new_orders" RENAME TO "orders";
PRAGMA legacy_alter_table = OFF;
-- restore what else belongs to orders
