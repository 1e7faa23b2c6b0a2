#!/usr/bin/env bash
# Runs a command as on a machine that has no Node: every other program is found as before.
set -euo pipefail
programs=$(mktemp -d)
trap 'rm -rf "$programs"' EXIT
IFS=: read -ra folders <<<"$PATH"
for folder in "${folders[@]}"; do
  for program in "$folder"/*; do
    name=${program##*/}
    case "$name" in node | nodejs | npm | npx) continue ;; esac
    [ -x "$program" ] && [ ! -e "$programs/$name" ] && ln -s "$program" "$programs/$name"
  done
done 2>/dev/null || true
PATH="$programs" "$@"
