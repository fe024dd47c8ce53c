# make demo   set up and check the example reports
# make test   set up and run the tests
# make check  formatter, linter, types and tests
# make docs   write docs/rules.md from rules.yaml
# make site   build the documentation site in build/site/site
.PHONY: demo test check docs site bench clean

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
READY := .venv/.ready

$(READY): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $(READY)

demo: $(READY)
	-$(BIN)/gongwen-lint check --isolated examples/drafts
	$(BIN)/gongwen-lint check --isolated examples/clean

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

docs: $(READY)
	$(BIN)/gongwen-lint rule --output-format markdown > docs/rules.md

site: $(READY)
	$(BIN)/python -m pip install --quiet --group docs
	$(BIN)/python tools/build_site.py

bench: $(READY)
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf .venv build .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
