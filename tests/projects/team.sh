# A team's week on one project: revisions written, reviewed, run and taken back; two branches merged; a database that was
# there before limbeck; SQL for the administrator; a migration that fails; a head that is lost.
. "$(dirname "$0")/lib.sh"
command -v sqlite3 > /dev/null || { echo "SKIPPED: sqlite3 is not installed"; exit 77; }
start shop
sed -i 's/^project(.*/&\ninclude(CTest)/' "$source/CMakeLists.txt"
configure
exits 0 "configuring"
builds "the first build" scan=1 manifest=1 check=1 compiled=+
db="sqlite:$scratch/shop.db"
migrate="$build/shop-migrate"

# deployer ARGUMENTS…: the deployer's tool, on the team's database.
deployer() { run "$migrate" --url "$db" "$@"; }
is_at() {  # REVISION WHAT
  deployer current
  says "$1"
  echo "ok: $2"
}
schema() {
  sqlite3 "$scratch/$1" \
    "select sql || ';' from sqlite_schema where sql is not null and name not like '%limbeck%' order by type desc, name desc"
}

# Create and review: a revision by hand, then one that the models need.
developer "$source" revision -m "greet" --rev-id aa01
exits 0 "a revision by hand"
sed -i 's/\.upgrade = .*/.upgrade = [](limbeck::Operations\& op) { op.execute("INSERT INTO users (email) VALUES ('"'hello@shop'"')"); },/; /^ *\/\/.*upgrade/d' \
  "$source/migrations/"*greet.cpp
grep -q 'hello@shop' "$source/migrations/"*greet.cpp || fail "the revision has not the lines that this test edits: $(cat "$source/migrations/"*greet.cpp)"
sed -i 's/std::string body;/std::string body;\n  int likes = 0;/' "$source/models/post.h"
developer "$source" revision --autogenerate -m "count likes" --rev-id aa02
exits 0 "autogenerate"
says "add_column posts.likes"
build
exits 0 "the build with both"
deployer plan
exits 0 "the plan"
says "add_column posts.likes"

# Up, down, up.
deployer upgrade head
exits 0 "upgrade head"
is_at "aa02 (head)" "the database is at head"
deployer downgrade -1
exits 0 "downgrade -1"
is_at aa01 "the database is one below"
! schema shop.db | grep -q likes || fail "the column is still there"
deployer upgrade
exits 0 "upgrade again"
run ctest --test-dir "$build" -L limbeck --output-on-failure
exits 8 "the history's tests find what the review did not"
says "shop_migrations.one_head" "FAILED: up_down_up on sqlite" "greet.cpp:" "UNIQUE constraint failed"
sed -i 's/\.downgrade = .*/.downgrade = [](limbeck::Operations\& op) { op.execute("DELETE FROM users WHERE email = '"'hello@shop'"'"); },/' \
  "$source/migrations/"*greet.cpp
build
run ctest --test-dir "$build" -L limbeck
exits 0 "the history's tests"
says "shop_migrations.one_head" "shop_migrations.up_down_up.sqlite" "shop_migrations.models.sqlite" "100% tests passed"

deployer upgrade head
exits 0 "at head nothing is asked of what was applied"

# Two developers, each from the same head.
mkdir "$scratch/hers"
sed -i 's/int likes = 0;/&\n  bool pinned = false;/' "$source/models/post.h"
developer "$source" revision --autogenerate -m "pin posts" --rev-id bb01
exits 0 "her branch"
mv "$source/migrations/"*pin_posts.cpp "$scratch/hers"
cp "$source/models/post.h" "$scratch/hers"
sed -i '/bool pinned/d' "$source/models/post.h"
sed -i 's/std::optional<std::string> display_name;/&\n  std::optional<std::string> phone;/' "$source/models/user.h"
developer "$source" revision --autogenerate -m "add phone" --rev-id cc01
exits 0 "his branch"
build
exits 0 "his build"
deployer upgrade head
exits 1 "a revision that was edited after it was applied"
says "greet.cpp:" "--accept-edited aa01"
deployer upgrade head --accept-edited aa01
exits 0 "and is accepted, as only its downgrade changed"
is_at cc01 "his database"
cp "$scratch/hers/post.h" "$source/models"
cp "$scratch/hers/"*pin_posts.cpp "$source/migrations"
build
[ "$code" -ne 0 ] || fail "two heads did not fail the build"
says bb01 cc01 "limbeck merge"
developer "$source" heads
says "bb01 (head)" "cc01 (head)"
deployer upgrade head
exits 1 "upgrade head where there are two"
says "multiple heads"
developer "$source" merge heads -m "pins and phones" --rev-id dd01
exits 0 "merge"
build
exits 0 "the merged build"
deployer upgrade head
exits 0 "his database catches up"
is_at "dd01 (head)" "and is at the merge"
deployer history -r aa02:
says "-> dd01 (head) (mergepoint), pins and phones"

# A database that was there before limbeck.
sqlite3 "$scratch/old.db" "$(schema shop.db)"
run "$migrate" --url "sqlite:$scratch/old.db" stamp head
exits 0 "stamp an existing database"
run "$migrate" --url "sqlite:$scratch/old.db" upgrade
exits 0 "it has nothing to do"
says "already at head"
run "$migrate" --url "sqlite:$scratch/new.db" ensure_version
exits 0 "ensure_version"
[ "$(sqlite3 "$scratch/new.db" "select count(*) from limbeck_version")" = 0 ] || fail "the version table is not empty"

# SQL for the administrator.
"$migrate" upgrade head --sql > "$scratch/upgrade.sql"
sqlite3 "$scratch/dba.db" < "$scratch/upgrade.sql" || fail "the script did not run"
[ "$(schema dba.db)" = "$(schema shop.db)" ] || fail "the script leads elsewhere"
run "$migrate" --url "sqlite:$scratch/dba.db" check
exits 0 "the program finds the administrator's database at head"
"$migrate" downgrade head:aa02 --sql | sqlite3 "$scratch/dba.db" || fail "the script down did not run"
run "$migrate" --url "sqlite:$scratch/dba.db" current
says aa02

# A migration that fails, is repaired, and goes on.
developer "$source" revision -m "tidy" --rev-id ee01
tidy=$(echo "$source/migrations/"*tidy.cpp)
sed -i 's/\.upgrade = .*/.upgrade = [](limbeck::Operations\& op) { op.execute("UPDATE posts SET likes = 1"); op.execute("DELETE FROM userz"); },/' "$tidy"
build
exits 0 "a revision with a mistake in its SQL builds"
deployer upgrade
exits 1 "and fails"
says "tidy.cpp:" "no such table: userz" "rolled back"
is_at dd01 "the database is as it was"
sed -i 's/userz/users WHERE email IS NULL/' "$tidy"
build
deployer upgrade
exits 0 "repaired, it runs"
is_at "ee01 (head)" "and the database is at head"

# A head that is lost: its file is gone, the database has it.
mv "$tidy" "$scratch"
build
exits 0 "the build without the file"
deployer upgrade
exits 1 "a database that is ahead"
says ee01 "was removed or renamed"
mv "$scratch/$(basename "$tidy")" "$tidy"
build
deployer check
exits 0 "with the file back all is well"
