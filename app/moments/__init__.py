"""Favourite moments.

Called by: the capture keys, the timeline, the inspector. Never knows: how a moment is drawn.
"""
