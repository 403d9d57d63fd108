# What runs when something changes, and that nothing runs when nothing did.
. "$(dirname "$0")/lib.sh"
start shop
configure
exits 0 "configuring"

builds "the first build" scan=1 manifest=1 check=1 compiled=+
for i in 1 2 3; do builds "a no-op build ($i)"; done

touch "$source/src/unrelated.h" "$source/common/unrelated.h" "$source/README"
builds "an unrelated file that appears"
echo '// more' >> "$source/src/report.cpp"
builds "a source that has nothing to do with limbeck" compiled=2

# With Make the outputs of a command that ran are all new, so the check looks again; nothing is compiled.
again=$(make_only 1 0)
echo '// transitive' >> "$source/common/identifier.h"
builds "a header that a model includes" scan=1 check="$again"
builds "a no-op build after it"
sed -i '1i // A comment moves every line.' "$source/models/user.h"
builds "a comment in a model" scan=1 check="$again"
builds "a no-op build after it"
touch "$source/models/post.h"
builds "a model that is touched" scan=1 check="$again"

revision="$source/migrations/299901010000_nothing.cpp"
head=$(sed -n 's/^LIMBECK_REVISION(\(.*\)) = {$/\1/p' "$source"/migrations/*.cpp | tail -1)
cat > "$revision" <<END
#include <limbeck/revision.h>

LIMBECK_REVISION(feedface0001) = {
    .revises = {"$head"},
    .message = "nothing",
    .created = "2999-01-01T00:00:00Z",
    .upgrade = [](limbeck::Operations&) {},
    .downgrade = [](limbeck::Operations&) {},
};
END
builds "a revision that is added" manifest=1 check='*' compiled=+
run "$build/report"
says "2 revisions"
builds "a no-op build after it"
sed -i 's/"nothing"/"nothing at all"/' "$revision"
builds "a revision that is edited" manifest=1 check='*' compiled=+
sed -i '1i // a comment' "$revision"
builds "a comment in a revision" manifest=1 check='*' compiled=+
rm "$revision"
builds "a revision that is removed" manifest=1 check='*' compiled=+
run "$build/report"
says "1 revisions"
builds "a no-op build after it"

touch "$limbeckc"
builds "limbeckc itself" scan=1 manifest=1 check=1 compiled="$(make_only + 0)"
builds "a no-op build after it"

rm "$build/shop_migrations/Debug/shop_migrations.model.json"
builds "an output that is deleted" scan=1 check='*' compiled=0
rm "$build/shop_migrations/Debug/shop_migrations_manifest.cpp"
builds "a generated source that is deleted" manifest=1 check='*' compiled='*'
builds "a no-op build after it"
