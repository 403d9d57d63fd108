# The scan reads the models as the project's compiler does: for each way in which something can reach the compiler, the
# models have a field, and the columns are the fields that a program finds which has the target's own command.
. "$(dirname "$0")/lib.sh"
start compiler_view
mkdir -p "$source/models" "$source/folders"
columns=() conditions=()

# row COLUMN CONDITION: a field that is there if the condition holds.
row() {
  columns+=("$1")
  conditions+=("$2")
}

# defined MACRO…, and header NAME: a file that is found only if its folder is searched.
defined() {
  local macro
  for macro; do row "${macro,,}" "defined($macro)"; done
}
header() {
  mkdir -p "$source/folders/$1"
  : > "$source/folders/$1/found_by_$1.h"
  row "$1" "__has_include(<found_by_$1.h>)"
}
defined WAY_FLAGS WAY_FLAGS_TWO_WORDS WAY_FLAGS_INCLUDE WAY_ADD_DEFINITIONS WAY_ADD_COMPILE_DEFINITIONS \
  WAY_ADD_COMPILE_OPTIONS WAY_SHELL WAY_TAKEN_AWAY WAY_TRANSITIVE WAY_IMPORTED WAY_INTERFACE WAY_LANGUAGE WAY_CONFIG \
  WAY_BOOL WAY_COMPILER_ID WAY_LANG_AND_ID WAY_OPTION WAY_INCLUDE WAY_IMACROS WAY_RESPONSE WAY_NESTED_RESPONSE WAY_WP WAY_XPREPROCESSOR WAY_PRECOMPILED \
  WAY_SPECS WAY_OBJECTS WAY_OBJECTS_OPTION WAY_COMPILE_FLAGS WAY_AFTER WAY_LATER WAY_TOOLCHAIN WAY_TOOLCHAIN_DEBUG \
  WAY_CXXFLAGS WAY_LINK_LIBRARIES WAY_DIRECTORY_PROPERTY WAY_FLAGS_AFTER \
  WAY_TRANSITIVE_AFTER WAY_LINKED_LATER WAY_NOWHERE
for folder in include_directories system_directories transitive imported isystem_two_words isystem_joined idirafter \
  i_two_words cpath cplus_include_path; do
  header "$folder"
done
mkdir -p "$source/folders/iquote" "$source/folders/before"
: > "$source/folders/iquote/found_by_iquote.h"
row iquote '__has_include("found_by_iquote.h")'
row iquote_in_angles '__has_include(<found_by_iquote.h>)'
# Of two headers of one name, the first directory's.
echo '#define WAY_ORDER 1' > "$source/folders/before/order.h"
echo '#define WAY_ORDER 2' > "$source/folders/include_directories/order.h"
row order 'WAY_ORDER == 1'
row standard '__cplusplus > 202002L'
row strict 'defined(__STRICT_ANSI__)'
row optimized 'defined(__OPTIMIZE__)'
row not_inlined 'defined(__NO_INLINE__)'
row threads 'defined(_REENTRANT)'
row openmp 'defined(_OPENMP)'
row openmp_version '_OPENMP >= 201811'
row unsigned_chars 'defined(__CHAR_UNSIGNED__)'
row avx2 'defined(__AVX2__)'
row sse42 'defined(__SSE4_2__)'
row fast_math 'defined(__FAST_MATH__)'
row stack_protector 'defined(__SSP_STRONG__)'
row position_independent 'defined(__PIC__)'
row char8 'defined(__cpp_char8_t)'
row rtti 'defined(__GXX_RTTI)'
row exceptions 'defined(__EXCEPTIONS)'
row wide '__SIZEOF_WCHAR_T__ == 2'
row assertions '!defined(NDEBUG)'
row addresses 'defined(__SANITIZE_ADDRESS__)'

echo '#define WAY_FLAGS_INCLUDE' > "$source/folders/flags_include.h"
echo '#define WAY_INCLUDE' > "$source/folders/include.h"
echo '#define WAY_IMACROS' > "$source/folders/imacros.h"
printf '#define WAY_PRECOMPILED\nstruct FromPrecompiled { int x; };\n#include <string>\n' > "$source/folders/precompiled.h"
echo "-DWAY_RESPONSE \"-DWAY_RESPONSE_TEXT=\\\"c d\\\"\" '@$source/folders/nested.txt'" > "$source/folders/response.txt"
echo '-DWAY_NESTED_RESPONSE' > "$source/folders/nested.txt"
printf '*cpp:\n+ -DWAY_SPECS\n' > "$source/folders/specs.txt"

# The model, and the program that says which fields there are.
{
  printf '#pragma once\n#include <cstdint>\n#include <string>\n#include "order.h"\n'
  echo 'struct [[limbeck::table("users")]] User {'
  echo '  [[limbeck::primary_key]] std::int64_t id;'
  echo '  [[limbeck::transient]] FromPrecompiled precompiled;'
  for i in "${!columns[@]}"; do
    printf '#if %s\n  std::string %s;\n#endif\n' "${conditions[$i]}" "${columns[$i]}"
  done
  echo '};'
} > "$source/models/user.h"
{
  printf '#include <cstdio>\n#include "models/user.h"\n'
  for column in "${columns[@]}"; do
    echo "template <class T> void print_$column() { if constexpr (requires(T t) { t.$column; }) std::puts(\"$column\"); }"
  done
  echo 'void print_fields() {'
  printf '  print_%s<User>();\n' "${columns[@]}"
  echo '}'
} > "$source/truth.cpp"

# agrees WHAT COLUMN…: the scan's columns are the program's fields, and these are among them.
agrees() {
  local what=$1 column
  shift
  build
  [ "$code" -eq 0 ] || fail "$what: the build failed"
  run "$build/truth"
  sort "$output" > "$scratch/fields"
  list_columns
  diff "$scratch/fields" "$scratch/columns" > "$output" || fail "$what: fields of the program (<), columns of the scan (>)"
  for column; do
    grep -qx "$column" "$scratch/fields" || fail "$what: the program has no field '$column': this test passes nothing on"
  done
  echo "ok: $what: $(wc -l < "$scratch/columns") of ${#columns[@]} columns"
  build
  grep -q 'no work to do' "$output" || fail "$what: the second build did something"
}

always="way_flags way_flags_two_words way_flags_include way_add_definitions way_add_compile_definitions way_add_compile_options
  way_shell way_transitive way_imported way_interface way_language way_bool way_compiler_id way_lang_and_id way_option way_include
  way_imacros way_response way_nested_response way_wp way_xpreprocessor way_precompiled way_objects way_objects_option way_compile_flags way_after
  way_later way_toolchain way_cxxflags way_link_libraries way_directory_property way_flags_after way_transitive_after
  way_linked_later include_directories system_directories transitive imported isystem_two_words isystem_joined
  idirafter i_two_words cpath cplus_include_path iquote order standard strict optimized threads openmp unsigned_chars avx2 sse42
  fast_math stack_protector position_independent wide"
# the_same WHAT ARGUMENT…: with other settings of CMake the scan of a g++ Debug build finds the same columns.
the_same() {
  local what=$1
  shift
  rm -rf "$build"
  run env CXXFLAGS=-DWAY_CXXFLAGS "${environment[@]}" cmake -G "$other_generator" -S "$source" -B "$build" \
    -DCMAKE_PREFIX_PATH="$LIMBECK_PREFIX" -DLIMBECK_EXECUTABLE="$limbeckc" -DCMAKE_BUILD_TYPE=Debug \
    -DCMAKE_TOOLCHAIN_FILE="$source/toolchain.cmake" "$@"
  exits 0 "configuring with $what"
  build --target view_migrations_model
  [ "$code" -eq 0 ] || fail "$what: the build failed"
  list_columns
  diff "$scratch/first_columns" "$scratch/columns" > "$output" || fail "$what: columns without it (<) and with it (>)"
  echo "ok: $what"
}

list_columns() {
  grep -oE '"name": ?"[a-z0-9_]+"' "$build"/view_migrations/*/view_migrations.schema.json | sed 's/.*"\([a-z0-9_]*\)"$/\1/' |
    grep -vxE 'id|users|pk_users' | sort > "$scratch/columns"
}

export CPATH="$source/folders/cpath" CPLUS_INCLUDE_PATH="$source/folders/cplus_include_path"
for compiler in g++ clang++-19; do
  command -v $compiler > /dev/null || { echo "skipped: there is no $compiler"; continue; }
  specs=
  [ $compiler != g++ ] || specs=way_specs
  for type in Debug Release; do
    rm -rf "$build"
    run env CXXFLAGS=-DWAY_CXXFLAGS cmake -G "$generator" -S "$source" -B "$build" -DCMAKE_PREFIX_PATH="$LIMBECK_PREFIX" \
      -DLIMBECK_EXECUTABLE="$limbeckc" -DCMAKE_CXX_COMPILER=$compiler -DCMAKE_TOOLCHAIN_FILE="$source/toolchain.cmake" \
      -DCMAKE_BUILD_TYPE=$type
    exits 0 "configuring with $compiler, $type"
    if [ $type = Debug ]; then
      agrees "$compiler $type" $always $specs way_config way_toolchain_debug assertions
      [ $compiler != g++ ] || cp "$scratch/columns" "$scratch/first_columns"
    else
      agrees "$compiler $type" $always $specs
    fi
  done
done

# Settings that come between CMake and the compiler.
command -v g++ > /dev/null || exit 0
environment=() other_generator=$generator
the_same "response files" -DCMAKE_CXX_COMPILER=g++ -DCMAKE_NINJA_FORCE_RESPONSE_FILE=ON
the_same "a launcher" -DCMAKE_CXX_COMPILER=g++ "-DCMAKE_CXX_COMPILER_LAUNCHER=cmake;-E;env"
the_same "a launcher of every rule" -DCMAKE_CXX_COMPILER=g++ -DWITH_RULE_LAUNCH=ON
the_same "linters" -DCMAKE_CXX_COMPILER=g++ "-DCMAKE_CXX_CLANG_TIDY=false" "-DCMAKE_CXX_CPPCHECK=false"
the_same "a unity build" -DCMAKE_CXX_COMPILER=g++ -DCMAKE_UNITY_BUILD=ON
the_same "compile_commands.json" -DCMAKE_CXX_COMPILER=g++ -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
! grep -q limbeck_options "$build/compile_commands.json" || fail "compile_commands.json has limbeck's own file"
other_generator="Unix Makefiles"
the_same "Make" -DCMAKE_CXX_COMPILER=g++
environment=(CXX="ccache g++") other_generator=$generator
! command -v ccache > /dev/null || the_same "a launcher within CXX"
