"""First notes: how soon the listener knows the beginning of a track or a theme.

Lives here: what can be asked, which of it comes next, how soon it was recognised, and what follows
from that over the years. What is covered, sealed or has no file is never asked.
Called by: the page of the game; pages that tell how soon a theme or a track is known. Never knows:
the player.
"""
