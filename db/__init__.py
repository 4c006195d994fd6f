"""What is kept: one SQLite file through SQLAlchemy.

Lives here: models (shape), repositories (change), queries (look), migrations (past).
Called by: services in `app/`.
Never knows: anybody above it; no Qt, no player, no words for the listener.
"""
