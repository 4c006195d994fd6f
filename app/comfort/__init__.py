"""Comfort: what to hear again of one's own marks, for a feeling, a place on the two axes, or a path
from one place to another; why each was chosen, and how loud it is played.

Only reads. Called by: the Comfort page. Never knows: pixels, the player.
"""
