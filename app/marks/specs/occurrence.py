"""Theme marks: where a theme returns, and how."""

from __future__ import annotations

from collections.abc import Collection
from operator import attrgetter
from typing import Any

from app.core.ids import TrackId
from app.core.marks import MarkKind
from app.core.words import Text, ngettext
from app.marks.spec import BETWEEN, MarkSpec, MarkWords, Meant, Reading, Row, Told, Verb, fields_of
from app.themes.change_words import semitone_words, tempo_share_words
from app.themes.records import Occurrence, OccurrenceStatus
from app.transactions import changes

_HEARD_RATIO = 0.02  # a smaller change of tempo isn't told
_SLOWER, _FASTER = Text("slower", "a theme's tempo"), Text("faster", "a theme's tempo")
_LOWER, _HIGHER = Text("lower", "a theme's key"), Text("higher", "a theme's key")
STATUS_WORDS = {
    OccurrenceStatus.CANDIDATE: Text("perhaps", "a theme mark"),
    OccurrenceStatus.CONFIRMED: Text("confirmed", "a theme mark"),
    OccurrenceStatus.REJECTED: Text("rejected", "a theme mark"),
    OccurrenceStatus.UNSURE: Text("not sure", "a theme mark"),
}


def _told(occurrence: Occurrence) -> Told:
    theme, status = occurrence.theme, str(STATUS_WORDS[occurrence.status])
    return Told(
        theme.name,
        "music-2",
        qualities=tuple(part for part in (status, change_in_words(occurrence)) if part),
        texts={"note": occurrence.note},
        theme=theme,
    )


def change_in_words(occurrence: Occurrence) -> str:
    """How the theme is varied: “5 semitones higher, about a fifth slower”."""
    by = occurrence.transposition
    parts = (
        semitone_words(by) if by else "",
        tempo_share_words(occurrence.tempo_ratio),
        occurrence.variation,
    )
    return str(BETWEEN).join(filter(None, parts))


def change_in_plain_words(occurrence: Occurrence) -> str:
    """For narrow places: what the listener wrote, else “slower, lower”, without numbers."""
    if occurrence.variation:
        return occurrence.variation
    words = []
    ratio, by = occurrence.tempo_ratio or 1.0, occurrence.transposition or 0
    if abs(ratio - 1) > _HEARD_RATIO:
        words.append(str(_SLOWER if ratio < 1 else _FASTER))
    if by:
        words.append(str(_LOWER if by < 0 else _HIGHER))
    return str(BETWEEN).join(words)


def _read(
    reading: Reading, track_id: TrackId, ids: Collection[int] | None
) -> tuple[Occurrence, ...]:
    from app.themes.service import occurrence_record, theme_record
    from db.queries import timeline as queries

    themes = {row.id: theme_record(row) for row in queries.themes(reading.connection)}
    found = queries.occurrences(reading.connection, track_id, ids)
    return tuple(occurrence_record(row, themes[row.theme_id]) for row in found)


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
        one=Text("Theme"),
        many=Text("Themes"),
        counted=lambda n: ngettext("1 theme", "{n} themes", n),
        steps={
            Verb.MOVE: Text("Move theme mark"),
            Verb.RESIZE: Text("Resize theme mark"),
            Verb.EDIT: Text("Edit theme mark"),
            Verb.DELETE: Text("Delete theme mark"),
            Verb.CUT: Text("Cut theme mark"),
            Verb.DUPLICATE: Text("Duplicate theme mark"),
            Verb.SPLIT: Text("Split theme mark"),
            Verb.PASTE: Text("Paste theme mark"),
        },
        row=Text("Theme mark"),
        unnamed=Text("A theme"),
        # Translators: qualities is a list such as “confirmed, +5 semitones”
        line=Text("Theme “{name}”, {qualities}"),
        cell=Text("{name}, {qualities}"),
        text=Text("Theme: {name}"),
        in_journal=Text("Theme “{name}”"),
        heading=Text("Theme “{name}”"),
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
    greatest=("is_home",),
    why_not_named=Text("To mark another theme here, select the passage and press {keys}."),
    assigned_by="theme",
    journal_texts=("note", "variation"),
)
