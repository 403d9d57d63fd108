# What the tests of this folder share. Each is `<test>.sh GENERATOR`, and gets from CTest
#   LIMBECK_PREFIX   where limbeck was installed, LIMBECK_SCRATCH a folder for the test's own
# It works on a copy of a project, in a folder whose path has a space and a letter that is not ASCII.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
generator=${1:-Ninja}
scratch="$LIMBECK_SCRATCH/$(basename "$0" .sh) é/$generator"
source="$scratch/the source"
build="$scratch/the build"
output="$scratch/output"
runs="$scratch/runs"
limbeckc="$scratch/limbeckc"
limbeck="$LIMBECK_PREFIX/bin/limbeck"
unset LIMBECK_BUILD_DIR LIMBECK_DATABASE_URL LIMBECK_ON_LAUNCH
export NO_COLOR=1

fail() {
  echo "FAILED: $*"
  [ ! -s "$output" ] || { echo "--- the last command's output:"; tail -60 "$output"; }
  exit 1
}

# start PROJECT: a fresh copy, and a limbeckc that notes its runs.
start() {
  rm -rf "$scratch"
  mkdir -p "$scratch"
  cp -r "$here/$1" "$source"
  printf '#!/bin/sh\necho "$1" >> "%s"\nexec "%s/bin/limbeckc" "$@"\n' "$runs" "$LIMBECK_PREFIX" > "$limbeckc"
  chmod +x "$limbeckc"
}

# run COMMAND…: its output in $output, its exit code in $code.
run() {
  code=0
  "$@" > "$output" 2>&1 < /dev/null || code=$?
}

configure() {
  run cmake -G "$generator" -S "$source" -B "$build" -DCMAKE_PREFIX_PATH="$LIMBECK_PREFIX" \
    -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DLIMBECK_EXECUTABLE="$limbeckc" "$@"
}

build() {
  rm -f "$runs"
  run cmake --build "$build" -j2 ${config:+--config "$config"} "$@"
}

# How often the last build ran `limbeckc $1`; `compiled` is how many compilers and linkers it ran.
count() {
  if [ "$1" = compiled ]; then
    grep -cE '(Building|Linking) CXX' "$output" || true
  else
    grep -cx "$1" "$runs" 2>/dev/null || true
  fi
}

# builds WHAT [STEP=COUNT…]: a build succeeds, and each step ran so often (0 where it is not named; `+` for at
# least once, `*` for whatever).
builds() {
  local what=$1 step expected actual
  shift
  build
  [ "$code" -eq 0 ] || fail "$what: the build failed"
  for step in scan manifest check compiled; do
    expected=0
    for pair in "$@"; do
      [ "${pair%%=*}" != "$step" ] || expected=${pair#*=}
    done
    actual=$(count "$step")
    case $expected in
      '*') ;;
      '+') [ "${actual:-0}" -gt 0 ] || fail "$what: $step did not run" ;;
      *) [ "${actual:-0}" -eq "$expected" ] || fail "$what: $step ran ${actual:-0} times, not $expected" ;;
    esac
  done
  echo "ok: $what"
}

# exits CODE WHAT: of the last command.
exits() {
  [ "$code" -eq "$1" ] || fail "$2: exit code $code, not $1"
  echo "ok: $2"
}

# says TEXT…: the last command's output has each.
says() {
  local text
  for text in "$@"; do
    grep -qF -- "$text" "$output" || fail "the output does not say: $text"
  done
}

says_not() {
  ! grep -qF -- "$1" "$output" || fail "the output says: $1"
}

# developer DIRECTORY ARGUMENTS…: the developer's command, from a directory.
developer() {
  local directory=$1
  shift
  run env -C "$directory" "$limbeck" "$@"
}

# The bytes and names of everything below a directory.
digest() {
  (cd "$1" && find . -print0 | sort -z | xargs -0 sh -c 'for f; do printf "%s " "$f"; [ -f "$f" ] && cksum < "$f" || echo; done' sh) | cksum
}

make_only() {  # VALUE-FOR-MAKE VALUE-FOR-OTHERS
  case $generator in *Makefiles) echo "$1" ;; *) echo "$2" ;; esac
}
