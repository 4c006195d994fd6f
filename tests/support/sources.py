"""Where tracks' sound is, written into the journal as readers of chapters and CUE sheets will."""

from __future__ import annotations

from sqlalchemy import select

from app.bootstrap import Services
from app.core.source_time import SourceTime
from app.transactions.changes import AUDIO_FILE, TRACK
from db.models.track import Track
from db.models.track_source import TrackSource


def payload_of(services: Services, track_id: int) -> str:
    (file, *_others) = services.library.track(track_id).files
    return file.payload_hash


def set_source(
    services: Services,
    track_id: int,
    payload_hash: str,
    source: SourceTime,
    lasts_ms: int | None = None,
) -> None:
    """The track has this source alone. lasts_ms: the track's own duration from now on."""
    with services.ledger.write("Set source", AUDIO_FILE, TRACK, track_ids=(track_id,)) as writing:
        session = writing.session
        held = session.scalars(select(TrackSource).where(TrackSource.track_id == track_id)).all()
        for row in held:
            session.delete(row)
        session.flush()
        session.add(_row(track_id, payload_hash, source))
        if lasts_ms is not None:
            session.get_one(Track, track_id).duration_ms = lasts_ms


def add_source(services: Services, track_id: int, payload_hash: str, source: SourceTime) -> None:
    with services.ledger.write("Add source", AUDIO_FILE, track_ids=(track_id,)) as writing:
        writing.session.add(_row(track_id, payload_hash, source))


def _row(track_id: int, payload_hash: str, source: SourceTime) -> TrackSource:
    return TrackSource(
        track_id=track_id,
        payload_hash=payload_hash,
        start_ms=source.start_ms,
        end_ms=source.end_ms,
        offset_ms=source.offset_ms,
        tempo_ratio=source.tempo_ratio,
        duration_ms=(source.end_ms or 10_000) - source.start_ms,
    )
