"""Plays tracks and says, truthfully, where the sound is.

Lives here: the player and its session with a queue, the position clock, libVLC behind `Backend`.
Called by: the window's player bar and timeline, `main.py play`, the listen recorder's feeder.
Never knows: Qt, SQL, widgets. Only the files named `vlc_*` know libVLC.
"""
