"""Emotions: the sets of them, and marking the music with one.

Lives here: shipped emotion sets and the listener's own emotions, their names in other languages,
marking, what was felt in many tracks at once. Called by: the palette, the capture keys, the
timeline, the inspector, the library.
Never knows: which key is down, how a mark is drawn.
"""
