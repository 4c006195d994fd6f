"""Reading: one file per subject, with plain rows as results.

Called by: services, with a reading connection. Never changes anything.

What is asked for each page that is read, or each key that is typed, is a `MadeQuery`: made into SQL
once and then given values, because SQLAlchemy takes longer to make it than SQLite to answer.
"""
