"""The kinds of mark, a file each.

Called by: `app/marks/kinds.py`, which lists them. Never knows: one another, widgets. Database code
is imported only when it is needed, because the first window shows marks without it.
"""
