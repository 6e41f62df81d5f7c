# Two commands matter: `make run` serves the service with a demonstration council, `make test`
# checks everything. Both first make what is missing; what is there already is left alone.

PYTHON ?= $(firstword $(shell command -v python3.11 python3))
PORT ?= 5000

VENV := .venv
PY := $(VENV)/bin/python
NODE := $(VENV)/bin/node
BUILD := static/build
WORKERS := $(shell echo $$(( ($$(getconf _NPROCESSORS_ONLN) * 3 + 1) / 2 )))
NATIVE_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core

PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes
COMPILE := $(VENV)/bin/uv pip compile --quiet --python-version 3.11 --universal --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench drills gate-fit gate-report gate-designs clean setup setup-test native chromium openssl lock translations

help:
	@echo "make run           serve on http://127.0.0.1:$(PORT) (PORT=… for another), with demonstration data"
	@echo "make test          every check and every test"
	@echo "make lint          style, types and templates only"
	@echo "make format        put source and templates into shape"
	@echo "make bench         measure speed; takes minutes"
	@echo "make drills        kill, cut the power, race, attack tables; some two hours (ONLY=kills, outbox, power_cuts, races, turns, disclosure, hostile, pages)"
	@echo "make gate-fit      fit what the gate learns to the labelled cases; then make gate-report"
	@echo "make gate-report   write the figures of docs/gate.md anew (CASES=FILE for a file of your own)"
	@echo "make gate-designs  compare designs of the gate on the same cases, for docs/gate.md"
	@echo "make clean         remove everything made, except instance/, which holds the data"
	@echo "make translations  gather what people read, for translators"
	@echo "make lock          work out requirements.txt and tests/requirements.txt anew"

run: setup
	@$(PY) -m screening migrate
	@$(PY) -m screening demo --if-empty
	@exec $(PY) -m screening serve --port $(PORT)

# Browsers and servers are waited for: half as many tests again as there are processors keep these busy.
# What Python compiles is kept, wherever it is told not to: tests start it many times.
test: setup-test chromium openssl lint
	env -u PYTHONDONTWRITEBYTECODE $(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder --durations=40 --durations-min=5

lint: setup-test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/djlint templates screening --lint --quiet

format: setup-test
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

# On the disk, not in memory as tests are: what is durable has to cost what it costs.
bench: setup-test
	@mkdir -p .bench
	PYTEST_DEBUG_TEMPROOT=$(CURDIR)/.bench TMPDIR=$(CURDIR)/.bench $(PY) -m pytest -s -o "python_files=bench_*.py" tests/benchmarks

drills: setup-test
	$(PY) -m pytest -s -o "python_files=drill_$(or $(ONLY),*).py" tests/drills

gate-fit: setup-test
	$(PY) -m tests.gate.fit

gate-report: setup-test
	$(PY) -m tests.gate.report $(if $(CASES),--cases $(CASES))

gate-designs: setup-test
	$(PY) -m tests.gate.designs

clean:
	rm -rf $(VENV) node_modules $(BUILD) .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache .bench test-results
	find app.py screening tests -name __pycache__ -type d -prune -exec rm -rf {} +

TRANSLATIONS := screening/web/translations
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard $(TRANSLATIONS)/*/LC_MESSAGES/messages.po))

# --- What is made once. Each is a file that is newer than what it is made from. ---

setup: $(VENV)/.run $(BUILD)/.made $(CATALOGUES) native

setup-test: setup $(VENV)/.test

$(VENV)/bin/python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "This needs Python 3.11 or newer. Set PYTHON=… to say where it is."; exit 1; }
	@echo "Making $(VENV) …"
	@"$(PYTHON)" -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	@echo "Installing packages …"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.test: tests/requirements.txt $(VENV)/.run
	@echo "Installing packages for tests …"
	@$(PIP) -r tests/requirements.txt
	@touch $@

node_modules/.made: package-lock.json $(VENV)/.run
	@echo "Installing the front end's packages …"
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm ci --ignore-scripts --omit=optional \
		--no-audit --no-fund --loglevel=error
	@touch $@

# Only these files are served, never node_modules itself.
GOVUK := node_modules/govuk-frontend/dist/govuk
MOJ := node_modules/@ministryofjustice/frontend/moj
ICONS := close-cross-black document tag-remove-cross tag-remove-cross-white toggle-plus-minus

$(BUILD)/.made: node_modules/.made $(wildcard static/scss/*.scss static/js/*.js static/images/*)
	@echo "Building pages' style and script …"
	@rm -rf $(BUILD) && mkdir -p $(BUILD)/images
	@$(NODE) node_modules/sass/sass.js --load-path=. --load-path=node_modules --no-error-css \
		--no-source-map --style=compressed static/scss/app.scss $(BUILD)/app.css
	@cp static/js/*.js $(GOVUK)/govuk-frontend.min.js $(BUILD)/
	@cp static/images/* $(foreach icon,$(ICONS),$(MOJ)/assets/images/icon-$(icon).svg) $(BUILD)/images/
	@touch $@

%.mo: %.po | $(VENV)/.run
	@$(VENV)/bin/pybabel -q compile -i $< -o $@

# --- What the machine itself has to have; as root on Debian it is installed. ---

native: $(VENV)/.run
	@$(PY) -m screening check --native || $(call install,$(NATIVE_PACKAGES))

chromium:
	@command -v chromium >/dev/null \
		|| { echo "Chromium, for the browser tests, is missing."; $(call install,chromium); }

openssl:
	@command -v openssl >/dev/null \
		|| { echo "openssl, for the tests of time-stamps, is missing."; $(call install,openssl); }

# install: packages of the operating system
define install
{ if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	then echo "Installing $(1) …" \
		&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; \
	else echo "Please install: $(1) (the names on Debian and Ubuntu)"; exit 1; fi; }
endef

# --- For developers. ---

lock: setup-test
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) --group test --constraints requirements.txt -o tests/requirements.txt

# As a module, since pybabel alone would not find our own way of reading policy files.
translations: setup-test
	@mkdir -p $(TRANSLATIONS)
	$(PY) -m babel.messages.frontend -q extract -F pyproject.toml -k _l -k N_ \
		--add-location=file -o messages.pot .
	$(VENV)/bin/pybabel -q update -i messages.pot -d $(TRANSLATIONS) -l cy --init-missing \
		--ignore-obsolete --no-fuzzy-matching
	@rm messages.pot
