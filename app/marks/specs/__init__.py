"""The kinds of mark, a file each.

Called by: `app/marks/kinds.py`, which lists them. Never knows: one another, nor widgets. What needs
the database imports it when it is asked: the first window shows marks without it.
"""
