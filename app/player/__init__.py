"""Plays tracks, and says where in the track the sound is.

Lives here: the player and its session with a queue of lines, each a track on one of its albums; the
position clock; libVLC behind `Backend`; changing over to another place at the moment when that
has to sound.
Called by: the window's player bar and timeline, `main.py play`, what feeds the listen recorder.
Never knows: Qt, SQL, widgets. Only the files named `vlc_*` know libVLC.
"""
