# Two commands on a fresh machine: `make demo` and `make test`. Everything they need goes into .venv.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test check bench screenshots

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
ARGS ?=

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/'

demo: $(VENV)/.runtime ## Run everything with demo stores (PORT=8000, OPSDESK_DATA_DIR=…); Ctrl-C stops it
	@exec $(BIN)/python manage.py dev --die-with-parent

test: $(VENV)/.dev ## Run the whole test suite (ARGS="tests/orders -k refund" to choose)
	$(BIN)/python -m pytest $(or $(ARGS),-n 2 --dist loadgroup)

check: $(VENV)/.dev ## Run every gate: format, lint, types, layers, settings, migrations, templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	OPSDESK_PUBLIC_URL=https://desk.example OPSDESK_SECRET_KEY=$$(printf 'k%.0s123456789' 1 2 3 4 5 6) \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	DJANGO_SETTINGS_MODULE=tests.settings_static PYTHONWARNINGS=ignore::RuntimeWarning \
		$(BIN)/python -m django makemigrations --check --dry-run
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --check --target-version 5.2
	$(BIN)/deptry .

bench: $(VENV)/.dev ## Measure, each figure beside a comparison
	$(BIN)/python -m benchmarks $(ARGS)

screenshots: $(VENV)/.dev ## Retake the README's pictures from a running demo (URL=http://127.0.0.1:8000)
	$(BIN)/python -m tests.browser.screenshots --url $(or $(URL),http://127.0.0.1:8000)

# --- The virtual environment: plain venv and pip; uv, when it installs, only makes it faster -------
$(VENV)/.python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "OpsDesk needs Python 3.11 or newer; install it (Debian: apt install python3 python3-venv)." >&2; exit 2; fi
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python's venv module is missing; install it with: apt install python3-venv" >&2; exit 2; }
	@echo "Creating the virtual environment."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-uv.txt \
		|| echo "uv is not to be had; plain pip does the same more slowly." >&2
	@touch $@

INSTALL = if [ -x $(BIN)/uv ]; \
	then $(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r $(1); \
	else $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(1); fi

$(VENV)/.runtime: requirements.txt | $(VENV)/.python
	@echo "Installing the locked requirements."
	@$(call INSTALL,requirements.txt)
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo "Installing the locked tools of tests and checks."
	@$(call INSTALL,requirements-dev.txt)
	@touch $@
