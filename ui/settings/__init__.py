"""Settings on screen: a page of sections, each value in force as soon as it is chosen.

Called by: the stack of pages. Never knows: who acts on a setting.
"""
