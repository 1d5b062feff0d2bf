# Every command of the house. `make` alone lists them.
PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin
CODE := jinguo tests scripts benchmarks conftest.py manage.py

export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export npm_config_update_notifier := false
# uv does not read pip's settings: whoever points pip at a mirror means every package.
ifdef PIP_INDEX_URL
export UV_DEFAULT_INDEX ?= $(PIP_INDEX_URL)
endif

# uv and Node bring certificates of their own; behind an office's proxy the machine's are the right ones.
CERTIFICATES := $(wildcard /etc/ssl/certs/ca-certificates.crt)
ifdef CERTIFICATES
export UV_SYSTEM_CERTS ?= true
export NODE_EXTRA_CA_CERTS ?= $(CERTIFICATES)
endif

.DEFAULT_GOAL := help
.PHONY: help setup run test test-postgres check lint types layers templates migrations messages fix soak \
	screenshots price divisions wheel lock

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: .venv/.project ## install everything into .venv and build the pages' styles and scripts
	@$(BIN)/python -m jinguo.ui.assets
	@$(BIN)/python -m jinguo.config.messages compile

run: setup ## load the demo and serve it on http://127.0.0.1:8000 (JINGUO_PORT)
	$(BIN)/jinguo demo

TESTS ?=
SOAK ?= 500

test: setup ## all tests, on SQLite (TESTS=tests/browser: some)
	$(BIN)/pytest -n $(WORKERS) --dist worksteal $(TESTS)

test-postgres: setup ## all tests again, on a PostgreSQL of their own
	$(BIN)/python scripts/with_postgres.py $(BIN)/pytest -n $(WORKERS) --dist worksteal $(TESTS)

soak: setup ## kill the product 500 times while it writes, and look at what is left (SOAK=5000: more often)
	$(BIN)/python -m tests.forgiving.soak $(SOAK)

check: lint types layers templates migrations messages ## all that reads the code without running it

lint: setup
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

types: setup
	$(BIN)/mypy $(CODE)

layers: setup
	$(BIN)/lint-imports

templates: setup
	$(BIN)/djlint --lint --quiet jinguo

migrations: setup
	$(BIN)/python manage.py makemigrations --check --dry-run --settings tests.settings

messages: setup
	$(BIN)/python -m jinguo.config.messages check

fix: setup ## mend what can be mended by itself, and bring the English catalogue up to date
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)
	$(BIN)/python -m jinguo.config.messages update
	$(BIN)/python scripts/price.py

screenshots: setup ## take docs/pictures anew, at both sizes
	$(BIN)/python -m scripts.screenshots

price: setup ## count what a record type costs, into CONTRIBUTING.md
	$(BIN)/python scripts/price.py

divisions: setup ## fetch the country's published divisions into var/divisions (200 MB)
	$(BIN)/python scripts/divisions.py

wheel: setup ## build dist/jinguo-*.whl with its assets, and try it where neither this folder nor Node can be found
	rm -rf build dist
	$(BIN)/uv build --quiet --wheel --no-build-isolation --python $(BIN)/python
	$(BIN)/python -m scripts.try_wheel dist/jinguo-*.whl

lock: .venv/.uv ## renew requirements/ from pyproject.toml: LOCK=--upgrade takes the newest versions
	$(BIN)/python scripts/lock.py $(LOCK)

.venv/.uv: requirements/uv.txt
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements/uv.txt
	touch $@

# Without a Node of 18 or newer on the machine, one comes as a Python package.
FITTING_NODE = $(shell command -v npm >/dev/null && node -e 'process.exit(+(parseInt(process.versions.node) < 18))' && echo found)
.venv/.packages: .venv/.uv requirements/base.txt requirements/dev.txt requirements/node.txt
	$(BIN)/uv pip sync --python $(BIN)/python --quiet --require-hashes \
		requirements/uv.txt requirements/base.txt requirements/dev.txt $(if $(FITTING_NODE),,requirements/node.txt)
	touch $@

.venv/.project: .venv/.packages pyproject.toml
	$(BIN)/uv pip install --python $(BIN)/python --quiet --no-deps --no-build-isolation --editable .
	touch $@
