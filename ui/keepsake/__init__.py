"""Making a keepsake: the dialog, its preview, and what only Qt can do for one.

`opening` is what pages call; `craft` encodes pictures and writes dates, `paper` lays a keepsake out
on pages. Called by: the pages of the journal and of a work; `main.py`, for the command line. Never
knows: what is private, where the values come from.
"""
