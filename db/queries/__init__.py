"""Reading: one file per subject, with plain rows as results.

Called by: services, with a reading connection. Never changes anything.
"""
