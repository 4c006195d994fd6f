"""Which lines a figure counts, where the journal's other conditions don't say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from db.models.emotional_tag import EmotionalTag
from db.models.journal_entry import JournalEntry
from db.models.journal_line import JournalLine
from db.models.track import Track
from db.queries.hints import unindexed
from db.queries.letters import sealed
from db.queries.local_time import local_hour
from db.queries.sound import is_sound

CALMER, SAME, RESTLESS = "calmer", "same", "restless"
_AS_BEFORE = 0.1  # of -1..1: smaller changes are none

_LINE: Any = JournalLine.__table__.c
_TAG: Any = EmotionalTag.__table__
_ENTRY: Any = JournalEntry.__table__
_TRACK: Any = Track.__table__


@dataclass(frozen=True, slots=True)
class CountedLines:
    """Empty means all. is_felt: only feelings, without what the music merely expresses. hour: of
    the local day. word: folded; it is in what was written, whole. change: from before to after, as
    an entry has it. place: from and to which ms of the track; what overlaps it.
    """

    is_felt: bool = False
    role: str = ""
    composer: str = ""
    hour: int | None = None
    word: str = ""
    change: str = ""
    place: tuple[int, int] | None = None


def conditions(wanted: CountedLines, default_offset_min: int) -> Iterator[ColumnElement[bool]]:
    if wanted.is_felt:
        felt = select(_TAG.c.id).where(
            _TAG.c.id == _LINE.owner_id, _TAG.c.mode == "felt", is_sound(_TAG)
        )
        yield unindexed(_LINE.kind) == "tag"
        yield felt.correlate(JournalLine.__table__).exists()
    if wanted.role:
        yield unindexed(_LINE.track_id).in_(select(_TRACK.c.id).where(_TRACK.c.role == wanted.role))
    if wanted.composer:
        by_them = select(_TRACK.c.id).where(_TRACK.c.composer == wanted.composer)
        yield unindexed(_LINE.track_id).in_(by_them)
    if wanted.hour is not None:
        offset = func.coalesce(_LINE.made_offset_min, default_offset_min)
        yield local_hour(_LINE.made_at, offset) == wanted.hour
    if wanted.word:
        # In this order: the words are only looked at where the letters are found.
        is_inside = func.instr(_LINE.text, wanted.word) > 0
        yield case((is_inside, func.has_word(_LINE.text, wanted.word)), else_=0) == 1
    if wanted.change:
        entry = select(_ENTRY.c.id).where(
            _ENTRY.c.id == _LINE.owner_id, change_is_told(), change_of() == wanted.change
        )
        yield unindexed(_LINE.kind) == "entry"
        yield entry.correlate(JournalLine.__table__).exists()
    if wanted.place is not None:
        yield overlaps(_LINE, *wanted.place)


def overlaps(line: Any, start_ms: Any, end_ms: Any) -> ColumnElement[bool]:
    """A point counts as inside of what begins there."""
    return and_(
        or_(line.start_ms < end_ms, line.start_ms == start_ms),
        or_(line.end_ms > start_ms, line.start_ms >= start_ms),
    )


def change_is_told() -> ColumnElement[bool]:
    """Of an entry that can be shown; a sealed one tells nothing."""
    return and_(is_sound(_ENTRY), _ENTRY.c.id.not_in(sealed()))


def change_of() -> ColumnElement[str]:
    """How an entry's feeling changed; None where it doesn't say, or is sealed."""
    by = _ENTRY.c.after_arousal - _ENTRY.c.before_arousal
    return case(
        (or_(by.is_(None), _ENTRY.c.id.in_(sealed())), None),
        (by <= -_AS_BEFORE, CALMER),
        (by >= _AS_BEFORE, RESTLESS),
        else_=SAME,
    )
