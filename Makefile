# Two commands do everything on a machine with Python 3.11 or newer and make:
#   make graph   makes its own environment and builds the graph from seeds/ into output/
#   make test    runs every test
#   make serve   serves what was built, at http://127.0.0.1:8000/
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# one more than there are cores: browsers and other stores keep tests waiting
TESTERS := $(shell expr $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1)
# every build syncs every file: where memory has room for them, tests' files stand there
ROOM   := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 8000000 { print "PYTEST_DEBUG_TEMPROOT=/dev/shm" }')
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: graph serve test quick check bench performance clean

graph: $(VENV)/.run
	$(BIN)/dhrgraph build seeds -o output
	@echo "The command is $(BIN)/dhrgraph."

serve: $(VENV)/.serve
	$(BIN)/dhrgraph serve -g output

test: $(VENV)/.dev
	$(ROOM) $(BIN)/python -m pytest -n $(TESTERS) --dist worksteal

# the tests that need neither a browser nor a wheel
quick: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto -m "not slow"

# the strict type check, the linter and the formatter
check: $(VENV)/.dev
	$(BIN)/mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: $(VENV)/.dev
	$(BIN)/python -m pytest tests/benchmarks -o addopts= --benchmark-only --benchmark-columns=min,median,max,rounds

# the table of docs/performance.md: some three hours (tests/benchmarks/performance.py --quick: fifteen minutes)
performance: $(VENV)/.dev
	$(BIN)/python tests/benchmarks/performance.py --write

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable .
	touch $@

$(VENV)/.serve: $(VENV)/.run
	$(PIP) --editable ".[serve]"
	touch $@

$(VENV)/.dev: $(VENV)/.run
	$(PIP) --editable ".[dev]"
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .hypothesis .benchmarks
