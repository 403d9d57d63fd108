# A change of what the models are parsed with is a change of the models.
. "$(dirname "$0")/lib.sh"
start shop
configure
exits 0 "configuring"
builds "the first build" scan=1 manifest=1 check=1 compiled=+

configure -DCMAKE_CXX_FLAGS=-DUNRELATED=1
builds "a definition of the project's" scan=1 check='*' compiled=+
sed -i 's/SHOP_EMAIL_LENGTH=320/SHOP_EMAIL_LENGTH=100/' "$source/CMakeLists.txt"
build
exits "$(make_only 2 1)" "a definition that changes the schema is a drift"
says "[limbeck-drift]" "users.email"
sed -i 's/SHOP_EMAIL_LENGTH=100/SHOP_EMAIL_LENGTH=320/' "$source/CMakeLists.txt"
builds "the definition as it was" scan=1 check=1 compiled='*'

sed -i 's/ *DIALECTS  sqlite/  DRIFT WARN &/' "$source/CMakeLists.txt"
sed -i 's/std::string body;/std::string body; int likes;/' "$source/models/post.h"
builds "DRIFT WARN" scan=1 check=1 compiled='*'
says "warning: " "posts.likes" "[limbeck-drift]"
sed -i 's/DRIFT WARN/DRIFT OFF/' "$source/CMakeLists.txt"
builds "DRIFT OFF" check=1 compiled='*'
says_not "[limbeck-drift]"

# An option that neither Clang nor limbeck knows stops the scan by its name, and two arguments say how to go on.
command -v g++ > /dev/null || exit 0
rm -rf "$build"
sed -i 's/^add_library(shop_models.*/&\ntarget_compile_options(shop_models INTERFACE -fimplicit-constexpr)/' "$source/CMakeLists.txt"
configure -DCMAKE_CXX_COMPILER=g++
exits 0 "configuring with g++"
build --target shop_migrations_model
exits 1 "an option that the scan does not know"
says "the scan does not know the compiler's option '-fimplicit-constexpr'" "[limbeck-compiler-option]" IGNORE_OPTIONS SCAN_OPTIONS
sed -i 's/ *DRIFT OFF/  IGNORE_OPTIONS -fimplicit-* SCAN_OPTIONS -DSHOP_EMAIL_LENGTH=99 &/' "$source/CMakeLists.txt"
build --target shop_migrations_model
exits 0 "IGNORE_OPTIONS and SCAN_OPTIONS"
grep -q 'varchar(99)' "$build"/shop_migrations/Debug/shop_migrations.schema.json || fail "SCAN_OPTIONS was not heard"
sed -i 's/-fimplicit-constexpr/-march=unheard-of/' "$source/CMakeLists.txt"
build --target shop_migrations_model
exits 1 "an option that the compiler does not know"
says "the compiler does not take its options" "unheard-of"
sed -i 's/INTERFACE -march=unheard-of/INTERFACE -finput-charset=latin1/' "$source/CMakeLists.txt"
build --target shop_migrations_model
exits 1 "an option with a value that Clang does not know"
says "latin1" "limbeck's Clang does not take the options of" "[limbeck-compiler-option]" IGNORE_OPTIONS

# A precompiled header that only the models' own library has.
sed -i 's/INTERFACE -finput-charset=latin1/INTERFACE -O1/
s/^add_library(shop_models INTERFACE)/add_library(shop_models STATIC src\/report.cpp)\ntarget_precompile_headers(shop_models PRIVATE models\/money.h)/' \
  "$source/CMakeLists.txt"
echo 'using Money = int;' > "$source/models/money.h"
echo 'int report() { return 0; }' > "$source/src/report.cpp"
sed -i 's/std::string body;/&\n  Money price;/' "$source/models/post.h"
build --target shop_migrations_model
exits 1 "a type of a private precompiled header"
says "unknown type name 'Money'" "the precompiled headers of 'shop_models' are PRIVATE" "[limbeck-precompiled-header]"
sed -i 's/shop_models PRIVATE models/shop_models PUBLIC models/' "$source/CMakeLists.txt"
build --target shop_migrations_model
exits 0 "a type of a public precompiled header"
