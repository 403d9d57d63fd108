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
