# Short names for the README's commands; Python alone is enough without make.
.PHONY: serve test style screenshots weights times

serve:
	python3 -m venv .venv && .venv/bin/pip install --quiet . && .venv/bin/navigator serve

test:
	python3 tests/run.py

style:
	navigator/web/styles/build.sh

# The next three need what `make test` installs.
screenshots:
	python3 tests/screenshots.py

weights:
	python3 tests/benchmarks/pages/weights.py

times:
	python3 tests/benchmarks/pages/times.py
