CREATE TABLE "events" (
  "at" timestamp with time zone NOT NULL,
  "what" text NOT NULL
) PARTITION BY RANGE (at);
