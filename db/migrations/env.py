"""Runs revisions on the connection from `db/store/migrate.py`, in its transaction."""

from __future__ import annotations

from alembic import context

from db.models.all import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    include_object=lambda _object, name, kind, _reflected, _other: (
        not (kind == "table" and str(name).startswith("journal_text"))
    ),
)
context.run_migrations()
