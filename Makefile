# Short names for the README's commands; Python alone is enough without make.
.PHONY: serve test style

serve:
	python3 -m venv .venv && .venv/bin/pip install --quiet . && .venv/bin/navigator serve

test:
	python3 tests/run.py

style:
	navigator/web/styles/build.sh
