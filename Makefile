# make demo   set up and check the example reports
# make test   set up and run the tests
# make check  formatter, linter, types and tests
# make docs   write docs/rules.md from rules.yaml
# make lock   pin what CI installs, with hashes, into requirements-dev.txt, and what a user needs into requirements.txt
# make bundle an installation without a network, tried out, in build/bundle
# make fuzz   an hour of fuzzing for each target (SECONDS=3600 TARGETS=text,docx), make faults 1,000 faults while files are written
# make site   build the documentation site in build/site/site
.PHONY: demo test check docs site bench lock licences bundle fuzz faults clean

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
READY := .venv/.ready

$(READY): pyproject.toml requirements-dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(READY)

demo: $(READY)
	-$(BIN)/gongwen-lint check --isolated examples/drafts
	$(BIN)/gongwen-lint check --isolated examples/clean

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY) licences
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

# no registry is named in a lock; --universal pins for every platform and Python
PIN := uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-emit-index-url --quiet
lock: $(READY)
	$(BIN)/python -m pip install --quiet --group lock
	$(BIN)/$(PIN) --group dev --all-extras --upgrade -o requirements-dev.txt
	$(BIN)/$(PIN) --all-extras --constraint requirements-dev.txt -o requirements.txt

# offline; vulnerabilities need a database from the network: pip-audit -r requirements.txt
FREE := MIT;BSD;Apache;ISC;0BSD;Python;PSF
licences: $(READY)
	$(BIN)/pip-licenses --from=mixed --partial-match --packages regex PyYAML jieba pypdfium2 pygls lsprotocol cattrs attrs typing_extensions --allow-only="$(FREE)" > /dev/null
	$(BIN)/pip-licenses --from=mixed --partial-match --allow-only="$(FREE);MPL;Mozilla;Unlicense" > /dev/null

bundle: $(READY)
	$(BIN)/python tools/bundle.py

fuzz: $(READY)
	$(BIN)/python tests/fuzz.py --seconds $(or $(SECONDS),3600) $(if $(TARGETS),--targets $(TARGETS))

faults: $(READY)
	$(BIN)/python tests/faults.py --count 1000

clean:
	rm -rf .venv build .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
