"""Rows that no page can show: a line that says there are some, and the dialog to repair them in.

Called by: the Journal and Listen pages. Never knows: how a page shows what it can.
"""
