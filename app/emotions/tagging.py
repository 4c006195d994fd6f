"""Marking the music with emotions. What can be done with any mark is in `app/marks/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from app.core.ids import EmotionId, ListenId, TagId, TrackId
from app.core.timecode import Span
from app.core.words import _
from app.emotions.records import MAX_INTENSITY, Mode, Tag
from app.emotions.vocabulary import Vocabulary
from app.transactions import changes
from app.transactions.history import RAISE, StepKind
from app.transactions.ledger import Ledger
from app.transactions.mark_rows import MarkRows
from db.models.emotional_tag import EmotionalTag

START_INTENSITY = 3


class Tagging:
    """Verbs on emotion marks. Each announces Change(TAG) for the mark's track."""

    def __init__(self, ledger: Ledger, vocabulary: Vocabulary) -> None:
        self._rows = MarkRows(ledger, EmotionalTag, changes.TAG)
        self._vocabulary = vocabulary

    def add_tag(
        self,
        track_id: TrackId,
        emotion_id: EmotionId,
        raw: Span,
        *,
        span: Span | None = None,
        mode: Mode = Mode.FELT,
        intensity: int = START_INTENSITY,
        note: str = "",
        listen_id: ListenId | None = None,
        uid: str | None = None,
        initiator: object = None,
    ) -> Tag:
        """raw: where the playhead was; span: where the listener meant, None for the same place."""
        row = self._rows.press(
            step_name(self._vocabulary.emotion(emotion_id).name),
            track_id,
            raw,
            span,
            listen_id,
            uid,
            initiator,
            emotion_id=emotion_id,
            intensity=intensity,
            mode=str(mode),
            note=note,
        )
        return tag_record(row)

    def raise_intensity(self, tag_id: TagId, initiator: object = None) -> Tag:
        """By one, up to five."""
        with self._rows.changing(tag_id, str(RAISE), initiator, StepKind.RAISE) as row:
            row.intensity = min(MAX_INTENSITY, row.intensity + 1)
        return tag_record(row)

    def extend(self, tag_id: TagId, span: Span, raw: Span, initiator: object = None) -> Tag:
        """A key was held: the point becomes a span. raw: from the press to the release."""
        return tag_record(self._rows.extend(tag_id, span, raw, initiator))


def step_name(emotion: str) -> str:
    """Of the undo step that marks an emotion."""
    return _("Mark “{emotion}”", emotion=emotion)


def tags_read(rows: Iterable[Sequence[Any]]) -> Iterator[Tag]:
    """Tags from rows of `db.queries.timeline.tags`, whose columns come in the order of a Tag's.

    A track may have ten thousand: reading each column by name took twice as long.
    """
    modes = {str(mode): mode for mode in Mode}
    for row in rows:
        start, end, raw_start, raw_end, strength, mode = row[5:11]
        span = Span(start, end)
        is_same = raw_start == start and raw_end == end
        raw = span if is_same else Span.between(raw_start, raw_end)
        yield Tag._make((*row[:5], span, raw, strength, modes[mode], *row[11:], False))


def tag_record(row: Any) -> Tag:
    """A Tag from a mapped row or a query's row."""
    return Tag(
        id=TagId(row.id),
        uid=row.uid,
        track_id=TrackId(row.track_id),
        emotion_id=EmotionId(row.emotion_id),
        listen_id=row.listen_id,
        span=Span(row.start_ms, row.end_ms),
        raw=Span.between(row.raw_start_ms, row.raw_end_ms),
        intensity=row.intensity,
        mode=Mode(row.mode),
        note=row.note,
        memory=row.memory,
        made_at_ms=row.made_at,
        made_offset_min=row.made_offset_min,
        preroll_ms=row.preroll_ms,
        carried_from=row.carried_from,
    )
