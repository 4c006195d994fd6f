"""Themes and their occurrences, added inside a verb's unit of work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.core.blank import is_blank
from app.core.errors import Problem
from app.core.ids import ThemeId, TrackId, WorkId
from app.core.timecode import Span
from app.core.words import _
from app.themes.records import Candidate, OccurrenceStatus, Passage
from app.transactions import changes
from app.transactions.ledger import Writing
from app.transactions.typed import trimmed
from db.models.theme import Occurrence as OccurrenceRow
from db.models.theme import Theme as ThemeRow
from db.models.track import Track as TrackRow
from db.queries import timeline as queries
from db.repositories import rows

_COLOURS = ("#c2476a", "#2e7f8f", "#8a6f2e", "#6a5acd", "#3f8f4f", "#b5562b", "#4a6fa5", "#8f4f8f")


def named(name: str) -> str:
    """Trimmed. Raises Problem for an empty one."""
    if is_blank(found := trimmed(name)):
        raise Problem(_("A theme needs a name."), "", _("Type one, then try again."))
    return found


def theme_of(writing: Writing, theme: ThemeId | str, work_id: WorkId | None) -> ThemeRow:
    """An existing one, or a new one of this name, which gets the next colour.

    Raises Problem for an empty name, LookupError for a theme that is gone.
    """
    if not isinstance(theme, str):
        return writing.unit.get(ThemeRow, theme)
    name = named(theme)
    count = len(queries.themes(writing.session.connection()))
    colour = _COLOURS[count % len(_COLOURS)]
    writing.kinds.add(changes.THEME)
    return rows.add(writing.session, ThemeRow, name=name, work_id=work_id, colour=colour)


def add_found(
    writing: Writing, theme_id: int, candidate: Candidate, status: OccurrenceStatus
) -> OccurrenceRow:
    """Makes a candidate a mark, inside its track. Raises LookupError when the track is gone,
    ValueError for a place after its end.
    """
    span = inside(writing, candidate)
    row = rows.add(
        writing.session,
        OccurrenceRow,
        theme_id=theme_id,
        track_id=candidate.track_id,
        start_ms=span.start_ms,
        end_ms=span.end_ms,
        status=str(status),
        **_as_found(candidate),
    )
    writing.track_ids.add(row.track_id)
    writing.ids.add(row.id)
    return row


def _as_found(candidate: Candidate) -> dict[str, Any]:
    """The columns that say how it was found, and what is different there."""
    return {
        "found_by": str(candidate.found_by),
        "probability": candidate.probability,
        "analysis_version": candidate.analysis_version,
        "transposition": candidate.transposition,
        "tempo_ratio": candidate.tempo_ratio,
    }


def passage_of(row: Any) -> Passage:
    """The place of a theme mark or a refusal."""
    return Passage(TrackId(row.track_id), Span(row.start_ms, row.end_ms))


def mark_at(place: Passage, known: Iterable[OccurrenceRow]) -> OccurrenceRow | None:
    """Of the marks that coincide with a place, a confirmed one first; None if there is none."""
    here = [row for row in known if passage_of(row).coincides(place)]
    here.sort(key=lambda row: row.status != OccurrenceStatus.CONFIRMED)
    return here[0] if here else None


def inside(writing: Writing, candidate: Candidate) -> Span:
    """The part of it that is in its track. Raises as `add_found` does."""
    duration_ms = writing.unit.get(TrackRow, candidate.track_id).duration_ms
    if candidate.span.start_ms >= duration_ms:
        raise ValueError(f"{candidate.span} is after the end of track {candidate.track_id}")
    return candidate.span.clamped(duration_ms)
