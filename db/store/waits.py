"""How long SQLite waits for other processes, per thread."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection


def raw_of(connection: Connection) -> sqlite3.Connection:
    """The driver's connection."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


class Waits(threading.local):
    """How long this thread lets SQLite wait for other processes' locks."""

    def __init__(self, usual_ms: int) -> None:
        self._usual_ms = usual_ms
        self.ms = usual_ms

    @contextmanager
    def at_most(self, ms: int | None) -> Iterator[None]:
        before, self.ms = self.ms, self._usual_ms if ms is None else ms
        try:
            yield
        finally:
            self.ms = before

    @property
    def patience_s(self) -> float | None:
        """None: the usual time."""
        return None if self.ms == self._usual_ms else self.ms / 1000

    def tell(self, connection: Connection) -> None:
        """Sets the wait of a pooled connection, which still has its last user's."""
        if connection.info.get("waits_ms") != self.ms:
            # Bypasses SQLAlchemy, which would take ten times as long.
            raw_of(connection).execute(f"PRAGMA busy_timeout = {self.ms}").close()
            connection.info["waits_ms"] = self.ms
