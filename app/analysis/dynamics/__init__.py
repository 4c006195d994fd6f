"""A track's dynamics: how intense it is over time, and where it builds, peaks, drops and pauses.

Lives here: the listener that measures while a file is decoded, the curve and events that follow
from what it measured, the few figures that the library shows, all of it as one kept feature.
Called by: `timeline`, `library`, the listening-through and the command line, off the GUI thread.
Never knows: tracks, marks, what a listener corrected; those are the callers’.
"""
