"""Builds, climaxes, drops and breaks, as the listener corrected them.

Called by: the intensity lane. Never knows: how an event is found in the sound.
"""
