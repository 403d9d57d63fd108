# DIALECTS with the lowest version of a server: what only newer ones have fails the build, at the operation.
. "$(dirname "$0")/lib.sh"
start empty
mkdir "$source/migrations"
cat > "$source/migrations/a_r.cpp" <<'END'
#include <limbeck/revision.h>

LIMBECK_REVISION(aaaaaaaaaaaa) = {
    .message = "users",
    .upgrade = [](limbeck::Operations& op) {
      op.create_table("users", {.columns = {{.name = "name", .type = limbeck::text, .nullable = true}}});
      op.create_unique_constraint("users", {.name = "uq", .columns = {"name"}, .nulls_not_distinct = true});
    },
    .downgrade = [](limbeck::Operations& op) { op.drop_table("users"); },
};
END
for_dialects() {
  cat > "$source/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
project(versions LANGUAGES CXX)
find_package(limbeck CONFIG REQUIRED)
get_property(known GLOBAL PROPERTY LIMBECK_DIALECTS)
message(STATUS "this limbeck has \${known}")
limbeck_add_migrations(versions_migrations DIRECTORY migrations DIALECTS $1 DRIFT OFF)
END
  configure
}
for_dialects sqlite
grep -q "this limbeck has .*postgresql" "$output" || exit 77
for_dialects '"postgresql>=14"'
exits 0 "configuring for PostgreSQL from 14 on"
build
[ "$code" -ne 0 ] || fail "what only PostgreSQL 15 has did not fail the build"
says "a_r.cpp:7:" "NULLS NOT DISTINCT needs PostgreSQL 15, and DIALECTS says postgresql>=14 [limbeck-unsupported]"
echo "ok: what only newer servers have fails the build at the operation"
for_dialects '"postgresql>=15.2"'
build
exits 0 "a build for servers that have it"
run "$build/versions-migrate" upgrade head --sql --dialect postgresql
exits 0 "a script for them"
says "UNIQUE NULLS NOT DISTINCT"
for_dialects '"postgresql>=12"'
build
[ "$code" -ne 0 ] || fail "a version that limbeck does not work with did not fail the build"
says "DIALECTS: 'postgresql>=12' asks for no version that limbeck works with"
echo "ok: a version that limbeck does not work with fails the build"
