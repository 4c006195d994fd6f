"""Everything about the selected marks, changed in place.

Called by: the Listen page. Never knows: how a mark is saved.
"""
