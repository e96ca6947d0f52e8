# Two commands: `make run` shows what the program does, `make test` checks it. Both set up first, where needed.
# After set-up nothing here uses the network.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
OUT := out
SAMPLE := corpus/sample
WORKERS ?= 2
SEED ?= 7
COUNT ?= 200
TIER ?= text

.PHONY: help setup run test lint bench corpus scores

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

setup: ## make .venv as uv.lock says; does nothing when it is there already
	@.ci/setup

run: setup ## read the sample bundle, write out/sample.jsonl and out/sample.csv, print the tables
	@mkdir -p $(OUT)
	$(BIN)/vanban extract $(SAMPLE) -o $(OUT)/sample.jsonl -o $(OUT)/sample.csv
	$(BIN)/vanban show $(OUT)/sample.jsonl

lint: setup ## style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: lint ## lint, then every test; the last line is pytest's own
	@$(BIN)/pytest -n $(WORKERS)

bench: setup ## seconds and ratios a stage, then the sample's score against gold
	@mkdir -p $(OUT)
	$(BIN)/python -m tests.benchmarks.stages
	$(BIN)/vanban extract $(SAMPLE) --workers 1 -o $(OUT)/bench.jsonl
	$(BIN)/vanban score $(SAMPLE)/gold.json $(OUT)/bench.jsonl --json $(OUT)/bench.json

TIERS ?= text
GENERATED := $(OUT)/generated

scores: setup ## write corpus/SCORES.md: the present program on every gold set of ours
	@for tier in $(TIERS); do \
	   rm -rf $(GENERATED)/$$tier; \
	   $(BIN)/python -m corpus.generator --seed 7 --count 200 --tier $$tier --out $(GENERATED)/$$tier; \
	 done
	@{ echo '# Scores'; echo; \
	   echo 'Written by `make scores`, never typed; program: '"$$(git describe --always --dirty 2>/dev/null || echo unknown)."; \
	   echo 'What the figures mean: `README.md`, `vanban evaluate`. Real, annotated and generated papers are never averaged.'; echo; \
	   $(BIN)/vanban evaluate corpus/annotated $(TIERS:%=--train $(GENERATED)/%) --markdown --workers $(WORKERS) || [ $$? = 1 ]; \
	   for gold in $(SAMPLE) $(TIERS:%=$(GENERATED)/%); do \
	     $(BIN)/vanban evaluate $$gold --markdown --workers $(WORKERS) || [ $$? = 1 ]; \
	   done; } > $(OUT)/SCORES.md
	@mv $(OUT)/SCORES.md corpus/SCORES.md
