"""A profile, which is one person's folder: where it is, its settings, log and pictures; where files
for others may be written, which is anywhere else; and what the program itself is: its version, and
what desktops are told of it.

Called by: bootstrap, the command line, rooms that write files. Never knows: the journal's rows.
"""
