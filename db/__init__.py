"""What is saved: one SQLite file, used through SQLAlchemy.

Lives here: models (tables), repositories (changes), queries (reading), migrations (past schemas),
store (connections, backups), file (the file itself), ranges (valid values), search (how texts are
compared), writing (transactions, undo), archive (exports), plain (reading without SQLAlchemy).
Called by: services in `app/`.
Never knows: the floors above; no Qt, no player, no words for the listener.
"""
