"""The frame around the pages: what is painted first, the rail, and loading behind it.

Called by: `ui/start/launch.py` and the main window. Never knows: any page.
"""
