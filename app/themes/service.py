"""Themes and where they return. What can be done with any mark is in `app/marks/`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.core.blank import is_blank
from app.core.errors import Problem
from app.core.ids import OccurrenceId, ThemeId, TrackId, WorkId
from app.core.timecode import Span
from app.core.words import _
from app.themes.records import Occurrence, OccurrenceStatus, Theme
from app.transactions import changes
from app.transactions.ledger import Ledger, Writing
from app.transactions.mark_rows import MarkRows
from db.models.theme import Occurrence as OccurrenceRow
from db.models.theme import Theme as ThemeRow
from db.queries import timeline as queries
from db.repositories import rows

_COLOURS = ("#c2476a", "#2e7f8f", "#8a6f2e", "#6a5acd", "#3f8f4f", "#b5562b", "#4a6fa5", "#8f4f8f")


class Themes:
    """Verbs on themes and occurrences. Each announces Change(THEME) or Change(OCCURRENCE)."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._rows = MarkRows(ledger, OccurrenceRow, changes.OCCURRENCE)

    def themes(self) -> tuple[Theme, ...]:
        with self._ledger.read() as connection:
            return tuple(theme_record(row) for row in queries.themes(connection))

    def mark_returns(
        self,
        theme: ThemeId | str,
        track_id: TrackId,
        spans: Iterable[Span],
        work_id: WorkId | None = None,
        initiator: object = None,
    ) -> tuple[OccurrenceId, ...]:
        """Marks all these spans as returns of a theme, in one undo step.

        theme: an existing one, or the name of a new one; work_id: the new one's work, if known.
        Raises Problem for an empty name, LookupError for a theme that is gone.
        """
        with self._rows.write(_("Mark theme"), (track_id,), initiator) as writing:
            if isinstance(theme, str):
                row = self._new(writing, _named(theme), work_id)
            else:
                row = writing.unit.get(ThemeRow, theme)
            writing.label = _("Mark theme “{name}”", name=row.name)
            return tuple(self._add(writing, row.id, track_id, span) for span in spans)

    def _new(self, writing: Writing, name: str, work_id: WorkId | None) -> ThemeRow:
        """Each new theme gets the next colour."""
        count = len(queries.themes(writing.session.connection()))
        colour = _COLOURS[count % len(_COLOURS)]
        writing.kinds.add(changes.THEME)
        return rows.add(writing.session, ThemeRow, name=name, work_id=work_id, colour=colour)

    def _add(self, writing: Writing, theme_id: int, track_id: TrackId, span: Span) -> OccurrenceId:
        says = {"theme_id": theme_id, "status": str(OccurrenceStatus.CONFIRMED)}
        return OccurrenceId(self._rows.add(writing, track_id, span, **says).id)


def _named(name: str) -> str:
    if is_blank(name):
        raise Problem(_("A theme needs a name."), "", _("Type one, then try again."))
    return name.strip()


def theme_record(row: Any) -> Theme:
    return Theme(**{name: getattr(row, name) for name in Theme.__slots__})


def occurrence_record(row: Any, theme: Theme) -> Occurrence:
    return Occurrence(
        id=OccurrenceId(row.id),
        uid=row.uid,
        theme=theme,
        track_id=TrackId(row.track_id),
        span=Span(row.start_ms, row.end_ms),
        status=OccurrenceStatus(row.status),
        transposition=row.transposition,
        tempo_ratio=row.tempo_ratio,
        variation=row.variation,
        note=row.note,
        preroll_ms=row.preroll_ms,
    )
