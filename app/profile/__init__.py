"""A profile, which is one person's folder: where it is, its settings, log and pictures.

Called by: bootstrap, the command line, rooms that write files. Never knows: the journal's rows.
"""
