"""What is kept: one SQLite file through SQLAlchemy.

Lives here: models (shape), repositories (change), queries (look), migrations (past), file (whether
the file itself is whole, the same, writable; and what can be read of a damaged one).
Called by: services in `app/`.
Never knows: anybody above it; no Qt, no player, no words for the listener.
"""
