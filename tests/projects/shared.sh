# Two histories in one database: each has its own ledger, and leaves the other's tables alone.
. "$(dirname "$0")/lib.sh"
start shared
configure
exits 0 "configuring"
for part in shop billing; do
  developer "$source" --target ${part}_migrations revision --autogenerate -m "initial"
  exits 0 "the first revision of $part"
done
builds "the first build" scan='*' manifest='*' check=2 compiled=+
builds "a build again"

shop="$build/shop-migrate"
billing="$build/billing-migrate"
revisions=1
# both URL: whatever the database.
both() {
  local url=$1 sql=$2
  run "$build/app" "$url"
  exits 0 "one program migrates both"
  says "shop_migrations applied 1" "billing_migrations applied $revisions"
  for tool in "$shop" "$billing"; do
    run "$tool" verify --url "$url"
    exits 0 "$(basename "$tool") verify finds nothing of the other's"
    run "$tool" current --check-heads --url "$url"
    exits 0 "$(basename "$tool") is at head"
  done
  $sql "create table log_2026 (a int); create table mine (a int)" > "$output"
  run "$billing" verify --url "$url"
  exits 3 "what neither excludes is told"
  says "'mine'"
  says_not "log_2026' is there"
  run "$billing" verify --exclude mine --url "$url"
  exits 0 "the command line adds to what the target excludes"
  says "not looked at, as asked: log_2026, mine, users"
  $sql "drop table log_2026; drop table mine" > "$output"

  developer "$source" --target billing_migrations revision --autogenerate --against "$url"
  exits 0 "--against leaves the other's tables alone"
  says "no changes"
  $sql "create table mine (a int)" > "$output"
  developer "$source" --target billing_migrations revision --autogenerate --against "$url" --exclude=mine
  exits 0 "--against with --exclude"
  says "no changes"
  developer "$source" --target billing_migrations revision --autogenerate --against "$url" --sql
  exits 0 "--against without it"
  says 'DROP TABLE "mine"'
  says_not '"users"'
  $sql "drop table mine" > "$output"

  if [ "$revisions" -gt 1 ]; then
    run "$shop" downgrade base --url "$url"
    exits 1 "a downgrade that another history's key is in the way of"
    says fk_invoices_user
    run "$billing" downgrade -1 --url "$url"
    exits 0 "the key goes first"
  fi
  run "$shop" downgrade base --url "$url"
  exits 0 "a downgrade of one"
  run "$billing" upgrade --url "$url"
  exits 0 "a key does without the table it would refer to"
  run "$billing" verify --url "$url"
  exits 0 "leaves the other as it was"
  run "$billing" current --url "$url"
  says "(head)"
  run "$shop" upgrade --url "$url"
  exits 0 "and up again"
}
in_sqlite() { sqlite3 "$scratch/all é.db" "$1"; }
both "sqlite:$scratch/all é.db" in_sqlite
run sqlite3 "$scratch/all é.db" "select name from sqlite_schema where type = 'table' order by 1"
says billing_version billing_version_history limbeck_history limbeck_version


# What is declared and left to others at once is an error where it is declared.
sed -i 's/EXCLUDE_TABLES invoice\*/EXCLUDE_TABLES "Us?rs"/' "$source/CMakeLists.txt"
build
[ "$code" -ne 0 ] || fail "a model that the target excludes was taken"
says "shop/user.h:4:36: error: table 'users' is declared here, and the pattern 'Us?rs' of EXCLUDE_TABLES leaves it to others [limbeck-excluded]"
developer "$source" --target shop_migrations revision --autogenerate
exits 1 "limbeck revision refuses it as well"
says "[limbeck-excluded]" "no revision was written"
sed -i 's/EXCLUDE_TABLES "Us?rs"/EXCLUDE_TABLES "a.b.c"/' "$source/CMakeLists.txt"
build
[ "$code" -ne 0 ] || fail "a pattern with two dots was taken"
says "EXCLUDE_TABLES: the pattern 'a.b.c' has more than one dot"
sed -i 's/EXCLUDE_TABLES "a.b.c"/EXCLUDE_TABLES invoice*/' "$source/CMakeLists.txt"
builds "the filters as they were" scan='*' manifest='*' check='*' compiled='*'

# The same on PostgreSQL, where there is one; with a foreign key from one history to the other, as docs/shared_database.md
# has it.
developer "$source" --target billing_migrations revision -m "key to users"
exits 0 "a revision without a change of the models"
revision=$(ls "$source"/billing/migrations/*key_to_users.cpp)
key=$(sed -n '/op.execute({.postgresql = R/,/END \$\$)"});/p' "$LIMBECK_SOURCE/docs/shared_database.md")
[ -n "$key" ] || fail "docs/shared_database.md has the key no longer"
head=$(grep -e '^LIMBECK_REVISION' -e '\.revises' "$revision")
cat > "$revision" << END
#include <limbeck/revision.h>

$head
    .message = "key to users",
    .upgrade = [](limbeck::Operations& op) {
$key
    },
    .downgrade = [](limbeck::Operations& op) {
      op.execute({.postgresql = "ALTER TABLE invoices DROP CONSTRAINT IF EXISTS fk_invoices_user"});
    },
};
END
builds "a key to another history's table" scan=0 manifest='*' check='*' compiled=+
revisions=2
export -f both run exits fail says says_not developer
in_postgresql() { psql -q -c "$1"; }
export -f in_postgresql
export source build output limbeck shop billing revisions
run bash "$LIMBECK_SOURCE/tests/servers/with_postgresql.sh" true
if [ "$code" -eq 77 ]; then
  echo "SKIPPED on PostgreSQL: $(cat "$output")"
else
  bash "$LIMBECK_SOURCE/tests/servers/with_postgresql.sh" bash -euo pipefail -c \
    'both "postgresql:///scratch?host=$PGHOST&user=$PGUSER" in_postgresql'
fi
