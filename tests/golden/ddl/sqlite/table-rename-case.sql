ALTER TABLE "users" RENAME TO "_limbeck_new_Users";
ALTER TABLE "_limbeck_new_Users" RENAME TO "Users";
