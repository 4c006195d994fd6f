"""What leaves the program and comes back: the open export, restoring it, backups of the journal.

Lives here: the document's file, pictures inside it, its proof, backups, the ways out of a journal
that is damaged or gone; the walk over tables is `db`'s.
Called by: the settings page, the rescue dialog, the command line, the self-test.
Never knows: which tables there are, what a mark means.
"""
