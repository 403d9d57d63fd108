ALTER TABLE "shirts" DROP CONSTRAINT "ck_shirts_size";
ALTER TABLE "shirts" ALTER COLUMN "size" TYPE varchar(5) USING CASE size WHEN 'large' THEN 'huge' ELSE size END;
ALTER TABLE "shirts" ADD CONSTRAINT "ck_shirts_size" CHECK (size IN ('small', 'huge'));
