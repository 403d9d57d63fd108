# What depends on the build's configuration is told, and two configurations with two schemas are an error.
. "$(dirname "$0")/lib.sh"
start shop
sed -i 's/ *DIALECTS  sqlite/  DRIFT OFF &/' "$source/CMakeLists.txt"
sed -i 's/std::string body;/&\n#ifndef NDEBUG\n  std::string note;\n#endif/' "$source/models/post.h"
configure
exits 0 "configuring"
scan() {
  config=$1
  build --target shop_migrations_model
}
scan Debug
exits 0 "the first configuration"
says "warning: " "'NDEBUG', which is not the same in every configuration" "[limbeck-conditional-field]" "post.h:"
scan Release
exits 1 "another with another schema"
says "[limbeck-configurations-differ]" "the models of configuration Release are not those of Debug" "posts.note"
scan Release
exits 1 "the same again"
sed -i 's/#ifndef NDEBUG/#if 1/' "$source/models/post.h"
for configuration in Debug Release Debug; do
  scan $configuration
  exits 0 "a schema that is the same again, $configuration"
  says_not "[limbeck-"
done

# A definition of one configuration.
sed -i 's/#if 1/#ifdef WITH_NOTE/' "$source/models/post.h"
sed -i 's/target_include_directories(shop_models.*/&\ntarget_compile_definitions(shop_models INTERFACE "$<$<CONFIG:Release>:WITH_NOTE>")/' \
  "$source/CMakeLists.txt"
scan Release
exits 0 "a definition of one configuration"
says "'WITH_NOTE', which is not the same"
scan Debug
exits 1 "the configuration without it"
says "[limbeck-configurations-differ]"
# The definition for all: what the scan of the other configuration found is out of date, and not compared with.
sed -i 's/"$<$<CONFIG:Release>:WITH_NOTE>"/WITH_NOTE/; s/#ifdef WITH_NOTE/#if defined(WITH_NOTE)/' "$source/CMakeLists.txt"
scan Debug
exits 0 "the definition in every configuration, Debug"
scan Release
exits 0 "the definition in every configuration, Release"
sed -i 's/INTERFACE WITH_NOTE/INTERFACE WITHOUT_NOTE/' "$source/CMakeLists.txt"
scan Debug
exits 0 "the definition in none, Debug"
scan Release
exits 0 "the definition in none, Release"
# The flags of one configuration.
configure -DCMAKE_CXX_FLAGS_DEBUG=-DWITH_NOTE
scan Debug
scan Release
exits 1 "flags of one configuration"
says "[limbeck-configurations-differ]"
configure -DCMAKE_CXX_FLAGS_DEBUG=-DWITH_NOTE "-DCMAKE_CXX_FLAGS_RELEASE=-O3 -DNDEBUG -DWITH_NOTE"
scan Debug
exits 0 "the flags of both, Debug"
scan Release
exits 0 "the flags of both, Release"
for configuration in Debug Release; do
  scan $configuration
  exits 0 "a no-op build, $configuration"
  says "no work to do"
done
