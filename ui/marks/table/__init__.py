"""All marks of a track as rows: sorted, edited in place, linked with the lanes.

Called by: the Listen page. Never knows: how a mark is saved.
"""
