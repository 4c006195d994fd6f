"""Past schemas: Alembic revisions, each frozen as it was shipped.

Called by: `db/store/migrate.py`, for an older file. Never knows: the models, which change.
"""
