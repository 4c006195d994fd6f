"""One person's folder: where it lies, its settings, log and pictures.

Called by: bootstrap, the command line, rooms that keep files. Never knows: the journal's rows.
"""
