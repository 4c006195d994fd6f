"""Gathers one track's lanes, and what belongs to the playhead, as values ready to draw.

Called by: the Listen page, the companion card, the player bar's seek bar.
Never knows: pixels, widgets, the player.
"""
