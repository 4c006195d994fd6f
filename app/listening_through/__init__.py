"""Listening through the music: hearing every file once, for what is found in its sound.

Lives here: what is to be heard and in which order, how far it is, the processes that hear, what
they found of a track.
Called by: the bridge, which gives the processes their work and asks for what they found.
Never knows: Qt; what the features mean, or who asked for them.
"""
