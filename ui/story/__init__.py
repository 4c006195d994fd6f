"""The Story page: works, episodes, scenes and characters, with their editors.

Called by: the window's table of pages. Never knows: the timeline.
"""
