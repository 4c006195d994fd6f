"""Marks outside of the lanes: the inspector of some, the table of all.

Called by: the Listen page. Never knows: services; it asks through signals.
"""
