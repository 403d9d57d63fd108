# Mistakes in a call of limbeck_add_migrations, each told when CMake runs, with what to do.
. "$(dirname "$0")/lib.sh"
start empty
mkdir "$source/migrations"
echo 'struct [[limbeck::table]] User { [[limbeck::primary_key]] int id; };' > "$source/user.h"

# refuses CALL TEXT…
refuses() {
  local call=$1
  shift
  printf 'cmake_minimum_required(VERSION 3.25)\nproject(p LANGUAGES CXX)\nfind_package(limbeck CONFIG REQUIRED)\n%s\n' \
    "$call" > "$source/CMakeLists.txt"
  rm -rf "$build"
  configure "${definitions[@]}"
  [ "$code" -ne 0 ] || fail "not refused: $call"
  # CMake wraps its messages.
  tr -s ' \n' ' ' < "$output" > "$output.flat"
  mv "$output.flat" "$output"
  says "$@"
  echo "ok: $*"
}
definitions=()
rest="MODELS user.h DIRECTORY migrations DIALECTS sqlite"
refuses "limbeck_add_migrations(shop-migrations $rest)" "only letters, digits and underscores"
refuses "add_custom_target(shop) 
limbeck_add_migrations(shop $rest)" "a target of that name already"
refuses "limbeck_add_migrations(shop MODEL user.h $rest)" "unknown arguments: MODEL;user.h"
refuses "limbeck_add_migrations(shop $rest LINK)" "LINK without a value"
refuses "limbeck_add_migrations(shop DIRECTORY migrations DIALECTS sqlite)" "MODELS is missing" "DRIFT OFF"
refuses "limbeck_add_migrations(shop MODELS user.h DIALECTS sqlite)" "DIRECTORY is missing"
refuses "limbeck_add_migrations(shop MODELS user.h DIRECTORY migrations)" "DIALECTS is missing"
refuses "limbeck_add_migrations(shop MODELS user.h DIRECTORY user.h DIALECTS sqlite)" "is a file"
refuses "limbeck_add_migrations(shop MODELS usr.h DIRECTORY migrations DIALECTS sqlite)" "there is no model header" "usr.h"
refuses "limbeck_add_migrations(shop MODELS user.h DIRECTORY migrations DIALECTS oracle)" \
  "unknown dialect 'oracle'" "knows sqlite"
refuses "limbeck_add_migrations(shop MODELS user.h DIRECTORY migrations DIALECTS postgresql>13)" \
  "or one with the lowest version of its server" "not 'postgresql>13'"
refuses "limbeck_add_migrations(shop MODELS user.h DIRECTORY migrations DIALECTS oracle>=13)" "unknown dialect 'oracle'"
refuses "limbeck_add_migrations(shop MODELS user.h DIRECTORY migrations DIALECTS sqlite postgresql postgresql>=13)" \
  "DIALECTS has a database twice"
refuses "limbeck_add_migrations(shop $rest DRIFT FATAL)" "DRIFT is ERROR, WARN or OFF, not 'FATAL'"
refuses "limbeck_add_migrations(shop $rest TYPE_MAP QUuid)" "C++ type = SQL type"
refuses "limbeck_add_migrations(shop $rest NAMING_CONVENTION xi=a)" "patterns for ix, uq, ck, fk, pk and ex" "not 'xi=a'"
refuses "limbeck_add_migrations(shop $rest TEMPLATE nowhere.mustache)" "TEMPLATE: there is no file" "nowhere.mustache"
refuses "limbeck_add_migrations(shop $rest TRUNCATE_SLUG_LENGTH long)" "is a number of bytes, not 'long'"
refuses "limbeck_add_migrations(shop $rest EXCLUDE_TABLES)" "EXCLUDE_TABLES without a value"
refuses "limbeck_add_migrations(shop $rest EXCLUDE_TABLES \"\")" "EXCLUDE_TABLES: a pattern is empty"
refuses "limbeck_add_migrations(shop $rest EXCLUDE_TABLES a \"\" b)" "EXCLUDE_TABLES: a pattern is empty"
refuses "limbeck_add_migrations(shop $rest EXCLUDE_TABLES \"a[0-\" b)" "EXCLUDE_TABLES: 'a[0-;b' has a bracket that is not closed"
refuses "limbeck_add_migrations(shop $rest INCLUDE_SCHEMAS \"a[\")" "INCLUDE_SCHEMAS: 'a[' has a bracket that is not closed"
refuses "limbeck_add_migrations(shop $rest VERSION_TABLE $(printf 'v%.0s' $(seq 60)))" \
  "HISTORY_TABLE" "has 68 bytes; PostgreSQL takes 63"
refuses "limbeck_add_migrations(shop $rest DATABASE sqlite:a.db)
limbeck_add_migrations(other MODELS user.h DIRECTORY others DIALECTS sqlite DATABASE sqlite:a.db)" \
  "limbeck_add_migrations(other): its DATABASE is that of shop" "VERSION_TABLE other_version"
refuses "limbeck_add_migrations(shop $rest DATABASE sqlite:a.db VERSION_TABLE v HISTORY_TABLE limbeck_history)
limbeck_add_migrations(other MODELS user.h DIRECTORY others DIALECTS sqlite DATABASE sqlite:a.db)" \
  "so are the tables of its ledger"
limbeckc="$scratch/nowhere" refuses "limbeck_add_migrations(shop $rest)" "LIMBECK_EXECUTABLE: there is no"

# Cross-compiling: the limbeckc that is found is one for the target's machine.
definitions=(-DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=riscv64)
limbeckc= refuses "limbeck_add_migrations(shop $rest DRIFT OFF)" "for riscv64" "LIMBECK_EXECUTABLE"
refuses "limbeck_add_migrations(shop $rest)" "CMAKE_CROSSCOMPILING_EMULATOR" "DRIFT OFF"
printf 'cmake_minimum_required(VERSION 3.25)\nproject(p LANGUAGES CXX)\nfind_package(limbeck CONFIG REQUIRED)\n%s\n' \
  "limbeck_add_migrations(shop $rest DRIFT OFF)" > "$source/CMakeLists.txt"
rm -rf "$build"
configure "${definitions[@]}"
exits 0 "cross-compiling with LIMBECK_EXECUTABLE and DRIFT OFF"
configure "${definitions[@]}" -DCMAKE_CROSSCOMPILING_EMULATOR=/usr/bin/env
exits 0 "cross-compiling with an emulator"

# Two targets of one history, two of one database with a ledger each, and all that patterns can be.
cat > "$source/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
project(p LANGUAGES CXX)
find_package(limbeck CONFIG REQUIRED)
limbeck_add_migrations(shop $rest DATABASE sqlite:a.db)
limbeck_add_migrations(shop_again $rest DATABASE sqlite:a.db)
limbeck_add_migrations(other MODELS user.h DIRECTORY others DIALECTS sqlite DATABASE sqlite:a.db VERSION_TABLE other_version
  EXCLUDE_TABLES tmp_* "log_[0-9]?" "[!a-z]*" "audit.*" "a[.]b" INCLUDE_SCHEMAS main "t[a-c]_*")
END
rm -rf "$build"
configure
exits 0 "configuring several targets of one database"

# A project with no revision yet: the drift says how to write the first one.
rm -rf "$build" "$source/migrations"
cat > "$source/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
project(p LANGUAGES CXX)
find_package(limbeck CONFIG REQUIRED)
limbeck_add_migrations(p_migrations $rest)
END
configure
exits 0 "configuring without revisions"
build
[ "$code" -ne 0 ] || fail "models without a history did not fail the build"
says "'user'" "limbeck revision --autogenerate"
developer "$source" revision --autogenerate -m "initial"
exits 0 "the first revision"
build
exits 0 "the build after it"

# The history's tests, and none.
sed -i 's/^project(.*/&\nenable_testing()/' "$source/CMakeLists.txt"
configure
run ctest -N --test-dir "$build"
says "p_migrations.one_head" "p_migrations.up.sqlite" "p_migrations.up_down_up.sqlite" "p_migrations.models.sqlite"
sed -i "s/$rest/& NO_TESTS/" "$source/CMakeLists.txt"
configure
run ctest -N --test-dir "$build"
says "Total Tests: 0"
echo "ok: NO_TESTS"
