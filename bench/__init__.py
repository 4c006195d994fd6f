"""Speed, measured: each module prints one JSON line per figure, with its floor of the same run.

Called by: `make bench`. Never a test: a noisy machine must not fail anybody's change.
"""
