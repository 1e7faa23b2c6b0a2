# Everything a person needs; `make` alone says what there is.
.DEFAULT_GOAL := help
SHELL := /bin/bash
export LC_ALL := C.UTF-8
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PORT ?= 8000
MINUTES ?= 10
SINCE ?= HEAD
SETUP := .venv/.setup-done

.PHONY: help setup run test check browser bench scale reading-score fuzz places docs english lock clean

help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

setup: $(SETUP) ## make .venv with everything in it

.venv/.python-done: requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tiến Độ needs Python 3.11 or newer; install python3.11 and run make again."; exit 1; }
	@echo "Making .venv …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

node_modules/.done: package.json requirements/npm.sha512 frontend/verify.mjs .venv/.python-done
	@echo "Fetching what the pages ship …"
	@bash frontend/node.sh npm install --no-package-lock --no-audit --no-fund --silent
	@bash frontend/node.sh node frontend/verify.mjs
	@touch $@

$(SETUP): .venv/.python-done node_modules/.done $(wildcard frontend/*) $(wildcard src/tiendo_web/locale/*/LC_MESSAGES/*.po)
	@bash frontend/node.sh node frontend/build.mjs
	@$(BIN)/pybabel --quiet compile --domain django --directory src/tiendo_web/locale
	@touch $@

run: setup ## serve the demonstration and say how to log in (make run PORT=8001 for another port)
	@$(BIN)/tiendo demo --if-empty --port $(PORT)
	@$(BIN)/tiendo serve --port $(PORT)

check: setup ## the fast part: format, lint, types, contracts, core tests
	$(BIN)/ruff format --check src tests bench
	$(BIN)/ruff check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src
	$(BIN)/pytest -q tests/core tests/spec tests/plans tests/laws tests/test_docs.py tests/test_english.py tests/test_layers.py

test: check browser ## every test, on SQLite and on PostgreSQL
	@bash tests/run_all.sh

browser: ## find Chromium for the browser tests, or install Debian's
	@bash tests/find_browser.sh

reading-score: setup ## score the reader on ../shared/corpus/dev; fails below its floor (SINCE=revision to compare with)
	@$(BIN)/python -m tests.plans.reading_changes $(SINCE)
	@$(BIN)/python -m tests.plans.reading_score

fuzz: setup ## look for files that the reader cannot stand (make fuzz MINUTES=60)
	@test -x .venv-fuzz/bin/python || { $(PYTHON) -m venv .venv-fuzz && .venv-fuzz/bin/python -m pip install --quiet --disable-pip-version-check atheris; }
	@PYTHONPATH=src:.:$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') nice -n 19 .venv-fuzz/bin/python -m tests.fuzz.fuzz_reading var/fuzz -max_total_time=$$((60 * $(MINUTES))) -rss_limit_mb=3000 -timeout=60 -max_len=20000 -artifact_prefix=var/

docs: setup ## write docs/rules from the spec tables
	$(BIN)/python -m tests.spec.render

english: setup ## bring locale/en up to date with what the pages say
	$(BIN)/python -m tests.english

.venv/.bench-done: requirements/bench.txt $(SETUP)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/bench.txt
	@touch $@

bench: .venv/.bench-done ## every benchmark under bench/, beside what others use
	@for run in bench/*/run.py; do echo "$$run"; $(BIN)/python "$$run" || exit 1; done

.venv/.scale-done: requirements/scale.txt $(SETUP)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/scale.txt
	@touch $@

scale: .venv/.scale-done ## install Spark (400 MB, needs Java 17) and test that it counts registers as DuckDB does
	$(BIN)/pytest -q -n 0 tests/scale

places: setup ## rebuild the catalogue of places from ../shared/places and check it
	@test -d ../shared/places || { echo "The collected lists are not beside the repository (../shared/places)."; exit 1; }
	$(BIN)/python -m tiendo.catalogue.places.build ../shared/places
	$(BIN)/python -m tiendo.catalogue.maps.build ../shared/places

lock: ## renew requirements/*.txt and requirements/npm.sha512
	$(BIN)/uv pip compile --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -q requirements/base.in -o requirements/base.txt
	$(BIN)/uv pip compile --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -q requirements/dev.in -o requirements/dev.txt
	$(BIN)/uv pip compile --generate-hashes --no-emit-index-url --no-annotate --no-header -q requirements/bench.in -o requirements/bench.txt
	$(BIN)/uv pip compile --generate-hashes --no-emit-index-url --no-annotate --no-header -q requirements/scale.in -o requirements/scale.txt
	bash frontend/node.sh npm install --no-package-lock --no-audit --no-fund --silent
	bash frontend/node.sh node frontend/verify.mjs --write

clean: ## remove what set-up made (not var/, which holds the data)
	rm -rf .venv .venv-fuzz node_modules src/tiendo_web/static/build
