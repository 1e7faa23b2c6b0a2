#!/usr/bin/env bash
# Tests of the application and the journeys in the browser: on SQLite, then on PostgreSQL when one answers on this
# machine. In CI both databases and the browser must be there.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
chromium="${TIENDO_CHROMIUM:-/usr/bin/chromium}"
postgres="${TIENDO_TEST_POSTGRES:-postgresql://${PGUSER:-$(id -un)}@127.0.0.1:5432/postgres}"
only=()
if [ ! -x "$chromium" ]; then
  [ "${CI:-}" = true ] && { echo "The browser tests must run in CI: no Chromium at $chromium."; exit 1; }
  echo "The browser tests are left out: no Chromium at $chromium."
  only=(-m "not browser")
fi

echo "— on SQLite —"
$bin/pytest -q -n 2 --cov --cov-report= "${only[@]}"
$bin/coverage report | grep TOTAL

if $bin/python -c "import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3).close()" "$postgres" 2>/dev/null; then
  echo "— on PostgreSQL —"
  TIENDO_DATABASE="$postgres" $bin/pytest -q -n 2 tests/web tests/journeys "${only[@]}"
elif [ "${CI:-}" = true ]; then
  echo "The tests on PostgreSQL must run in CI: none answers on 127.0.0.1:5432."
  exit 1
else
  echo "The tests on PostgreSQL are left out: none answers on 127.0.0.1:5432."
fi
