"""Between Qt and the services: position timer, job runner, change relay, undo, marking keys.

Called by: the window and its pages. Never knows: any page.
"""
