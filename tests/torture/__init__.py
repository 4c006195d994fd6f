"""Breaks the program on purpose, many times, and counts what is lost: nothing may be.

Lives here: the parts, each a file with a `PART`. Its cases are numbered and drawn from a seed, so
that any of them can be run again by itself. They run in worker processes (`worker.py`, kept going
by `pool.py`): one that crashes, hangs or uses up its memory is counted and harms no other.
`docs/reliability.md` says what each part does.
Called by: `make torture`, which runs all of it; `test_in_brief.py` runs a little of each part.
"""
