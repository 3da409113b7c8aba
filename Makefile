# The PMO Workbench. `make` alone lists what can be made.
#
# Needs Python 3.11 or newer and make, nothing else. Everything is installed into .venv inside this folder.
# Choose another Python with: make demo PYTHON=python3.13

.DEFAULT_GOAL := help
.PHONY: help demo test lint format lab slow messy bench docs screenshots priors lock audit clean env env-test force

BIN := .venv/bin
LOCK_TOOL := uv>=0.9

# The Python named by the user, or the first of these that is new enough.
ifdef PYTHON
  PYTHONS := "$(PYTHON)"
else
  PYTHONS := python3 python3.13 python3.12 python3.11 python3.14
endif

# Public data for tests and benchmarks lies beside the checkout, where there is any.
ifndef PMO_PUBLIC_DATA
  PMO_PUBLIC_DATA := $(shell cd ../shared/data 2>/dev/null && pwd -P)
endif
ifneq ($(PMO_PUBLIC_DATA),)
  export PMO_PUBLIC_DATA
endif

help: ## list what can be made
	@echo "The PMO Workbench. You can make:"
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' "$(firstword $(MAKEFILE_LIST))"

demo: env ## assess the sample organisation and say which file to open
	@echo "Assessing the 24 proposals of the sample organisation (a few minutes) …"
	@$(BIN)/pmo assess data/sample --out out/demo
	@$(BIN)/python -c 'import pathlib; index = pathlib.Path("out/demo/index.html").resolve(strict=True); \
	  print(f"\nOpen this file in your browser:\n  {index}\n  {index.as_uri()}")'

lab: env ## open JupyterLab on the start notebook
	@$(BIN)/pmo lab

# Many tests start Python anew: it should compile the package once. nbval would load for all of them.
test slow messy: export PYTHONDONTWRITEBYTECODE =
test: lint ## check style and types, then run all tests (several minutes)
	@echo "Running the notebooks and comparing the outputs that they keep …"
	@$(BIN)/python -m pytest -n 2 --dist loadfile --nbval --nbval-sanitize-with tests/nbval.cfg notebooks
	@echo "Running the tests on two processes (several minutes) …"
	@$(BIN)/python -m pytest -n 2 --dist loadfile -p no:nbval

lint: env-test ## check style, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: env-test ## put the code into shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# pytest ends with 5 when it finds no test; said aloud here, since "nothing is slow" is no failure.
slow: env-test ## run the tests that take minutes
	@$(BIN)/python -m pytest -m slow; code=$$?; \
	  if [ $$code -eq 5 ]; then echo "No test is marked slow at present: nothing was run."; else exit $$code; fi

messy: env-test ## import 200 messy workbooks and compare every cell with the truth
	@$(BIN)/python -m pytest -m slow tests/intake/messy

bench: env-test ## run the benchmarks and print their figures
	@found=; for script in benchmarks/[a-z]*.py; do \
	  if [ -f "$$script" ]; then found=yes; echo "== $$script"; $(BIN)/python "$$script" || exit $$?; fi; done; \
	  if [ -z "$$found" ]; then echo "There is no benchmark at present: nothing was run."; fi

docs: env-test ## write the generated files anew: environment.yml, reference pages, JSON Schema, outputs kept in notebooks
	@$(BIN)/python tools/environment_yml.py
	@$(BIN)/python tools/licences.py
	@$(BIN)/python tools/reference_pages.py
	@$(BIN)/python -c 'from pathlib import Path; from pmo_toolkit.workspace.dictionary.documentation import data_readme; \
	  Path("data/README.md").write_text(data_readme(), encoding="utf-8")'
	@$(BIN)/python -m pmo_toolkit.assessment.schema
	@$(BIN)/python -m pmo_toolkit.studies.schemas.moderation
	@$(BIN)/python -m pmo_toolkit.studies.schemas.forecast
	@$(BIN)/python -m pmo_toolkit.studies.schemas.questions
	@$(BIN)/python -m pmo_toolkit.studies.schemas.revaluation
	@$(BIN)/python tools/keep_outputs.py

screenshots: env-test ## photograph the main screens in Chromium for docs/screenshots (some minutes; look at them)
	@$(BIN)/python tools/screenshots.py

priors: env-test ## compute the public priors anew from the data that PMO_PUBLIC_DATA names
	@$(BIN)/python tools/make_priors.py

COMPILE = uv" pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate \
  --no-header --no-emit-index-url --quiet $(if $(UPGRADE),--upgrade)

lock: ## pin all dependencies anew, with hashes (make lock UPGRADE=1 takes newer versions)
	@$(FIND_PYTHON); work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; \
	  "$$python" -m venv "$$work/venv" && "$$work/venv/bin/pip" install -qq "$(LOCK_TOOL)" && \
	  "$$work/venv/bin/$(COMPILE) --extra build -o requirements.lock && \
	  "$$work/venv/bin/$(COMPILE) --extra build --extra dev -c requirements.lock -o requirements-test.lock && \
	  echo "requirements.lock and requirements-test.lock are written. 'make test' installs them and tries them."

audit: env-test ## look the pinned versions up among known vulnerabilities (needs a network)
	@work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; \
	  $(BIN)/python -m venv "$$work/venv" && "$$work/venv/bin/pip" install -qq pip-audit || { \
	    echo "pip-audit could not be installed: nothing was looked up." >&2; exit 1; }; \
	  if "$$work/venv/bin/python" -c 'import socket; socket.create_connection(("api.osv.dev", 443), 10)' 2>/dev/null; \
	  then "$$work/venv/bin/pip-audit" --require-hashes --disable-pip -s osv -r requirements-test.lock; \
	  else echo "There is no network to the vulnerability database from here: nothing was looked up."; fi

clean: ## remove .venv, caches, builds and out/demo (your own folders under out/ stay)
	@rm -rf .venv out/demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Clean."

# ---------------------------------------------------------------------------------------------------------------------
# The environment. The lock decides what is in .venv; pyproject.toml decides the commands. A .venv that was copied or
# moved from another folder would still point there, so it is made anew.

define FIND_PYTHON
python=; \
for each in $(PYTHONS); do \
  if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python=$$each; break; fi; \
done; \
if [ -z "$$python" ]; then \
  echo "The PMO Workbench needs Python 3.11 or newer; looked for: $(subst ",,$(PYTHONS))." >&2; \
  echo "Install one, or name yours: make PYTHON=/path/to/python3.12 …" >&2; \
  exit 1; \
fi
endef

MOVED := $(shell [ ! -f .venv/.place ] || [ "$$(cat .venv/.place)" = "$$(pwd -P)" ] || echo force)

env: .venv/.ready

env-test: .venv/.ready-test

# What the workbench needs; each file is taken only if its hash is the one in the lock.
INSTALL = $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r

.venv/.locked: requirements.lock $(MOVED)
	@$(FIND_PYTHON); \
	  echo "Making .venv with $$("$$python" -V) …"; \
	  "$$python" -m venv --clear .venv || { \
	    echo "Python could not make .venv. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Installing $$(grep -c '==' requirements.lock) pinned packages (one to five minutes, once) …"
	@$(INSTALL) requirements.lock
	@pwd -P > .venv/.place
	@touch $@

.venv/.locked-test: requirements-test.lock .venv/.locked
	@echo "Installing what the tests use …"
	@$(INSTALL) requirements-test.lock
	@touch $@

.venv/.ready: pyproject.toml .venv/.locked
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.ready-test: .venv/.ready .venv/.locked-test
	@touch $@
