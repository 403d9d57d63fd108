# Debug and Release in one build tree, each with files of its own: a switch runs nothing.
. "$(dirname "$0")/lib.sh"
start shop
configure
exits 0 "configuring"
for config in Debug Release; do
  builds "the first $config build" scan=1 manifest=1 check=1 compiled=+
done
for config in Debug Release Debug; do
  builds "a no-op $config build"
done
config=Release
run "$build/Release/shop" "sqlite:$scratch/shop.db"
exits 0 "the app migrates its database"
says "applied 1"
developer "$source" --config Release current --url "sqlite:$scratch/shop.db"
exits 0 "limbeck --config Release"
developer "$source" check
exits 0 "limbeck check takes a configuration that is built"
