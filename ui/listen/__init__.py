"""The Listen page: timeline, palette, companion and inspector around the playing track.

Called by: the stack of pages. Gathers from ui/timeline, ui/emotions and ui/scenes; they don't know
one another. Never knows: the player's machinery.
"""
