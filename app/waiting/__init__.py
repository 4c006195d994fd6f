"""Marks that wait to be saved: made while the journal couldn't be written, in a file beside it.

Lives here: each such action as a line of that file, the file, and saving it to the journal later.
Called by: capture, the timeline's reader, the journal page, the window at its start, the command
line's export.
Never knows: which key is down, what the screen looks like.
"""
