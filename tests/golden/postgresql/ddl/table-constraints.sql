CREATE TABLE "posts" (
  "id" bigint GENERATED ALWAYS AS IDENTITY (START WITH 100) NOT NULL,
  "author" bigint NOT NULL,
  "slug" text NOT NULL,
  "size" integer NOT NULL,
  "double_size" integer GENERATED ALWAYS AS (size * 2 -- doubled
) STORED,
  "during" tsrange,
  CONSTRAINT "pk_posts" PRIMARY KEY ("id"),
  CONSTRAINT "uq_posts_slug" UNIQUE NULLS NOT DISTINCT ("slug", "size") DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT "ck_posts_size" CHECK (size > 0) NO INHERIT,
  CONSTRAINT "ex_posts_during" EXCLUDE USING gist (during WITH &&)
) WITH (fillfactor = '70', toast.autovacuum_enabled = 'false');
ALTER TABLE "posts" ADD CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("id") MATCH FULL ON DELETE CASCADE ON UPDATE SET DEFAULT DEFERRABLE NOT VALID;
COMMENT ON TABLE "posts" IS 'What users write.';
COMMENT ON COLUMN "posts"."slug" IS 'it''s unique';
