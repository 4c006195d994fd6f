"""Between Qt and the services: playback clock, job runner, change relay, undo, marking keys.

Called by: the window and its pages. Never knows: any page.
"""
