#!/bin/sh
# measure.sh STRIP DIRECTORY WITHOUT (DIALECT WITH DRIVER)…: stripped programs against the one without limbeck.
set -eu
strip=$1 directory=$2 without=$3
shift 3
stripped() {
  "$strip" -o "$directory/stripped" "$1"
  wc -c < "$directory/stripped"
}
# What of the driver's archive could be linked: the client library itself is shared.
driver() { size -t "$1" | awk 'END { print $1 + $2 }'; }
base=$(stripped "$without")
while [ $# -gt 0 ]; do
  with=$(stripped "$2") own=$(driver "$3")
  echo "$1: $((with - base)) bytes added, of which the driver at most $own: $((with - base - own)) without it"
  shift 3
done
rm -f "$directory/stripped"
