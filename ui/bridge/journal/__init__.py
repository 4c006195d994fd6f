"""Changes on their way to the screens, and the stack of what can be undone.

Called by: the window and its pages. Never knows: any page.
"""
