# A library of the models that the history links, with warnings as errors, in a folder whose name is a pattern of CMake's.
. "$(dirname "$0")/lib.sh"
start shop
mv "$source" "$scratch/shop [main]"
source="$scratch/shop [main]"
mkdir "$source/sql"
echo 'CREATE VIEW names AS SELECT id FROM users;' > "$source/sql/names.sql"
cat > "$source/src/records.cpp" <<'END'
#include "../models/user.h"
int count_users(const User* users) { return users == nullptr ? 0 : 1; }
END
# A revision that reads a model, for a data migration say.
sed -i '0,/#include/s//#include "..\/models\/user.h"\n#include/' "$source"/migrations/*.cpp
sed -i 's/^limbeck_add_migrations(/add_library(shop_records STATIC src\/records.cpp)\
target_link_libraries(shop_records PUBLIC shop_models)\
add_library(shop::records ALIAS shop_records)\
add_library(shop_views OBJECT src\/views.cpp)\
target_link_libraries(shop_views PRIVATE shop_models limbeck::attributes)\
&/
s/^ *LINK      shop_models/& shop::records DRIFT OFF SQL_OBJECTS sql\/*.sql/
s/^# What the models need.*/add_compile_options(-Wall -Wextra -Werror)/' "$source/CMakeLists.txt"
sed 's/count_users/see_users/' "$source/src/records.cpp" > "$source/src/views.cpp"
for compiler in g++ clang++-19; do
  command -v $compiler > /dev/null || { echo "skipped: there is no $compiler"; continue; }
  rm -rf "$build"
  configure -DCMAKE_CXX_COMPILER=$compiler
  exits 0 "configuring with $compiler"
  builds "the attributes are no warning in any target, $compiler" scan=1 manifest=1 check=1 compiled=+
  build --target shop_views
  exits 0 "a library that has nothing but limbeck::attributes, $compiler"
  run "$build/report"
  says "1 revisions"
  echo "ok: the revisions of the folder are found, $compiler"
  builds "a no-op build, $compiler"
done
grep -q 'sql/names.sql' "$build/shop_migrations/Debug/check.rsp" || fail "the SQL of the folder was not found"
cp "$source/sql/names.sql" "$source/sql/others.sql"
sed -i 's/names/others/' "$source/sql/others.sql"
build
grep -q 'sql/others.sql' "$build/shop_migrations/Debug/check.rsp" || fail "a new file of SQL was not found"
developer "$source" history
exits 0 "limbeck history in that folder"
