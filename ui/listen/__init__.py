"""The Listen page: timeline, palette, companion and inspector around the playing track.

Called by: the window's table of pages. Puts together `ui/timeline`, `ui/emotions` and `ui/scenes`,
which don't know one another. Never knows: how the player works.
"""
