"""Traces: pleasure and energy (valence and arousal) recorded continuously along the music.

Called by: the tracing bridge, the timeline's trace lane. Never knows: the player, pixels.
"""
