"""The story on screen: choosing the scene that plays, and the Story page with its editors.

Called by: the window and the stack of pages. Never knows: the timeline.
"""
