# What is installed needs no library but a driver's own, and is few files: a project is configured where the others cannot
# be found.
. "$(dirname "$0")/lib.sh"
start shop
configure -DCMAKE_DISABLE_FIND_PACKAGE_CLI11=ON -DCMAKE_DISABLE_FIND_PACKAGE_fmt=ON \
  -DCMAKE_DISABLE_FIND_PACKAGE_nlohmann_json=ON
exits 0 "configuring without CLI11, fmt and nlohmann-json"
builds "the app and the deployer's tool" scan=1 manifest=1 check=1 compiled=+
run "$build/shop" "sqlite:$scratch/shop.db"
exits 0 "the app migrates its database"
says "applied 1"
run "$build/shop-migrate" verify --url "sqlite:$scratch/shop.db"
exits 0 "the deployer's tool"

archives=$(find "$LIMBECK_PREFIX" -name 'lib*.a' -printf '%f\n' | sort | tr '\n' ' ')
case $archives in
  'liblimbeck_runtime.a liblimbeck_sqlite.a ' | 'liblimbeck_postgresql.a liblimbeck_runtime.a liblimbeck_sqlite.a ') ;;
  *) fail "these libraries are installed: $archives" ;;
esac
! grep -rniE 'cli11|nlohmann|fmt::' "$LIMBECK_PREFIX"/lib*/cmake "$LIMBECK_PREFIX/include" ||
  fail "what is installed names a library that only limbeck is built with"
echo "ok: one library, and one a driver"
