"""Listening through the music behind everything else: see `listening_through.ListeningThrough`.

Called by: whoever needs what is in the sound of tracks, the strip that tells how far it is, the
Settings page. Never knows: what the features mean.
"""
