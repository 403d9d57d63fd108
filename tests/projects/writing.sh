# limbeck writes revisions: where, under which names, after which template, and what it runs on them.
. "$(dirname "$0")/lib.sh"
start empty
unset VISUAL EDITOR
export SOURCE_DATE_EPOCH=1795185067  # 2026-11-20T14:31:07Z

# Without a build tree.
developer "$scratch" --help
exits 0 "limbeck --help needs no build"
says "revision" "merge" "history" "upgrade"
developer "$scratch" upgrade --help
exits 0 "nor does a command's"
says "usage: limbeck upgrade [options] [REVISION]" "--accept-edited REVISION" "--build DIR"
developer "$scratch" upgrad head
exits 2 "an unknown command"
says "did you mean 'upgrade'?"
developer "$scratch" merge --message
exits 2 "an option without its value is told before anything is looked for"
developer "$scratch" list_templates
exits 0 "list_templates"
says "generic" "multidb" "bare"
developer "$source" init -t multidb db
exits 0 "init of two databases"
says "DIRECTORY db/first" "limbeck_add_migrations(app_second_migrations"
[ -f "$source/db/second/README.md" ] || fail "no directory for the second"
developer "$source" init -t nope
exits 2 "init of an unknown kind"
says "postgresql"

# Two directories, a template and names of the project's own, and hooks.
mkdir "$source/tools"
cat > "$source/tools/stamp" <<'END'
#!/bin/sh
echo "hook in $(pwd) on $2"
echo "// $1" >> "$2"
END
chmod +x "$source/tools/stamp"
{ echo "// Copyright the shop"; cat "$LIMBECK_SOURCE/templates/revision.cpp.mustache"; } > "$source/revision.mustache"
write_lists() {
  cat > "$source/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
project(writing LANGUAGES CXX)
find_package(limbeck CONFIG REQUIRED)
limbeck_add_migrations(w_migrations DIRECTORY migrations/core migrations/shop DIALECTS sqlite DRIFT OFF MULTIPLE_HEADS
  $1)
END
}
write_lists 'TEMPLATE revision.mustache
  FILE_TEMPLATE "%(year)d_%(month).2d_%(day).2d_%(hour).2d%(minute).2d-%(rev)s_%(slug)s"
  TIMEZONE America/New_York TRUNCATE_SLUG_LENGTH 10
  POST_WRITE_HOOKS "tools/stamp \"was here\" REVISION_SCRIPT_FILENAME"'
configure
exits 0 "configuring"
developer "$source" revision -m "create the accounts" --rev-id aaaa1
exits 1 "with several directories and nothing to follow, one must be named"
says "please specify --version-path"
developer "$source" revision -m "create the accounts" --rev-id aaaa1 --version-path elsewhere
exits 1 "a path that is none of them"
says "is not represented in current version locations"
developer "$source" revision -m "create the accounts" --rev-id aaaa1 --version-path migrations/core
exits 0 "the first revision"
says "created migrations/core/2026_11_20_0931-aaaa1_create_the.cpp (aaaa1)" "hook in $source on"
file="$source/migrations/core/2026_11_20_0931-aaaa1_create_the.cpp"
[ "$(head -1 "$file")" = "// Copyright the shop" ] || fail "not the project's template"
[ "$(tail -1 "$file")" = "// was here" ] || fail "the hook did not run"
grep -q '2026-11-20T14:31:07Z' "$file" || fail ".created is not in UTC"
developer "$source" revision -m "open the shop" --rev-id bbbb2 --head base --version-path migrations/shop --branch-label shop
exits 0 "a second base, in its own directory"
developer "$source" revision -m "sell" --rev-id cccc3 --head shop@head --depends-on aaaa1
exits 0 "a revision goes where the one is that it follows"
says "created migrations/shop/2026_11_20_0931-cccc3_sell.cpp (cccc3, revises bbbb2)"
developer "$source" revision -m "fork" --rev-id dddd4 --head bbbb2
exits 1 "a parent that is no head"
says "--splice"
developer "$source" revision -m "fork" --rev-id dddd4 --head bbbb2 --splice --json
exits 0 "with --splice"
says '"revises": ['
developer "$source" revision
exits 2 "a revision by hand without a message"
says "-m is missing"
developer "$source" -q revision -m "@quiet" --head aaaa1 --rev-id eeee5
exits 0 "a message that starts with @, quietly"
says_not created

# edit: by id, by prefix, and while the history does not build.
developer "$source" edit dddd
exits 1 "edit without an editor"
says "set VISUAL or EDITOR" "migrations/shop/2026_11_20_0931-dddd4_fork.cpp"
export EDITOR="sh -c 'echo opens \"\$@\"' --"
developer "$source" edit shop dddd4
exits 0 "edit opens the files"
says "opens $source/migrations/shop/2026_11_20_0931-bbbb2_open_the.cpp $source/migrations/shop/2026_11_20_0931-dddd4_fork.cpp"
developer "$source" edit nope
exits 1 "edit of what there is not"
says "nope"

# merge: of named revisions, of all heads, and of nothing.
developer "$source" merge cccc3 dddd4 --rev-id ffff6
exits 0 "merge of two"
says "created migrations/shop/2026_11_20_0931-ffff6_merge.cpp (ffff6, merges cccc3, dddd4)"
grep -q 'message = "merge cccc3 and dddd4"' "$source/migrations/shop/"*ffff6* || fail "the message"
developer "$source" merge cccc3 eeee5
exits 1 "merge of what is no head"
says "--splice"
developer "$source" merge ffff6
exits 1 "merge of one"
says "joins two revisions or more"
developer "$source" merge -m "all together" --rev-id aabb7
exits 0 "merge of all heads"
developer "$source" merge
exits 0 "nothing to merge"
says "nothing to merge: the history has one head, aabb7"
builds "the history so made" manifest=1 check=1 compiled=+
developer "$source" --url "sqlite:$scratch/w.db" upgrade heads
exits 0 "upgrading through it, with an option of the database's before the command"
developer "$source" -x a=b -q history -r aabb7: --url "sqlite:$scratch/w.db"
exits 0 "-x before the command"
says "eeee5, ffff6 -> aabb7 (shop) (head) (mergepoint), all together"
export LIMBECK_DATABASE_URL="sqlite:$scratch/w.db"
developer "$source" edit current
exits 0 "edit current asks the database"
says "aabb7_all.cpp"
developer "$source" current --nope
exits 2 "an option that the command does not have is told before anything is built"
says "limbeck current --help"
LC_ALL=C.UTF-8 developer "$source" history --graph -i
exits 0 "the drawn history"
says "●  aabb7 (head) (current) all together" "├─╮"

# What a shell asks, and what a package brings.
developer "$source" completion --revisions
exits 0 "the revisions to complete with"
says "head" "shop@head" "aabb7	all together"
developer / completion --revisions
exits 0 "none, and no error, where there is no build tree"
[ ! -s "$output" ] || fail "something was printed"
for file in man/man1/limbeck.1 man/man1/limbeck-merge.1 bash-completion/completions/limbeck zsh/site-functions/_limbeck \
    fish/vendor_completions.d/limbeck.fish; do
  [ -s "$LIMBECK_PREFIX/share/$file" ] || fail "share/$file is not installed"
done

echo garbage >> "$source/migrations/shop/2026_11_20_0931-dddd4_fork.cpp"
echo "LIMBECK_REVISION(x) = {" >> "$source/migrations/shop/2026_11_20_0931-cccc3_sell.cpp"
developer "$source" edit dddd4
exits 0 "edit of a history that is broken"
says "dddd4_fork.cpp"
git -C "$source" init -q 2>/dev/null || true
rm "$source"/migrations/*/*.cpp

# What is wrong with the settings is told with what to write.
for wrong in 'FILE_TEMPLATE "%(date)s_%(slug)s"=unknown token .date.' 'FILE_TEMPLATE "%(year)d/%(slug)s"=lie flat' \
    'FILE_TEMPLATE fixed=neither %(rev)s nor %(slug)s' 'TIMEZONE Mars/Olympus=cannot find the time zone'; do
  write_lists "${wrong%=*}"
  configure
  developer "$source" revision -m "x" --version-path migrations/core
  exits 1 "${wrong%=*}"
  grep -q "${wrong#*=}" "$output" || fail "the output does not say: ${wrong#*=}"
done
[ -z "$(ls "$source/migrations/core")" ] || fail "something was written"
write_lists 'POST_WRITE_HOOKS false "sh -c \"exit 3\""'
configure
developer "$source" revision -m "x" --version-path migrations/core --rev-id aaaa1
exits 1 "hooks that fail"
says "created migrations/core/202611201431_x.cpp (aaaa1)" "the post-write hook 'false' failed (it exited with 1)" "exited with 3"
