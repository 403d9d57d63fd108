# example.sh PROJECT SCRATCH: builds a copy of an example as its users do, runs its tests and its app.
set -euo pipefail
project=$1 scratch=$2
name=$(basename "$project")
rm -rf "$scratch"
mkdir -p "$scratch"
cp -r "$project" "$scratch/source"
store=()
[ ! -f "${CHINOOK_STORE-}" ] || store=("-DCHINOOK_STORE=$CHINOOK_STORE")
cmake -G Ninja -S "$scratch/source" -B "$scratch/build" -DCMAKE_BUILD_TYPE=Debug "${store[@]}"
cmake --build "$scratch/build" -j2
# Beside a server, the history's tests are run on it as well.
[ -z "${PGHOST-}" ] || export LIMBECK_TEST_DATABASE=postgresql:///scratch
ctest --test-dir "$scratch/build" --output-on-failure --no-tests=error | tee "$scratch/tests"
! grep -q Skipped "$scratch/tests" || [ -z "${PGHOST-}" ]
cd "$scratch"
case $name in
  quickstart)
    ./build/shop ada@example.org | grep -q 'ada@example.org'
    ./build/shop grace@example.org | grep -c '@example.org' | grep -qx 2
    ./build/shop-migrate check
    ;;
  chinook)
    ./build/chinook-migrate --url sqlite:store.db upgrade 04a4d87a5054
    sqlite3 store.db ".read source/data/rows.sql"
    ./build/chinook store.db | grep -q 'Copper Alembics, The'
    ./build/chinook-migrate --url sqlite:store.db check
    ;;
  service)  # beside a server whose variables the environment holds
    export DISPATCH_DATABASE=postgresql:///scratch
    ./build/dispatch submit mail '{"print": "hello", "title": "greeting"}' | grep -qx 'job 1'
    ./build/dispatch submit mail '{}' | grep -qx 'job 2'
    # Two at once: each job is run by one of them.
    ./build/dispatch >one & ./build/dispatch >two && wait
    cat one two | grep -cx hello | grep -qx 1
    ./build/dispatch | grep -qx 'failed 1'
    ./build/dispatch-migrate --url "$DISPATCH_DATABASE" check
    ./build/dispatch-migrate --url "$DISPATCH_DATABASE" downgrade -1
    ./build/dispatch submit mail '{"print": "again"}' | grep -qx 'job 3'
    ./build/dispatch | grep -qx again
    ./build/dispatch-migrate --url "$DISPATCH_DATABASE" check
    ;;
esac
