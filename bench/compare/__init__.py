"""Measures two revisions alternately on one machine, and says whether they differ.

Lives here: the two checkouts, their runs in pairs, the statistics.
Called by: `python -m bench compare REV [REV]`.
"""
