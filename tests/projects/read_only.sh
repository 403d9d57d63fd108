# A build writes nothing into the source tree; with CMAKE_UNITY_BUILD, too.
. "$(dirname "$0")/lib.sh"
start shop
chmod -R a-w "$source"
trap 'chmod -R u+w "$source"' EXIT
before=$(digest "$source")
configure -DCMAKE_UNITY_BUILD=ON
exits 0 "configuring"
builds "the first build" scan=1 manifest=1 check=1 compiled=+
builds "a no-op build"
developer "$source" check
exits 0 "limbeck check"
[ "$(digest "$source")" = "$before" ] || fail "the build wrote into the source tree"
run "$build/shop" "sqlite:$scratch/shop.db"
exits 0 "the app migrates its database"
