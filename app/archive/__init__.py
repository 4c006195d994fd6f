"""Exporting and restoring everything, backups, and what to do when the journal can't be opened.

Lives here: the export's file, the pictures in it, its verification, backups, recovering a damaged
journal, deleting pictures that neither the journal nor a backup names. Reading and merging tables
is `db`'s work.
Called by: the settings page, the rescue dialog, the command line, the self-test, each start.
Never knows: which tables there are, what a mark means.
"""
