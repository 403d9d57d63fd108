# Sourced by tests/run and examples/run: commands that take minutes say how far they are.

# step NAME COMMAND…: prints what is done and how long it took, and the command's output only where it fails. Meanwhile
# it prints ninja's count of steps: on the same line of a terminal, else a line every 30 seconds.
step() {
  local name=$1 log start=$SECONDS reporter status=0
  shift
  log=$(mktemp)
  if [ -t 1 ]; then printf '%s …' "$name"; else printf '%s …\n' "$name"; fi
  report_progress "$name" "$log" </dev/null &
  reporter=$!
  "$@" >"$log" 2>&1 </dev/null || status=$?
  kill "$reporter" 2>/dev/null || true
  wait "$reporter" 2>/dev/null || true
  if [ -t 1 ]; then printf '\r\e[K'; fi
  if [ "$status" -eq 0 ]; then
    printf '%s … %d s\n' "$name" $((SECONDS - start))
  else
    printf '%s … failed\n' "$name"
    cat "$log"
  fi
  rm -f "$log"
  return "$status"
}

# report_progress NAME LOG: until it is killed, or the script that started it has ended.
report_progress() {
  local count last='' start=$SECONDS said=$SECONDS
  # The output of sleep goes elsewhere: one that outlives its parent must not keep a reader of ours waiting.
  while sleep 1 >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
    count=$(grep -oE '^\[[0-9]+/[0-9]+\]' "$2" 2>/dev/null | tail -n 1) || true
    if [ -t 1 ]; then
      printf '\r\e[K%s … %s %d s' "$1" "$count" $((SECONDS - start))
    elif [ $((SECONDS - said)) -ge 30 ] && [ "$count" != "$last" ]; then
      printf '  %s after %d s\n' "$count" $((SECONDS - start))
      last=$count said=$SECONDS
    fi
  done
}
