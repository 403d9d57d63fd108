# limbeck as a subdirectory of the project is used with the same lines as the installed package.
. "$(dirname "$0")/lib.sh"
start shop
run cmake -G "$generator" -S "$source" -B "$build" -DLIMBECK_SOURCE="$LIMBECK_SOURCE" -DLIMBECK_BUILD_COMPILER=OFF \
  -DLIMBECK_EXECUTABLE="$limbeckc" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0
exits 0 "configuring with limbeck as a subdirectory"
says_not "GTest"
builds "the first build" scan=1 manifest=1 check=1 compiled=+
builds "a no-op build"
run "$build/shop" "sqlite:$scratch/shop.db"
exits 0 "the app migrates its database"
says "applied 1"
run "$build/shop-migrate" current --url "sqlite:$scratch/shop.db"
exits 0 "the deployer's tool"
