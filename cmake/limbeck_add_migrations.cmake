# limbeck_add_migrations: see README.md beside this file.
