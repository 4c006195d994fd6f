"""Keys that mark, seen before any widget; and keys that widgets need for themselves.

Called by: the window. Never knows: which page is open.
"""
