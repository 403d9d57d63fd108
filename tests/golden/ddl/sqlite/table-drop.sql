-- foreign keys off, and checked at the end
DROP TABLE "posts";
DROP TABLE "users";
