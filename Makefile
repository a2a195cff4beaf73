# The ways into this repository. `make` alone lists them.
#
# Everything is installed into .venv beside this file. Three stamps in it say
# what is done: ready (the libraries), journal (our own wheel), tools (what
# the checks need). An interrupted set-up leaves no stamp and is done again.

SHELL := /bin/sh
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# One pip at a time in one .venv.
.NOTPARALLEL:
.PHONY: help run demo test check bench picture keys messages format lock clean static tests

# What the machine's owner set for Python elsewhere does not reach into .venv.
unexport PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_USER := 0

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
JOURNAL := $(VENV)/journal
TOOLS := $(VENV)/tools
LOG := $(VENV)/setup.log

SOURCES := $(shell find recovery_journal -name __pycache__ -prune -o -type f -print 2>/dev/null)
# More than cores: many tests wait for a frame, a file or another process.
JOBS ?= 3

# Bytecode is compiled here, once: the journal starts in half the time with it.
PIP_INSTALL := $(BIN)/python -m pip install --no-input --compile

# $(call quietly,COMMAND): its output only when it breaks.
quietly = $(1) >>$(LOG) 2>&1 || { cat $(LOG) >&2; \
	echo "The set-up stopped here; the lines above say why. \`make\` again once it is mended." >&2; exit 1; }

help:
	@echo "make run      set up (once) and open the journal; ARGS='today' runs one command"
	@echo "make demo     the same with a made-up journal, to look around"
	@echo "make test     run the tests; ARGS='tests/cli -k week' picks some"
	@echo "make check    everything that must hold: format, lint, types, imports, tests"
	@echo "make bench    measure what it costs"
	@echo "make picture  draw the map in the README anew"
	@echo "make keys     write the table of keys in the README anew"
	@echo "make messages bring the catalogues of the languages up to date; ARGS=fr begins one"
	@echo "make format   put the code in its form"
	@echo "make lock     choose the newest fitting versions and write both locks"
	@echo "make clean    remove .venv and caches (no journal lives there)"

run: $(JOURNAL)
	@exec $(BIN)/recovery-journal $(ARGS)

demo: $(JOURNAL)
	@exec $(BIN)/recovery-journal demo $(ARGS)

test: $(JOURNAL) $(TOOLS)
	@$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

check: static tests

# The quick half of the checks. While the types are checked, pytest reads every test
# once: what it makes of them is kept as bytecode, and not made again by each worker.
COLLECTED := $(VENV)/collected.log
static: $(TOOLS)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy & types=$$!; \
	$(BIN)/python -m pytest -q --collect-only >$(COLLECTED) 2>&1 || { tail -n 40 $(COLLECTED); exit 1; }; \
	wait $$types
	@$(BIN)/lint-imports --no-logo

# The tests include the contracts on imports, the wording, and that the docs
# match the code. tests/unit alone reaches every branch of rules and domain, and is
# traced for those two; everything else runs untraced, in half the time (tests/parts
# has what else is tested by itself). The app's tests wait for frames, so four share
# two cores well; the others do not.
tests: $(JOURNAL) $(TOOLS) | static
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=term --cov-fail-under=100 tests/unit
	@$(BIN)/python -m pytest -n 4 --dist worksteal --ignore=tests/unit

bench: $(JOURNAL) $(TOOLS)
	@$(BIN)/python -m benchmarks $(ARGS)

picture: $(TOOLS)
	@$(BIN)/python -m tools.map_screenshot

keys: $(TOOLS)
	@$(BIN)/python -m tools.key_table

messages: $(TOOLS)
	@$(BIN)/python -m tools.translations $(ARGS)

format: $(TOOLS)
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

# The run-time lock first; the other is held to the same versions.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --upgrade pyproject.toml
lock: $(TOOLS)
	@$(BIN)/python -m pip install --quiet --no-input 'uv>=0.13,<1'
	@$(COMPILE) --group build --output-file requirements.lock >/dev/null
	@$(COMPILE) --group dev --constraints requirements.lock --output-file requirements-dev.lock >/dev/null
	@echo "requirements.lock and requirements-dev.lock are written; make check tells whether they hold."

clean:
	@rm -rf $(VENV) build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- set-up ----------------------------------------------------------------

# Makes .venv with the first Python that is new enough and whole, or says what is missing.
define make_venv
found=; old=; bare=; \
for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c '' >/dev/null 2>&1 || continue; \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { old=$$python; continue; }; \
	"$$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || { bare=$$python; continue; }; \
	found=$$python; break; \
done; \
if [ -z "$$found" ]; then \
	{ if [ -n "$$bare" ]; then \
		echo "Python is here ($$bare), but not its venv module, which the journal needs."; \
	elif [ -n "$$old" ]; then \
		echo "The journal needs Python 3.11 or newer; $$old here is $$("$$old" -V 2>&1 | sed 's/Python //')."; \
	else \
		echo "The journal needs Python 3.11 or newer, and none was found."; \
	fi; \
	echo "  Debian, Ubuntu:  sudo apt install python3 python3-venv"; \
	echo "  Fedora:          sudo dnf install python3"; \
	echo "  macOS:           brew install python"; \
	echo "Then \`make run\` again; \`make run PYTHON=/path/to/python3\` names another one."; } >&2; \
	exit 1; \
fi; \
rm -rf $(VENV) && mkdir $(VENV) && : >$(LOG)
endef

# The libraries, exactly those of the lock. What an earlier try left is removed.
$(READY): requirements.lock
	@$(make_venv); \
	echo "Setting up the journal (once) …" >&2; \
	$(call quietly,"$$found" -m venv $(VENV)) && \
	{ $(call quietly,$(PIP_INSTALL) --require-hashes --requirement requirements.lock); } && \
	touch $@

# The package, as anyone would install it: a wheel, compiled. Removed first, so
# that half an installation cannot stand in the way of a whole one.
$(JOURNAL): $(READY) $(SOURCES) pyproject.toml $(wildcard README.md LICENSE)
	@: >$(LOG); rm -rf $(VENV)/lib*/python3*/site-packages/recovery_journal*; \
	{ $(call quietly,$(PIP_INSTALL) --no-deps --no-build-isolation --no-index .); } && \
	touch $@

# While pip changes .venv the first stamp is away, so that an interrupted step
# means a fresh .venv, not a half one.
$(TOOLS): $(READY) requirements-dev.lock
	@echo "Installing what the checks need (once) …" >&2; \
	mv $(READY) $(READY).away && : >$(LOG); \
	{ $(call quietly,$(PIP_INSTALL) --require-hashes --requirement requirements-dev.lock); } && \
	mv $(READY).away $(READY) && touch $@
