# whosaid: `make run` sets up and starts the bot, `make test` sets up and runs every check.
# Another Python: make run PYTHON=python3.12

VENV   ?= .venv
BIN    := $(VENV)/bin
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
            $(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))

QUESTIONS ?= tests/relevance/taicang.jsonl
PIP        = $(BIN)/python -m pip --disable-pip-version-check
LOCK       = $(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --quiet \
             --custom-compile-command "make lock" --group build

# One thread is fastest for single questions, and keeps small machines responsive.
export OMP_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help run test eval lock audit clean
.DELETE_ON_ERROR:

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.run ## Set up, then start the bot: in Telegram with TELEGRAM_BOT_TOKEN, else in the browser
	@if [ -n "$$TELEGRAM_BOT_TOKEN" ]; then exec $(BIN)/whosaid run; \
	else echo "TELEGRAM_BOT_TOKEN is not set: showing the bot in the browser; in the terminal: $(BIN)/whosaid chat" >&2; \
	exec $(BIN)/whosaid demo; fi

test: $(VENV)/.dev ## Set up, then lint, type-check and test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadfile

eval: $(VENV)/.run ## Ask the question set (QUESTIONS=file) and show the figures
	$(BIN)/whosaid eval $(QUESTIONS)

lock: $(VENV)/.run ## Pin all dependencies anew, with hashes, from pyproject.toml
	$(PIP) install --quiet uv
	$(LOCK) --output-file requirements.txt
	$(LOCK) --group dev --constraint requirements.txt --output-file requirements-dev.txt

# --strict: a package nobody could be asked about is no package without weaknesses
audit: | $(BIN)/python ## Ask the package index whether weaknesses of the pinned packages are known
	@$(BIN)/python -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip --disable-pip-version-check install --quiet --upgrade pip-audit
	$(VENV)/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.txt
	$(VENV)/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements-dev.txt

clean: ## Remove what the targets above made
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment: a stamp each, so that a second run starts at once -------------------------------------

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "whosaid needs Python 3.11 or newer; found: $$(python3 --version 2>&1 || true)." >&2; \
	  echo "Install one, or name it: make run PYTHON=/path/to/python3.12" >&2; exit 1; fi
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "whosaid needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.run: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV), once (about 150 MB) …" >&2
	$(PIP) install --quiet --require-hashes -r requirements.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@
