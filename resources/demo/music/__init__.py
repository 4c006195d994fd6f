"""The score of "My Heart" as data: notes, harmony and the three pieces.

Called by `compose.py` (which writes the MIDI files) and by `history.py` (which asks where in
time the climaxes fall). Knows nothing of sound, soundfonts or the program itself.
"""
