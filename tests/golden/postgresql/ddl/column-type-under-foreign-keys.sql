ALTER TABLE "nodes" ALTER COLUMN "id" TYPE bigint;
ALTER TABLE "nodes" DROP CONSTRAINT "fk_nodes_parent";
ALTER TABLE "leaves" DROP CONSTRAINT "fk_leaves_node";
DO $limbeck$
DECLARE
  found pg_catalog.name;
BEGIN
  SELECT c.conname INTO STRICT found FROM pg_catalog.pg_constraint AS c
  WHERE c.conrelid OPERATOR(pg_catalog.=) '"leaves"'::pg_catalog.regclass::pg_catalog.oid AND c.contype OPERATOR(pg_catalog.=) 'f' AND
    (SELECT pg_catalog.array_agg(a.attname ORDER BY k.place)
     FROM pg_catalog.unnest(c.conkey) WITH ORDINALITY AS k(number, place)
     JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) c.conrelid AND a.attnum OPERATOR(pg_catalog.=) k.number) OPERATOR(pg_catalog.=) ARRAY['node']::pg_catalog.name[]
  ORDER BY c.conname LIMIT 1;
  EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', '"leaves"', found);
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
