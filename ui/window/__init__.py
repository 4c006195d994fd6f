"""The window: its frame, its pages, navigation between them, and its commands.

Called by: `ui/start`. Never knows: how a page does what it is asked to do.
"""
