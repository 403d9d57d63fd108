-- foreign keys off, and checked at the end
CREATE TABLE "notes" (
  "a" INTEGER NOT NULL,
  "b" TEXT NOT NULL
);
INSERT INTO notes VALUES (1, 'one');
-- save what else belongs to notes
CREATE TABLE "_limbeck_new_notes" (
  "a" INT NOT NULL,
  "b" TEXT NOT NULL,
  CONSTRAINT "pk_notes" PRIMARY KEY ("a")
);
INSERT INTO "_limbeck_new_notes" (rowid, "a", "b")
SELECT rowid, "a", "b"
FROM "notes";
DROP TABLE "notes";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_limbeck_new_notes" RENAME TO "notes";
PRAGMA legacy_alter_table = OFF;
-- restore what else belongs to notes
UPDATE notes SET b = 'two';
-- save what else belongs to notes
CREATE TABLE "_limbeck_new_notes" (
  "a" INTEGER NOT NULL,
  "b" TEXT NOT NULL
);
INSERT INTO "_limbeck_new_notes" (rowid, "a", "b")
SELECT rowid, "a", "b"
FROM "notes";
DROP TABLE "notes";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_limbeck_new_notes" RENAME TO "notes";
PRAGMA legacy_alter_table = OFF;
-- restore what else belongs to notes
