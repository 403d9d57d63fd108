# A long history: compiled in batches that stay as they are when a revision is added.
. "$(dirname "$0")/lib.sh"
start empty
mkdir "$source/migrations"
rest="DIRECTORY migrations DIALECTS sqlite"
cat > "$source/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
project(long_history LANGUAGES CXX)
find_package(limbeck CONFIG REQUIRED)
limbeck_add_migrations(long_migrations $rest DRIFT OFF)
END
parent=
add_revision() {  # NUMBER [HELPER]
  local id
  id=$(printf 'abc%09d' "$1")
  cat > "$source/migrations/$(printf '%012d' "$1")_r.cpp" <<END
// Revision $1.
#include <limbeck/revision.h>
${2-}
LIMBECK_REVISION($id) = {
    .revises = {$parent},
    .message = "revision $1",
    .created = "2026-01-01T00:00:00Z",
    .upgrade = [](limbeck::Operations& op) { op.execute("select $1"); },
    .downgrade = limbeck::irreversible("never"),
};
END
  parent="\"$id\""
}
for i in $(seq 1 70); do
  # Two with a function of the same name: they must not share a batch.
  if [ "$i" = 5 ] || [ "$i" = 6 ]; then
    add_revision "$i" 'static int helper() { return 1; }
const int limbeck_test_'"$i"' = helper();'
  else
    add_revision "$i"
  fi
done
configure
exits 0 "configuring"
build
exits 0 "70 revisions"
[ "$(grep -c 'unity_' "$output")" -eq 2 ] || fail "not two batches"
build
[ "$(count compiled)" -eq 0 ] || fail "a no-op build compiled something"
add_revision 71
build
exits 0 "one more revision"
! grep -q 'unity_' "$output" || fail "a batch was compiled again"
run "$build/long-migrate" upgrade head --url "sqlite:$scratch/long.db"
exits 0 "upgrading through all of them"
run "$build/long-migrate" current --url "sqlite:$scratch/long.db"
says abc000000071
