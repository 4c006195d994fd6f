# Every target first prepares what it needs (system packages, .venv with pinned dependencies).
# ARGS="…" is passed to the program, to pytest or to the benchmarks.
# PREFIX="…" is where `make install` puts what a desktop needs: ~/.local unless told. PICTURES="…" is
# where docs/pictures is on the web, for the screenshots of software centres.

BOOTSTRAP = packaging/python.sh packaging/bootstrap.py

# As they were typed: a folder’s name may have a “$”, and quotes of both kinds.
override PREFIX := $(value PREFIX)
override PICTURES := $(value PICTURES)
export PREFIX PICTURES

.DEFAULT_GOAL := help
.PHONY: help run demo install uninstall icon test coverage check keepsake-check torture screenshots bench words constraints clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-15s %s\n", $$1, $$2}' Makefile

run: ## start the program (ARGS="--demo", ARGS="import ~/Music", …)
	@$(BOOTSTRAP) run $(ARGS)

demo: ## start it on the demo soundtrack; nothing is saved
	@$(BOOTSTRAP) demo $(ARGS)

install: ## put it into the desktop’s menu (PREFIX=~/.local unless told)
	@$(BOOTSTRAP) install

uninstall: ## take it out of the menu again (PREFIX as for install)
	@$(BOOTSTRAP) uninstall

icon: ## draw the icon in every size again, from resources/desktop/*.svg
	@$(BOOTSTRAP) icon

test: ## run the tests (ARGS="tests/app/player -k clock")
	@$(BOOTSTRAP) test $(ARGS)

coverage: ## run them and list the lines that none of them ran (ARGS as for test)
	@$(BOOTSTRAP) coverage $(ARGS)

check: ## lint, format, types, import contracts and texts
	@$(BOOTSTRAP) check

keepsake-check: ## look at keepsakes in Chromium, with the HTML validator and axe-core
	@$(BOOTSTRAP) keepsake-check $(ARGS)

torture: ## break the program on purpose, thousands of times, and count losses (ARGS="kills --case 17")
	@$(BOOTSTRAP) torture $(ARGS)

screenshots: ## take the pictures in the README again, from the demo
	@$(BOOTSTRAP) screenshots

bench: ## measure; one JSON line per figure
	@$(BOOTSTRAP) bench $(ARGS)

words: ## bring the catalogues of texts up to date with the code
	@$(BOOTSTRAP) words

constraints: ## pin the newest versions again (on Python 3.11)
	@$(BOOTSTRAP) constraints

clean: ## remove .venv, build output and caches
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache tour-pictures
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
