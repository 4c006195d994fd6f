"""One way to read keys on every keyboard; keys that mark, caught before any widget; and keys that
widgets need for themselves.

Called by: the window. Never knows: which page is open.
"""
