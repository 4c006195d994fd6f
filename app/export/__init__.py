"""What leaves the program and comes back: the open export, restoring it, backups of the journal.

Lives here: the document's file, pictures inside it, backups; the walk over tables is `db`'s.
Called by: the settings page, the command line.
Never knows: which tables there are, what a mark means.
"""
