"""A profile, which is one person's folder: where it is, its settings, log and pictures; and where
files for others may be written, which is anywhere else.

Called by: bootstrap, the command line, rooms that write files. Never knows: the journal's rows.
"""
