# One command each: `make serve` opens the chat, `make test` checks everything. Both start from a bare clone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= $(or $(WENJU_PORT),8000)
# Linux machines without a graphics card may name an index with smaller, CPU-only builds of torch.
TORCH_INDEX ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX))

.PHONY: help install serve test test-full check types lint format browser bench docs clean

help: ## show what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(VENV)/.installed ## the virtual environment with .venv/bin/wenju

serve: install ## the chat at http://127.0.0.1:8000/
	$(BIN)/wenju serve --port $(PORT)

test: check browser ## everything: style, types, structure, unit, property, end-to-end and browser tests
	$(BIN)/python -m pytest

test-full: check browser ## the same, with 1,000 processes killed while they write, in place of 100
	WENJU_TEST_KILLS=1000 $(BIN)/python -m pytest

check: $(VENV)/.developing ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.developing ## put the code in the house's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

browser: ## Chromium and a Chinese font for the browser test, where this may be done
	@./tests/browser.sh

bench: $(VENV)/.developing ## rates, latencies, memory and start-up on a corpus of your own: CORPUS=file.jsonl
	$(BIN)/python -m bench.measure $(CORPUS)

clean: ## remove what can be made again; data/ stays
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 或更新版本（当前：$$($(PYTHON) --version)）。可用 make PYTHON=python3.12 指定。"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "正在安装依赖，首次约需一两分钟……"
	$(PIP) --editable .
	@touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(PIP) --editable '.[dev]'
	@touch $@
