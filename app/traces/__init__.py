"""Traces: valence and arousal told continuously while listening, as a second pass.

Called by: the tracing bridge, the timeline's lane of lines. Never knows: the player, pixels, how
samples are packed.
"""
