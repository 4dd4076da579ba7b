# Two commands set everything up on a machine that has Python 3.11, make and a compiler:
#   make demo    codes an example and shows it
#   make test    runs all the tests
SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
WHEEL := .check

.PHONY: demo test check format lint types contract data docs site wheel page page-check ftm browser accuracy bench lock clean help

help:  ## what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: install it, or name it with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is older than 3.11: name a later one with PYTHON=…"; exit 1; }
	@echo "Making the environment in $(VENV) (some minutes the first time) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)  ## code an example article and show its record
	@$(BIN)/reportedly show examples/grain.txt --published 2024-03-12 --outlet "Harbour Courier"

test: $(READY)  ## all tests
	$(BIN)/python -m pytest

check: format lint types contract data docs wheel  ## what CI checks beside the tests

format: $(READY)
	$(BIN)/ruff format --check src tests bench training

lint: $(READY)
	$(BIN)/ruff check src tests bench training

types: $(READY)
	$(BIN)/mypy

contract: $(READY)
	$(BIN)/lint-imports

data: $(READY)  ## schema of the data files
	$(BIN)/python -m pytest tests/language tests/codebook tests/registry tests/gazetteer

docs: site  ## the documents as a site, and the examples that they show
	$(BIN)/python -m pytest tests/test_docs.py

site: $(READY)  ## the documents as a site, strictly: .check/site/index.html
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	@echo "the site is in .check/site"

wheel: $(READY)  ## the tests against the built wheel, in an environment of its own
	rm -rf $(WHEEL) && mkdir -p $(WHEEL)
	$(BIN)/python -m build --quiet --no-isolation --wheel --outdir $(WHEEL)/dist .
	$(PYTHON) -m venv $(WHEEL)/venv
	$(WHEEL)/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(WHEEL)/venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps $(WHEEL)/dist/*.whl
	cp -r tests examples training bench docs README.md pyproject.toml $(WHEEL)/
	cd $(WHEEL) && venv/bin/python -m pytest -o testpaths=tests tests

page:  ## build the web page anew (needs Node 20)
	cd web && npm ci --no-audit --no-fund && npx svelte-check --tsconfig ./tsconfig.json && npx vite build

page-check:  ## build the page beside the committed one and compare; without Node it says so and passes
	@if ! command -v npm >/dev/null; then echo "no Node on this machine: the page isn't built again"; exit 0; fi; \
	  cd web && { npm ci --no-audit --no-fund --silent || { echo "npm can't install what builds the page: it isn't built again"; exit 0; }; } && \
	  npx vite build --logLevel warn --outDir ../.check/page --emptyOutDir && \
	  diff -r ../src/reportedly/page/static ../.check/page && echo "the committed page is what its sources make"

ftm:  ## FollowTheMoney's own model, in an environment of its own, reads what is exported for it; where it can't be installed, says so and passes
	@rm -rf $(WHEEL)/ftm && $(PYTHON) -m venv $(WHEEL)/ftm && \
	  if $(WHEEL)/ftm/bin/python -m pip install --quiet --disable-pip-version-check followthemoney==4.11.2; \
	  then $(WHEEL)/ftm/bin/python tests/export/ftm_client.py tests/export/golden/ftm.json; \
	  else echo "followthemoney can't be installed here: its model isn't asked"; fi

browser:  ## install the browser that the page's tests need, on Debian as root; without it they are skipped
	@command -v chromium >/dev/null || test "$$(id -u)" != 0 || ! command -v apt-get >/dev/null || \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium >/dev/null; } || \
	  echo "Chromium can't be installed: the page's tests in a browser are skipped"

accuracy: $(READY)  ## score against gold data: make accuracy GOLD=DIR
	@test -n "$(GOLD)" || { echo "make accuracy needs GOLD=DIR, a folder with score.py and the gold sets; docs/accuracy.md says where they are from"; exit 2; }
	$(BIN)/python -m bench accuracy "$(GOLD)" --out docs/accuracy.md

bench: $(READY)  ## speed, memory and start-up
	$(BIN)/python -m bench code

lock: $(READY)  ## pin the dependencies anew
	$(BIN)/uv pip compile --quiet --extra dev --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url -o requirements.lock pyproject.toml

clean:  ## remove what the other targets made
	rm -rf $(VENV) $(WHEEL) build dist
