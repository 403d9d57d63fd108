# Views and triggers in files of SQL_OBJECTS: a change of a text is drift, a revision makes it, and only the check runs.
. "$(dirname "$0")/lib.sh"
start objects
db="$scratch/users é.db"
sql="$source/sql"
configure
exits 0 "configuring"
build
[ "$code" -ne 0 ] || fail "objects that no revision creates did not fail the build"
says "views.sql:2:13: error: schema drift: no revision creates view 'adults' [limbeck-drift]" \
  "triggers.sql:1:16: error: schema drift: no revision creates trigger 'written on users' [limbeck-drift]"
echo "ok: objects that no revision creates fail the build at their lines"
developer "$source" revision --autogenerate -m "initial"
exits 0 "limbeck revision writes the first revision"
says "create_view adults" "create_view adult_emails" "create_trigger written on users"
builds "the first build" scan='*' manifest='*' check=1 compiled=+
builds "a build again"
touch "$sql/views.sql"
builds "a touched file of SQL_OBJECTS" check=1
printf -- '-- Who may buy,\n-- and nobody else.\ncreate or replace view "adults" AS\n  SELECT id, email\n  FROM users WHERE age >= 18;\nCREATE VIEW adult_emails AS SELECT email FROM adults;\n' > "$sql/views.sql"
builds "layout, comments and case are no drift" check=1

developer "$source" upgrade head --url "sqlite:$db"
exits 0 "limbeck upgrade head"
sqlite3 "$db" "insert into users (email, age) values ('ada@x', 36), ('bo@x', 7)"
run sqlite3 "$db" "select email from adult_emails; select text from log where id = 1"
says "ada@x" "new; ada@x"
developer "$source" verify --url "sqlite:$db"
exits 0 "limbeck verify finds nothing"

# The view stops reading a column that goes, and one is read that comes.
sed -i 's/std::optional<int> age/std::optional<int> born/' "$source/models/user.h"
sed -i 's/age >= 18/born <= 2000/' "$sql/views.sql"
build
[ "$code" -ne 0 ] || fail "a changed view did not fail the build"
says "views.sql:3:24: error: schema drift: no revision changes view 'adults' [limbeck-drift]" "history made it here"
echo "ok: a changed view fails the build at its line"
before=$(ls "$source/migrations")
developer "$source" revision --autogenerate -m "years of birth"
exits 0 "limbeck revision replaces the view"
says "users.born"
written=$(ls -d "$source"/migrations/*years_of_birth.cpp)
sed -i 's|^    .created = .*|&\n    .destructive = "ages were never right",|' "$written"
builds "the revision's build" manifest=1 check=1 compiled=+
developer "$source" upgrade head --url "sqlite:$db"
exits 0 "it runs"
sqlite3 "$db" "update users set born = 1990 where email = 'ada@x'"
run sqlite3 "$db" "select email from adult_emails"
says "ada@x"
developer "$source" verify --url "sqlite:$db"
exits 0 "limbeck verify finds nothing after it"
sqlite3 "$db" "drop view adult_emails; create view adult_emails as select email from users"
developer "$source" verify --url "sqlite:$db"
exits 3 "limbeck verify finds a view that somebody changed"
says "adult_emails"
sqlite3 "$db" "drop view adult_emails; create view adult_emails as select email from adults"
developer "$source" downgrade -1 --url "sqlite:$db"
exits 0 "limbeck downgrade -1"
run sqlite3 "$db" "select sql from sqlite_schema where name = 'adults'; select sql from sqlite_schema where name = 'written'"
says "age >= 18" "new; "
developer "$source" verify --url "sqlite:$db"
exits 0 "limbeck verify finds nothing after that"
developer "$source" upgrade head --url "sqlite:$db"
exits 0 "and up again"
run ctest --test-dir "$build" -L limbeck --output-on-failure
exits 0 "the history's own tests of a history with views and triggers"
says "objects_migrations.models.sqlite" "objects_migrations.up_down_up.sqlite"

# Files that come and go.
echo "CREATE VIEW everybody AS SELECT email FROM users;" > "$sql/more.sql"
build
[ "$code" -ne 0 ] || fail "a new file was not seen"
says "more.sql:1:13: error: schema drift: no revision creates view 'everybody'"
echo "CREATE TABLE everybody (id int);" > "$sql/more.sql"
build
[ "$code" -ne 0 ] || fail "a table was taken"
says "more.sql:1:8: error: SQL_OBJECTS takes no such statement; tables are declared by models [limbeck-sql-object]"
echo "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';" > "$sql/more.sql"
build
[ "$code" -ne 0 ] || fail "a function was taken on SQLite"
says "more.sql:1:17: error: SQLite has no functions in the database" "[limbeck-unsupported]"
rm "$sql/more.sql"
build
exits 0 "files that come and go are seen"
mv "$sql/triggers.sql" "$scratch"
build
[ "$code" -ne 0 ] || fail "a trigger that is gone is no drift"
says "no revision drops trigger 'written on users', which nothing declares any more" "declare it in a file of SQL_OBJECTS"
echo "ok: what no file declares any more is drift"
mv "$scratch/triggers.sql" "$sql"
sed -i 's|sql/\*.sql|sql/nope.sql|' "$source/CMakeLists.txt"
configure
[ "$code" -ne 0 ] || fail "a file that is not there was taken"
says "SQL_OBJECTS: there is no file"
echo "ok: a file that is not there"
