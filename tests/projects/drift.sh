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
developer "$source/models" check --sarif "$scratch/drift.sarif"
exits 3 "limbeck check --sarif"
run cat "$scratch/drift.sarif"
says '"version": "2.1.0"' '"ruleId": "limbeck-drift"' '"uri": "models/post.h"'
developer "$source/models" current --url "sqlite:$db"
exits 0 "the deployer's tool works while the build fails for drift"
says 5b0a3c9d1e2f

before=$(ls "$source/migrations")
developer "$source/models" revision --autogenerate -m "count likes"
exits 0 "limbeck revision writes the revision"
says "created " "add_column posts.likes (post.h:8)"
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

# What was done to the database by hand.
developer "$source" verify --url "sqlite:$db"
exits 0 "limbeck verify finds nothing"
says "is as the history says at 5b0a3c9d1e2f"
sqlite3 "$db" "alter table users add column nick text; create table theirs (a)"
developer "$source" verify --url "sqlite:$db" --exclude "th*"
exits 3 "limbeck verify tells a difference by its exit code"
says "column 'users.nick' is there, and no revision makes it: found text, nullable" "not looked at, as asked: theirs"
before=$(digest "$source/migrations")
developer "$source" revision --against "sqlite:$db" -m "by hand"
exits 2 "--against without --autogenerate"
developer "$source" revision --autogenerate --against "sqlite:$db" --exclude "th*" --sql
exits 0 "limbeck revision --autogenerate --against a database"
says 'ADD COLUMN "likes"' 'DROP COLUMN "nick"'
says_not theirs
says_not display_name
[ "$before" = "$(digest "$source/migrations")" ] || fail "--sql wrote a file"
developer "$source" revision --autogenerate --against "sqlite:$db" -m "by hand" --json
exits 0 "the same, written"
says '"op": "add_column"' '"op": "drop_column"' '"op": "drop_table"'
rm "$source"/migrations/*by_hand.cpp
sqlite3 "$db" "drop table theirs; alter table users drop column nick; alter table posts add column likes integer"
developer "$source" revision --autogenerate --against="sqlite:$db"
exits 0 "a database that has what the models say"
says "no changes: the database already has"

# What destroys rows is built only once somebody has said why.
sed -i '/likes;/d' "$source/models/post.h"
developer "$source" revision --autogenerate -m "drop likes"
exits 0 "a revision that destroys"
says "// Destroys all values of 'posts.likes'." "[limbeck-destructive]"
build
[ "$code" -ne 0 ] || fail "the build took a revision that destroys rows"
says "_drop_likes.cpp:" "this destroys all values of 'posts.likes'" '.destructive = "why"' "[limbeck-destructive]"
echo "ok: the build refuses a revision that destroys rows"
developer "$source" heads
exits 0 "the commands work while the build refuses it"
sed -i 's/^    .created = .*/&\n    .destructive = "nobody counted them",/' "$source"/migrations/*_drop_likes.cpp
build
exits 0 "the build, once the revision says why"
sqlite3 "$db" "alter table posts drop column likes"
developer "$source" upgrade head --url "sqlite:$db"
exits 0 "and it runs"
