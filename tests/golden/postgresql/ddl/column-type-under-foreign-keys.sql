ALTER TABLE "nodes" ALTER COLUMN "id" TYPE bigint;
ALTER TABLE "nodes" DROP CONSTRAINT "fk_nodes_parent";
ALTER TABLE "leaves" DROP CONSTRAINT "fk_leaves_node";
DO $limbeck$
DECLARE
  found name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_constraint AS c
  WHERE c.conrelid = '"leaves"'::regclass AND c.contype = 'f' AND
    (SELECT array_agg(a.attname ORDER BY k.place)
     FROM unnest(c.conkey) WITH ORDINALITY AS k(number, place)
     JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.number) = ARRAY['node']::name[]
  ORDER BY c.conname LIMIT 1;
  EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', '"leaves"', found);
END
$limbeck$;
ALTER TABLE "nodes" ALTER COLUMN "id" TYPE text;
ALTER TABLE "nodes" ALTER COLUMN "parent" TYPE varchar(20);
ALTER TABLE "nodes" ADD CONSTRAINT "fk_nodes_parent" FOREIGN KEY ("parent") REFERENCES "nodes" ("id");
ALTER TABLE "nodes" RENAME COLUMN "code" TO "number";
ALTER TABLE "leaves" RENAME TO "Leaves";
ALTER TABLE "Leaves" ALTER COLUMN "node" TYPE text;
ALTER TABLE "Leaves" ADD FOREIGN KEY ("node") REFERENCES "nodes" ("id") NOT VALID;
ALTER TABLE "Leaves" ADD CONSTRAINT "fk_leaves_node" FOREIGN KEY ("node", "code") REFERENCES "nodes" ("id", "number") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "Leaves" DROP CONSTRAINT "fk_leaves_node";
ALTER TABLE "nodes" ALTER COLUMN "number" TYPE text;
