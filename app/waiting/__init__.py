"""Marks that wait for the journal: made while it could not be written, kept in a file beside it.

Lives here: what was pressed as a line of that file, the file, putting it into the journal later.
Called by: capture, the timeline's reader, the journal page, the window at its start, the command
line's export.
Never knows: which key is down, what the screen looks like.
"""
