"""Listens: which passages were really heard, and when.

Called by: the playback bridge, the journal. Never knows: the player.
"""
