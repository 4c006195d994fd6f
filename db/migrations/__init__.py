"""The past: Alembic revisions, each frozen as it was shipped.

Called by: `db/store/migrate.py`, when a file is behind. Never knows: the models, which move on.
"""
