"""The window: frame, pages, the way between them, and its commands.

Called by: `ui/start`. Never knows: how a page does what it is asked.
"""
