"""Marks outside the lanes: the inspector for selected ones, the table of all, and choosing
the theme that returns in a passage.

Called by: the Listen page. Never knows: services; it asks through signals.
"""
