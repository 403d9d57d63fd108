# Wrong input: a clear error, the right exit code, nothing half-written, and a build that recovers.
. "$(dirname "$0")/lib.sh"
start shop
configure
exits 0 "configuring"
builds "the first build" scan=1 manifest=1 check=1 compiled=+
cp -r "$source" "$scratch/good"
cp "$build/shop_migrations/Debug/shop_migrations.model.json" "$scratch/good.json"

# breaks WHAT TEXT…: the build fails and says each text; no file of the source changes; the model stays whole.
breaks() {
  local what=$1
  shift
  local before
  before=$(digest "$source")
  build
  [ "$code" -ne 0 ] || fail "$what: the build did not fail"
  says "$@"
  [ "$(digest "$source")" = "$before" ] || fail "$what: the source tree changed"
  cmp -s "$build/shop_migrations/Debug/shop_migrations.model.json" "$scratch/good.json" || fail "$what: the model changed"
  [ -z "$(find "$build/shop_migrations" -name '*tmp*')" ] || fail "$what: a temporary file stayed"
  echo "ok: $what"
}
recovers() {
  cp -r "$scratch/good/." "$source/"
  builds "$1, mended" scan='*' manifest='*' check='*' compiled='*'
}

cp "$source/models/post.h" "$scratch/post.h"
head -n 7 "$scratch/post.h" > "$source/models/post.h"
breaks "a half-written header" "post.h:" "error: "
developer "$source" revision --autogenerate -m "x"
exits 1 "limbeck revision while a header is half-written"
says "post.h:" "error: " "nothing was done"
says_not "ninja:"
says_not "gmake"
developer "$source" history
exits 0 "limbeck history works all the same"
recovers "a half-written header"

sed -i 's/#include "identifier.h"/#include "no_such_header.h"/' "$source/models/user.h"
breaks "a header that is missing" "user.h:5:" "'no_such_header.h' file not found"
recovers "a header that is missing"

sed -i 's/limbeck::unique, /limbeck::uniqe, /' "$source/models/user.h"
sed -i 's/User::id, on_delete/User::ident, on_delete/' "$source/models/post.h"
breaks "two mistakes in two models" "user.h:9:" "uniqe" "post.h:6:" "ident"
recovers "two mistakes in two models"

first=$(ls "$source"/migrations/*.cpp | head -1)
name=$(basename "$first")
sed -i 's/^};$//' "$first"
breaks "a revision with a syntax error" "$name:"
developer "$source" revision -m "x"
exits 1 "limbeck revision while a revision is wrong"
recovers "a revision with a syntax error"

sed 's/LIMBECK_REVISION(.*)/LIMBECK_REVISION(abcdefabcdef)/; s/\.revises = {.*}/.revises = {"000000000000"}/; /\.message/i \    .revises = {"000000000000"},' \
  "$first" > "$source/migrations/299901010000_orphan.cpp"
breaks "a revision whose parent is unknown" "299901010000_orphan.cpp:" "000000000000"
rm "$source/migrations/299901010000_orphan.cpp"
recovers "a revision whose parent is unknown"

sed 's/LIMBECK_REVISION(.*)/LIMBECK_REVISION(abcdefabcdef)/' "$first" > "$source/migrations/299901010000_head.cpp"
sed -i '/op\./,/});/d' "$source/migrations/299901010000_head.cpp"
cat > "$source/migrations/299901010000_head.cpp" <<'END'
#include <limbeck/revision.h>
LIMBECK_REVISION(abcdefabcdef) = {
    .message = "a second root", .upgrade = [](limbeck::Operations&) {}, .downgrade = limbeck::reverse_of_upgrade};
END
breaks "two heads" "299901010000_head.cpp:2" "head"
for command in "heads" "history"; do
  developer "$source" "$command"
  exits 0 "limbeck $command works while there are two heads"
  says abcdefabcdef
done
sed -i 's/DIALECTS  sqlite/DIALECTS  sqlite\n  MULTIPLE_HEADS/' "$source/CMakeLists.txt"
builds "two heads with MULTIPLE_HEADS" scan='*' manifest='*' check='*' compiled='*'
rm "$source/migrations/299901010000_head.cpp"
recovers "two heads"

sed -i 's/std::string body;/std::string body; int likes;/' "$source/models/post.h"
build
[ "$code" -ne 0 ] || fail "a drift did not fail the build"
before=$(digest "$source")
if [ "$(id -u)" -eq 0 ] && ! command -v setpriv > /dev/null; then
  echo "skipped: a directory that cannot be written to (running as root, and there is no setpriv)"
else
  chmod a-w "$source/migrations"
  as_user=()
  if [ "$(id -u)" -eq 0 ]; then
    # Root may write everywhere: be root without that capability.
    as_user=(setpriv --bounding-set -dac_override,-dac_read_search,-fowner --inh-caps -all)
  fi
  run env -C "$source" "${as_user[@]}" "$limbeck" revision --autogenerate -m "likes"
  chmod u+w "$source/migrations"
  exits 1 "limbeck revision in a directory that cannot be written to"
  says "migrations" "ermission denied"
  [ "$(digest "$source")" = "$before" ] || fail "something was written"
fi
