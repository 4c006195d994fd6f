"""Work off the GUI thread, and verbs that wait for the journal.

Called by: every screen with something long to do. Never knows: what the work is.
"""
