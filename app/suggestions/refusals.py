"""What the listener said no to: never suggested there again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.timecode import Span
from app.core.words import _
from app.transactions import changes

if TYPE_CHECKING:
    from app.core.ids import TrackId
    from app.emotions.records import Emotion
    from app.transactions.ledger import Ledger


class RefusedEmotions:
    """A no is one undo step, and announces Change(SUGGESTION) for the track."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def on_track(self, track_id: TrackId) -> dict[str, list[Span]]:
        """By the emotion's key. Raises Problem."""
        from db.queries import felt_places

        with self._ledger.read() as connection:
            rows = felt_places.refused(connection, track_id)
        spans: dict[str, list[Span]] = {}
        for _track, start_ms, end_ms, key in rows:
            spans.setdefault(key, []).append(Span.between(start_ms, end_ms))
        return spans

    def refuse(
        self, track_id: TrackId, emotion: Emotion, span: Span, initiator: object = None
    ) -> None:
        """Raises LookupError when the track is gone."""
        from db.models.question import EMOTION, Refusal
        from db.models.track import Track
        from db.repositories import rows

        # Translators: an undo step; emotion is one that the program suggested for a place
        label = _("Refuse “{emotion}” here", emotion=emotion.name)
        with self._ledger.write(
            label, changes.SUGGESTION, track_ids=(track_id,), initiator=initiator
        ) as writing:
            writing.unit.get(Track, track_id)
            rows.add(
                writing.session,
                Refusal,
                kind=EMOTION,
                track_id=track_id,
                start_ms=span.start_ms,
                end_ms=span.end_ms,
                what=emotion.key,
            )
