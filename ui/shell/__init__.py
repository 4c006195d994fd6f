"""What is around the pages: the first frame, the rail, messages, and loading in the background.

Called by: `ui/start/launch.py` and the main window. Never knows: any page.
"""
