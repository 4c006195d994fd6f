"""Settings on screen: a page of sections, where each value applies as soon as it is chosen.

Called by: the window's table of pages. Never knows: who acts on a setting.
"""
