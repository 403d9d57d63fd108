# The main job: a field is added, the build fails, limbeck writes the revision, the build and the app go on.
. "$(dirname "$0")/lib.sh"
start shop
configure
exits 0 "configuring"
builds "the first build" scan=1 manifest=1 check=1 compiled=+
db="$scratch/shop é.db"
run "$build/shop" "sqlite:$db"
exits 0 "the app migrates its database"
says "applied 1"

sed -i 's/std::string body;/std::string body;\n  std::optional<int> likes;/' "$source/models/post.h"
for attempt in first second; do
  build
  [ "$code" -ne 0 ] || fail "a drift did not fail the build"
  says "post.h:8:" "error: " "posts.likes" "[limbeck-drift]" "limbeck revision --autogenerate"
  echo "ok: a drift fails the $attempt build"
done
developer "$source" check
exits 3 "limbeck check tells a drift by its exit code"
says "[limbeck-drift]"
developer "$source/models" current --url "sqlite:$db"
exits 0 "the deployer's tool works while the build fails for drift"
says 5b0a3c9d1e2f

before=$(ls "$source/migrations")
developer "$source/models" revision --autogenerate -m "count likes"
exits 0 "limbeck revision writes the revision"
says "created " "add_column posts.likes"
[ "$(ls "$source/migrations" | wc -l)" -eq $(($(wc -l <<< "$before") + 1)) ] || fail "not one file was added"
builds "the revision's build" manifest=1 check=1 compiled=+
developer "$source" check
exits 0 "limbeck check finds no drift any more"
developer "$source" revision --autogenerate -m "again"
exits 0 "a second autogenerate"
says "no changes"

developer "$source" upgrade head --url "sqlite:$db"
exits 0 "limbeck upgrade head"
run "$build/shop" "sqlite:$db"
exits 0 "the app starts on the upgraded database"
says "applied 0"
sqlite3 "$db" "insert into users (email) values ('a@b.c'); insert into posts (author_id, body, likes) values (1, 'x', 3)"
run sqlite3 "$db" "select likes from posts"
says 3
developer "$source" downgrade -1 --url "sqlite:$db"
exits 0 "limbeck downgrade -1"
run sqlite3 "$db" "select body from posts"
says x
developer "$source" no-such-command
exits 2 "a command that neither knows"
developer "$source" upgrade no_such_revision --url "sqlite:$db"
exits 1 "the deployer's exit code is limbeck's"
