"""Theme marks: where a theme returns, and how."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from operator import attrgetter
from typing import Any

from app.core.ids import TrackId
from app.core.marks import MarkKind
from app.marks.spec import MarkSpec, MarkWords, Meant, Reading, Row, Told, fields_of
from app.themes.records import Occurrence, OccurrenceStatus
from app.transactions import changes

STATUS_WORDS = {
    OccurrenceStatus.CANDIDATE: "suggested",
    OccurrenceStatus.CONFIRMED: "confirmed",
    OccurrenceStatus.REJECTED: "rejected",
}


def _told(occurrence: Occurrence) -> Told:
    theme, status = occurrence.theme, STATUS_WORDS[occurrence.status]
    return Told(
        theme.name,
        "music-2",
        qualities=tuple(part for part in (status, change_in_words(occurrence)) if part),
        texts={"note": occurrence.note},
    )


def change_in_words(occurrence: Occurrence) -> str:
    """How the theme is changed: “+5 semitones, tempo × 0.8”."""
    parts = []
    if occurrence.transposition:
        parts.append(f"{occurrence.transposition:+d} semitones".replace("-", "−"))
    if occurrence.tempo_ratio is not None and abs(occurrence.tempo_ratio - 1) > 0.02:
        parts.append(f"tempo × {occurrence.tempo_ratio:.2g}")
    if occurrence.variation:
        parts.append(occurrence.variation)
    return ", ".join(parts)


def _read(
    reading: Reading, track_id: TrackId, ids: Collection[int] | None
) -> tuple[Occurrence, ...]:
    from app.themes.service import occurrence_record, theme_record
    from db.queries import timeline as queries

    themes = {row.id: theme_record(row) for row in queries.themes(reading.connection)}
    found = queries.occurrences(reading.connection, track_id, ids)
    return tuple(occurrence_record(row, themes[row.theme_id]) for row in found)


def _titles(connection: Any, rows: Iterable[Any]) -> dict[int, str]:
    from db.queries import journal_rows

    themes = {row.id: row.theme_id for row in rows}
    names = journal_rows.themes(connection, set(themes.values()))
    return {row_id: names[theme_id] for row_id, theme_id in themes.items()}


def _copied(occurrence: Occurrence) -> dict[str, Any]:
    theme = fields_of(occurrence.theme, "uid", "name", "colour", "note")
    facts = fields_of(occurrence, "transposition", "tempo_ratio", "variation", "note", "preroll_ms")
    return {"theme": theme, "status": occurrence.status.value} | facts


def _pasted(meant: Meant, says: Row) -> dict[str, Any]:
    transposition, tempo_ratio = says.get("transposition"), says.get("tempo_ratio")
    return {
        "theme_id": meant.theme_id(says["theme"]),
        "status": OccurrenceStatus(says["status"]).value,
        "transposition": None if transposition is None else int(transposition),
        "tempo_ratio": None if tempo_ratio is None else float(tempo_ratio),
        "variation": str(says["variation"]),
        "note": str(says["note"]),
    }


SPEC = MarkSpec(
    MarkKind.OCCURRENCE,
    changes.OCCURRENCE,
    MarkWords(
        one="Theme",
        many="Themes",
        step="theme mark",
        row="Theme’s place",
        unnamed="A theme",
        line="Theme “{name}”, {qualities}",
        cell="{name}, {qualities}",
        text="Theme: {name}",
        in_journal="Theme “{name}”",
        heading="Theme “{name}”",
    ),
    "audio-lines",
    attrgetter("theme.colour"),
    _told,
    _read,
    _copied,
    _pasted,
    what=("theme_id", "status"),
    texts=("note",),
    facts=("transposition", "tempo_ratio", "variation", "preroll_ms"),
    why_not_named="A theme is named where it is marked: select the stretch and press T.",
    titles=_titles,
    journal_texts=("note", "variation"),
)
