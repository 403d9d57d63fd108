# A model header that another command of the build generates, and one that comes with a LINKed target of another
# directory.
. "$(dirname "$0")/lib.sh"
start generated
configure
exits 0 "configuring"
builds "the first build" scan=1 manifest=1 check=1 compiled=+
builds "a no-op build"
echo '// a comment' >> "$source/account.h.in"
builds "what the model is generated from" scan=1 check="$(make_only 1 0)"
echo '// a comment' >> "$source/types/money.h.in"
builds "what a linked target's header is generated from" scan=1 check="$(make_only 1 0)"
sed -i 's/balance/credit/' "$source/account.h.in"
build
[ "$code" -ne 0 ] || fail "a drift in a generated model did not fail the build"
says "account.h:" "accounts.credit" "[limbeck-drift]"
echo "ok: a drift in a generated model"
