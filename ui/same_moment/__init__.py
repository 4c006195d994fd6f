"""The page “This moment across the years”: all that was felt at some seconds of a track, by date.

Lives here: the seconds in their waveform, whose edges say what is asked; the rows,
of which only those in sight are measured; how strongly, by
date; the entries about it. Called by: the window's table of pages. Never knows: how the same moment
is found (`app/journal/same_moment.py`), or how an answer is saved (`ui/and_now`).
"""
