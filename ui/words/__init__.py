"""Values of `app` in the listener's words: marks, and when they were made.

Called by: whoever shows or speaks them. Never knows: widgets.
"""
