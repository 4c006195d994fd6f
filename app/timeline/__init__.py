"""Gathers one track's lanes, and what the companion shows at the playhead, as values.

Called by: the Listen page, the companion card, the player bar's seek bar.
Never knows: pixels, widgets, the player.
"""
