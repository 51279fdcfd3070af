# One place for what a person types. Needs Python 3.11+ and make; uses uv where it is present.
PYTHON ?= python3
VENV ?= .venv
STORE ?= demo.db
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test lint types docs bench floors check clean lock

help: ## tell what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# $(call install,lock file): an environment with exactly the locked versions, then the project.
define install
	@if command -v uv >/dev/null 2>&1; then \
	  [ -x $(BIN)/python ] || uv venv --quiet --python $(PYTHON) $(VENV); \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1) && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	else \
	  [ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV); \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
endef

$(VENV)/.run: requirements/run.txt pyproject.toml
	$(call install,requirements/run.txt)
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml
	$(call install,requirements/dev.txt)
	@touch $@ $(VENV)/.run

demo: $(VENV)/.run ## read the bundled dispatches, then open the map (DATELINE_NO_BROWSER=1: print only)
	@$(BIN)/dateline demo --open --store $(STORE)

test: $(VENV)/.dev ## set up and run the tests
	@$(BIN)/python -m pytest

lint: $(VENV)/.dev ## ruff: rules and format
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.dev ## mypy --strict
	@$(BIN)/mypy

docs: $(VENV)/.dev ## build the documentation, warnings are errors
	@$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build

bench: $(VENV)/.dev ## run the benchmarks over ../shared and print one table
	@$(BIN)/python -m bench

floors: $(VENV)/.dev ## run the benchmarks and fail where a figure fell below its floor
	@$(BIN)/python -m bench --floors

check: test lint types docs floors ## all that CI runs

lock: ## write the lock files anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
	  --python-version 3.11 --extra build pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
	  --python-version 3.11 --extra build --extra curves --extra dev --extra docs \
	  pyproject.toml -o requirements/dev.txt

clean: ## remove what can be made again
	rm -rf $(VENV) docs/_build demo.db demo.db-shm demo.db-wal .pytest_cache .mypy_cache .ruff_cache
