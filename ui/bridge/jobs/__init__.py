"""Work off the GUI thread, and verbs that wait for the journal.

Called by: every screen with long work. Never knows: what the work is.
"""
