"""The page that judges where a theme may return: heard, seen and answered one after another.

Lives here: the list of candidates in an order that doesn't move under one's hand, the selected one
with both passages laid over each other and heard by turns, the answers. It belongs to the Story
page, whose button in the rail is checked while it is in front.
Called by: the window's table of pages. Never knows: how a place is found (`bridge.theme_finding`),
SQL, other pages.
"""
