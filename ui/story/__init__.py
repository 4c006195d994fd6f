"""The Story page: works, episodes, scenes and people, with their editors.

Called by: the window’s table of pages. Never knows: the timeline.
"""
