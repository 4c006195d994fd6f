"""The listens that the journal holds, as tests look at them."""

from __future__ import annotations

from typing import NamedTuple

from app.core.timecode import Span
from app.transactions.ledger import Ledger


class KeptListen(NamedTuple):
    """started: UTC in milliseconds, and the zone's offset in minutes. stretches: what was heard, in
    the track's order.
    """

    id: int
    started: tuple[int, int]
    ended_at_ms: int
    heard_ms: int
    stretches: tuple[Span, ...]


def listens_of(ledger: Ledger, track_id: int) -> tuple[KeptListen, ...]:
    """Newest first."""
    with ledger.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT id, started_at, started_offset_min, ended_at, heard_ms FROM listen "
            "WHERE track_id = ? ORDER BY started_at DESC",
            (track_id,),
        ).all()
        heard = connection.exec_driver_sql(
            "SELECT listen_id, start_ms, end_ms FROM heard_stretch ORDER BY start_ms"
        ).all()
    return tuple(
        KeptListen(
            row.id,
            (row.started_at, row.started_offset_min),
            row.ended_at,
            row.heard_ms,
            tuple(Span(start, end) for listen_id, start, end in heard if listen_id == row.id),
        )
        for row in rows
    )
