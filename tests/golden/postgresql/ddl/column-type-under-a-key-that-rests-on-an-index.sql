ALTER TABLE "b" DROP CONSTRAINT "fk_b_a";
ALTER TABLE "a" ALTER COLUMN "note" TYPE text;
ALTER TABLE "b" ADD CONSTRAINT "fk_b_a" FOREIGN KEY ("code") REFERENCES "a" ("code");
ALTER TABLE "b" DROP CONSTRAINT "fk_b_a";
ALTER TYPE "mood" RENAME TO "limbeck_replaced_enum";
CREATE TYPE "mood" AS ENUM ('ok', 'sad');
ALTER TABLE "a" ALTER COLUMN "mood" TYPE "mood" USING "mood"::text::"mood";
DROP TYPE "limbeck_replaced_enum";
ALTER TABLE "b" ADD CONSTRAINT "fk_b_a" FOREIGN KEY ("code") REFERENCES "a" ("code");
