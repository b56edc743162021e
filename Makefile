# The commands of the portal; `make` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run setup check format test bench lock messages guide bundle

PORT ?= 8000
DEMO ?= 1
SIZES ?= medium large
PYTHON ?=
PYTEST_ARGS ?=
export PORT PYTHON PYTEST_ARGS
IN = .venv/bin/

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: ## set up what is missing and serve the portal on this machine (PORT=8000; DEMO=0 without the sample data)
	@.ci/setup requirements.txt
	@$(IN)python manage.py migrate --verbosity 0
	@$(IN)python manage.py load_history
	@[ "$(DEMO)" = 0 ] || $(IN)python manage.py load_demo --once
	@$(IN)python manage.py ensure_superuser
	@exec $(IN)python -m gunicorn --config python:config.gunicorn config.wsgi

setup: ## install what running, checking and testing need into .venv
	@.ci/setup requirements-dev.txt

check: setup ## format, lint, types, direction of imports, templates, settings for production
	@.ci/check

format: setup ## put code and templates into the agreed form
	@$(IN)ruff format .
	@$(IN)ruff check --fix .
	@git ls-files -z '*.html' | xargs -0 -r $(IN)djade --target-version 5.2

test: setup ## the whole suite on SQLite, PostgreSQL and in Chromium (PYTEST_ARGS= narrows, DATABASE_URL= one's own server)
	@.ci/test

bench: setup ## measure the portal beside bare SQL on a PostgreSQL server of its own (SIZES="medium large")
	@.ci/postgresql c $(IN)python -m benchmarks $(SIZES)

lock: setup ## make both lock files anew from pyproject.toml
	@.ci/lock

messages: setup ## collect the messages of the interface for translation, and name those that lack one
	@$(IN)python locale/update.py

guide: setup ## take the pictures of the staff guide anew (docs/guide), on a PostgreSQL server of its own
	@GUIDE=take .ci/postgresql c $(IN)pytest -q tests/browser/guide

bundle: setup ## pack all that a machine without internet installs into one archive below build/
	@.ci/bundle
