"""The Afterlives page: what became of a track or a work, by the years; a version that the listener
has, heard in step with the original.

`page.py` reads and shows; `timeline_picture.py` and `year_list.py` are two views of the same
afterlives; `in_step` is the card with the two waves. Called by: the table of pages. Never knows:
how versions are aligned by their sound (`app.afterlives.aligning`).
"""
