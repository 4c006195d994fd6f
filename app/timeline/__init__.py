"""Gathers one track's lanes, what the companion shows at the playhead, and what is said and sung
meanwhile, as values.

Called by: the Listen page, the companion card, the player bar's seek bar.
Never knows: pixels, widgets, the player.
"""
