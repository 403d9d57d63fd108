ALTER TABLE "events" ALTER COLUMN "a" TYPE timestamp USING "a" AT TIME ZONE 'UTC';
ALTER TABLE "events" ALTER COLUMN "b" TYPE timestamp(3) with time zone USING "b" AT TIME ZONE 'UTC';
ALTER TABLE "events" ALTER COLUMN "c" TYPE date USING "c" AT TIME ZONE 'UTC';
ALTER TABLE "events" ALTER COLUMN "d" TYPE timestamp with time zone USING "d"::timestamp AT TIME ZONE 'UTC';
