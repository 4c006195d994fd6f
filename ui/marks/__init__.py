"""Marks outside the lanes: the inspector for selected ones, the table of all.

Called by: the Listen page. Never knows: services; it asks through signals.
"""
