"""Rows that no page can show: lists them, and repairs or deletes them for the listener.

This program doesn't write such rows: an earlier version restored them from another program's file,
or somebody edited the journal's file.
Called by: the Journal and Listen pages. Never knows: how other rows are shown.
"""
