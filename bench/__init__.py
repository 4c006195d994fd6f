"""Measures speed: each module prints one JSON line per figure, with its floor from the same run.

A floor is the least work that could do the same. Called by: `make bench`. Never a test: a busy
machine must not fail anybody's change.
"""

from app.core.one_thread import multiply_in_one_thread

multiply_in_one_thread()  # as the program does, before numpy is loaded
