"""Which lines a figure counts, where the journal's other conditions don't say it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, func, or_, select

from db.models.emotional_tag import EmotionalTag
from db.models.journal_entry import JournalEntry
from db.models.journal_line import JournalLine
from db.models.marks import MARK_TABLES
from db.models.track import Track
from db.queries.hints import unindexed
from db.queries.letters import sealed
from db.queries.local_time import local_hour
from db.queries.made_query import given
from db.queries.sound import is_sound

CALMER, SAME, RESTLESS = "calmer", "same", "restless"
_AS_BEFORE = 0.1  # of -1..1: smaller changes are none

# Kinds of marks that know in which listen they were made.
HEARD_KINDS = tuple(kind for kind, made in MARK_TABLES.items() if "listen_id" in made.table.c)

# Conditions that no entry meets: its line has no track, and no place on one.
OF_MARKS_ONLY = frozenset(("is_felt", "role", "composer", "place_start", "is_heard"))

_LINE: Any = JournalLine.__table__.c
_TAG: Any = EmotionalTag.__table__
_ENTRY: Any = JournalEntry.__table__
_TRACK: Any = Track.__table__


@dataclass(frozen=True, slots=True)
class CountedLines:
    """Empty means all. is_felt: only feelings, without what the music merely expresses. hour: of
    the local day. word: folded; it is in what was written, whole. change: from before to after, as
    an entry has it. place: from and to which ms of the track; what overlaps it. is_heard: only
    marks that were made while listening.
    """

    is_felt: bool = False
    role: str = ""
    composer: str = ""
    hour: int | None = None
    word: str = ""
    change: str = ""
    place: tuple[int, int] | None = None
    is_heard: bool = False

    def values(self) -> dict[str, Any]:
        """By the names of the conditions; None where nothing is asked."""
        start_ms, end_ms = self.place or (None, None)
        return {
            "is_felt": self.is_felt or None,
            "role": self.role or None,
            "composer": self.composer or None,
            "hour": self.hour,
            "word": self.word or None,
            "change": self.change or None,
            "place_start": start_ms,
            "place_end": end_ms,
            "is_heard": self.is_heard or None,
        }


def conditions(asked: Collection[str]) -> Iterator[ColumnElement[bool]]:
    """asked: which of the values are given."""
    if "is_felt" in asked:
        felt = select(_TAG.c.id).where(
            _TAG.c.id == _LINE.owner_id, _TAG.c.mode == "felt", is_sound(_TAG)
        )
        yield unindexed(_LINE.kind) == "tag"
        yield felt.correlate(JournalLine.__table__).exists()
    if "role" in asked:
        with_it = select(_TRACK.c.id).where(_TRACK.c.role == given("role"))
        yield unindexed(_LINE.track_id).in_(with_it)
    if "composer" in asked:
        by_them = select(_TRACK.c.id).where(_TRACK.c.composer == given("composer"))
        yield unindexed(_LINE.track_id).in_(by_them)
    if "hour" in asked:
        offset = func.coalesce(_LINE.made_offset_min, given("offset_min", Integer()))
        yield local_hour(_LINE.made_at, offset) == given("hour", Integer())
    if "word" in asked:
        # In this order: the words are only looked at where the letters are found.
        is_inside = func.instr(_LINE.text, given("word")) > 0
        yield case((is_inside, func.has_word(_LINE.text, given("word"))), else_=0) == 1
    if "change" in asked:
        entry = select(_ENTRY.c.id).where(
            _ENTRY.c.id == _LINE.owner_id, change_is_told(), change_of() == given("change")
        )
        yield unindexed(_LINE.kind) == "entry"
        yield entry.correlate(JournalLine.__table__).exists()
    if "place_start" in asked:
        yield overlaps(_LINE, given("place_start", Integer()), given("place_end", Integer()))
    if "is_heard" in asked:
        yield or_(*map(_made_while_listening, HEARD_KINDS))


def _made_while_listening(kind: str) -> ColumnElement[bool]:
    made: Any = MARK_TABLES[kind].table
    found = select(made.c.id).where(made.c.id == _LINE.owner_id, made.c.listen_id.is_not(None))
    return and_(unindexed(_LINE.kind) == kind, found.correlate(JournalLine.__table__).exists())


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
