"""Breaks the program on purpose, many times, and counts what is lost: nothing may be.

`make torture` runs all of it, `test_in_brief.py` a little of each part. A part is a file with a
`PART`; its cases are numbered and drawn from a seed, so that any of them can be run again by
itself. Cases run in worker processes (`worker.py`, kept going by `pool.py`): one that crashes,
hangs or eats memory is counted and takes nothing along. `docs/reliability.md` tells what each part
does.
"""
