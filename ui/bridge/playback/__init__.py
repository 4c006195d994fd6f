"""The player on the GUI's clock: position, queue, loudness, output, what was heard.

Called by: the player bar, the Listen page. Never knows: any page.
"""
