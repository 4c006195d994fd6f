"""Look: one file per question, answered with plain rows.

Called by: services, with a reading connection. Never changes anything.
"""
