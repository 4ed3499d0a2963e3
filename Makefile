# Two commands do everything: `make run` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
APP_PACKAGES := libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0 \
	libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 \
	libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 \
	fonts-dejavu-core fonts-wqy-microhei python3-venv
TEST_PACKAGES := xvfb xauth xdotool openbox poppler-utils

.PHONY: install run test lint quick bench bundle screenshots lock clean

install: $(READY)

$(READY): requirements-dev.lock pyproject.toml .ci/system-packages
	@sh .ci/system-packages $(APP_PACKAGES)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q desktop
	@touch $@

# Without a display the program says so and exits with 3; then a sample report is written instead.
run: $(READY)
	@$(BIN)/weighbridge; code=$$?; \
	if [ $$code -eq 3 ]; then \
		mkdir -p out && $(BIN)/weighbridge report qwen-vl-max gpt-4o gemini-1.5-pro \
			--title "Sample comparison" --pdf out/sample-comparison.pdf; \
	else exit $$code; fi

test: $(READY) lint
	@sh .ci/system-packages $(TEST_PACKAGES)
	$(BIN)/python -m pytest -n auto --dist loadgroup

# The tests that need no window, for the time between two commits.
quick: $(READY)
	$(BIN)/python -m pytest -n auto tests/core tests/formats tests/catalog tests/services

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(READY)
	@sh .ci/system-packages xvfb xauth
	$(BIN)/python -m pytest tests/bench --benchmark-only -p benchmark -o addopts= \
		-o faulthandler_timeout=0 \
		--benchmark-columns=median,iqr,rounds --benchmark-sort=name -q

bundle: $(READY)
	@sh .ci/system-packages binutils
	$(BIN)/pyinstaller --noconfirm --clean --distpath dist --workpath build build.spec
	QT_QPA_PLATFORM=offscreen WEIGHBRIDGE_CATALOG=$(CURDIR)/build/check.sqlite3 \
		dist/weighbridge/weighbridge doctor
	WEIGHBRIDGE_CATALOG=$(CURDIR)/build/check.sqlite3 dist/weighbridge/weighbridge report \
		qwen-vl-max gpt-4o --pdf build/check.pdf
	@du -sh dist/weighbridge

screenshots: $(READY)
	@sh .ci/system-packages xvfb xauth poppler-utils
	xvfb-run -a -s "-screen 0 1920x1200x24 -noreset" $(BIN)/python docs/screenshots/take.py

lock:
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url \
		--no-header --python-version 3.11 --quiet --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes \
		--no-emit-index-url --no-header --python-version 3.11 --quiet \
		--output-file requirements-dev.lock

clean:
	rm -rf $(VENV) build dist out *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		.benchmarks .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
