"""Builds, climaxes, drops and breaks, as the listener corrected them, on a track's own time.

Lives here: corrections and their verbs, a file's dynamics on the time of a track in it, what the
library shows of each track.
Called by: the intensity lane's bridge, the Library page. Never knows: how an event is found in the
sound.
"""
