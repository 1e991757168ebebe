# Vendor Tracker. `make help` lists what there is.
PYTHON ?= python3
PORT ?= 8000
WORKERS ?= auto

VENV := .venv
STAMPS := $(VENV)/stamps
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# One worker has a file to itself; those that take long begin first.
PYTEST := $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder
ASSETS := $(shell find assets -type f -not -path '*/node_modules/*' -not -path '*/__pycache__/*')

.DELETE_ON_ERROR:
.PHONY: help run setup test check check-office format docs bench screenshots lock

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(STAMPS)/package $(STAMPS)/pages ## Start the demonstration on 127.0.0.1, port 8000 or PORT=
	@$(BIN)/vendor-tracker demo --port $(PORT)

setup: $(STAMPS)/dev $(STAMPS)/package $(STAMPS)/pages ## Install everything that development needs

test: setup ## Run all tests: unit, architecture, integration, browser
	@$(BIN)/python -m tools.browser
	$(PYTEST) tests/unit tests/architecture tests/integration
	$(PYTEST) --maxprocesses 4 tests/e2e

check: setup ## Check format, lint, types, imports and templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates

check-office: setup ## Open every kind of workbook in LibreOffice, which must be installed
	$(BIN)/python -m tools.check_office

format: $(STAMPS)/dev ## Put the code into the agreed format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: setup ## Write docs/checklists.md, rules.md, register.md and sample-register.xlsx from the program
	@$(BIN)/python -m tools.documents
	@$(BIN)/python -m tools.sample

bench: setup ## Measure speed, and write docs/performance.md
	$(BIN)/python -m benchmarks

screenshots: setup ## Take the pictures in docs/images
	@$(BIN)/python -m tools.browser
	$(BIN)/python -m tools.screenshots

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links --upgrade
lock: $(STAMPS)/dev ## Choose the newest allowed version of each requirement and write the locks
	$(LOCK) requirements-build.in -o requirements-build.lock
	$(LOCK) setup.cfg --extra postgres -o requirements.lock
	$(LOCK) setup.cfg requirements-build.in --all-extras -c requirements.lock \
		-c requirements-build.lock -o requirements-dev.lock

# Each step leaves a stamp, and is done again only when what it was made from has changed.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; say which with PYTHON=."; exit 1; }
	@echo "Making the environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(STAMPS)/runtime: requirements.lock requirements-build.lock | $(BIN)/python
	@echo "Installing the requirements"
	@$(PIP) install --require-hashes -r requirements.lock -r requirements-build.lock
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: requirements-dev.lock $(STAMPS)/runtime
	@echo "Installing what development needs"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(STAMPS)/pages: $(ASSETS) $(STAMPS)/runtime
	@echo "Building the styles and scripts of the pages"
	@$(BIN)/python assets/build.py
	@touch $@

$(STAMPS)/package: setup.cfg setup.py pyproject.toml $(STAMPS)/runtime $(STAMPS)/pages
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
