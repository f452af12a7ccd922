# Everything a person needs here is `make run` and `make test`; both set up .venv first.
SHELL := /bin/sh
BIN := .venv/bin

.PHONY: install run test lint docs bench growth wheel clean
.DELETE_ON_ERROR:

install: .venv/installed
run: .venv/installed
	$(BIN)/pressfacts demo

# A file's tests stay in one process, in their order: some share a server or a browser.
test: lint
	$(BIN)/python -m pytest -q -n auto --dist loadfile

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# docs/rules.md, docs/publishers.md and their like are computed from the code; a test says when they drift.
docs: .venv/installed-dev
	$(BIN)/python -m docs.build

# Speed against peers in the same run; `make bench EVAL=DIR` also measures quality on a folder of gold answers,
# `make bench QUICK=1` takes a tenth of the sizes.
bench: .venv/installed-bench
	$(BIN)/python -m benchmarks $(if $(EVAL),--eval $(EVAL)) $(if $(QUICK),--quick)
	$(BIN)/python -m docs.build

# What an article costs when there are many: hours, and 25 GB of disk for the largest; `make growth DIR=FOLDER ARTICLES=N`.
growth: .venv/installed-bench
	$(BIN)/python -m benchmarks.growth texts
	$(BIN)/python -m benchmarks.growth pages --db $(or $(DIR),.)/growth-pages.db
	$(BIN)/python -m benchmarks.growth rows --db $(or $(DIR),.)/growth.db $(if $(ARTICLES),--articles $(ARTICLES))
	$(BIN)/python -m benchmarks.growth again --db $(or $(DIR),.)/growth.db
	$(BIN)/python -m docs.build

wheel: .venv/installed-dev
	$(BIN)/python -m build --wheel --no-isolation

.venv/bin/python:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	    $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; found=$$python; \
	    $$python -c 'import ensurepip, venv' 2>/dev/null || continue; \
	    echo "setting up .venv with $$($$python --version)"; exec $$python -m venv .venv; \
	done; \
	if [ -n "$$found" ]; then echo "$$found has no venv module: on Debian and Ubuntu, apt install python3-venv"; \
	else echo "pressfacts needs Python 3.11 or newer on PATH (or make PYTHON=/path/to/python3)"; fi; exit 1

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

.venv/installed-dev: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@ .venv/installed

# pip 23 stops at a requirement of trafilatura's that names an extra in two spellings.
.venv/installed-bench: pyproject.toml .venv/installed-dev
	$(BIN)/python -m pip install -q --disable-pip-version-check --upgrade 'pip>=24'
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[bench]'
	@touch $@

clean:
	rm -rf .venv dist pressfacts-demo.db* pressfacts-demo.pages.db*
