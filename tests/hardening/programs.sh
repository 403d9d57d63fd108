#!/bin/sh
# programs.sh READELF PROMISED PASSED_ON PROGRAM…: whether each program has what the flags PROMISED stand for, and
# none of them is PASSED_ON to whoever links limbeck.
set -eu
readelf=$1 promised=$2 passed_on=$3
shift 3
failed=0
wrong() {
  echo "$1" >&2
  failed=1
}
case "$passed_on" in
  *fortify* | *FORTIFY* | *stack-* | *cf-protection* | *ASSERTIONS* | *-pie* | *relro* | *now*)
    wrong "passed on to users: $passed_on" ;;
esac
# expect PROGRAM FLAG PATTERN READELF'S_OPTION: where the flag was promised.
expect() {
  case "$promised" in
    *"$2"*) "$readelf" -W "$4" "$1" | grep -E -q -- "$3" || wrong "$1: nothing of $2" ;;
  esac
}
for program; do
  [ -x "$program" ] || wrong "$program: not there"
  expect "$program" -pie 'Type: +DYN' -h
  expect "$program" -z,relro GNU_RELRO -l
  expect "$program" -z,now 'BIND_NOW|Flags:.* NOW' -d
  expect "$program" -fstack-protector __stack_chk_fail --dyn-syms
  expect "$program" _FORTIFY_SOURCE '__[a-z]+_chk@' --dyn-syms
  expect "$program" _GLIBCXX_ASSERTIONS __glibcxx_assert_fail --dyn-syms
  "$readelf" -W -l "$program" | grep -q 'GNU_STACK.*RWE' && wrong "$program: its stack can be executed"
done
exit $failed
