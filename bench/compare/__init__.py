"""Two revisions measured by turns on one machine, and what can be said of the difference.

Lives here: the two checkouts, their runs in pairs, the statistics.
Called by: `python -m bench compare REV [REV]`.
"""
