"""The lengths that are kept: of a track's sources, and of the track, as its first one says."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.sounds.length import KnownBy, Length
from app.transactions import changes
from app.transactions.changes import Change
from app.transactions.storage_problems import reworded

if TYPE_CHECKING:
    from app.transactions.ledger import Ledger
    from db.writing.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

SAME_LENGTH_MS = 10  # decoders round to blocks; nothing that is drawn or heard differs by that


def put_right(
    ledger: Ledger, track_id: int, payload_hash: str, duration_ms: int, initiator: object = None
) -> bool:
    """What decoding a whole file of the track found. Returns whether the track's length was wrong;
    of several encodings, the first one says it.

    Not a step of undo: nobody decided it. Does nothing for a file that the track no longer has.
    """
    from db.queries import sources

    key = track_id, payload_hash
    with ledger.read() as connection:
        known = sources.lengths_of(connection, (track_id,)).get(key)
    if known is None or (
        known.is_decoded and abs(known.duration_ms - duration_ms) <= SAME_LENGTH_MS
    ):
        return False
    with reworded("write"), ledger.store.write() as unit:
        wrong = keep_lengths(unit, {key: Length(duration_ms, KnownBy.DECODED)})
        unit.commit()
    if wrong:
        kinds = frozenset({changes.TRACK})
        ledger.feed.announce(Change(kinds, frozenset(wrong), initiator=initiator))
    return bool(wrong)


def keep_lengths(unit: UnitOfWork, lengths: Mapping[tuple[int, str], Length]) -> set[int]:
    """Writes lengths of sources, by track and payload, and of each track that is as long as one of
    them. Returns the tracks whose length was wrong.
    """
    if not lengths:
        return set()
    from db.queries import sources
    from db.repositories import tracks as repository

    track_ids = {track_id for track_id, _payload in lengths}
    known = sources.lengths_of(unit.session.connection(), track_ids)
    kept = {key: length for key, length in lengths.items() if key in known}
    wrong: dict[int, int] = {}
    for key, length in kept.items():
        track_ms, before_ms = known[key].on_track(length.ms), known[key].track_ms
        if known[key].is_tracks and abs(before_ms - track_ms) > SAME_LENGTH_MS:
            wrong[key[0]] = track_ms
            log.info("track %s lasts %s ms, not %s", key[0], track_ms, before_ms)
    right = {key: (length.ms, str(length.known_by)) for key, length in kept.items()}
    repository.put_lengths_right(unit.session, right, wrong)
    return set(wrong)
