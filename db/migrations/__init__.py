"""The past: Alembic revisions, each frozen as it was shipped.

Called by: `db/migrate.py`, when a file is behind. Never knows: the models, which move on.
"""
