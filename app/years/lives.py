"""The life of a work or a track: first heard, how often, what was felt, what was written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.core.day_numbers import day_at
from app.core.ids import EmotionId, EntryId, TrackId, WorkId
from app.core.instant import Instant
from app.journal.records import DayOfFeelings, JournalFilter
from app.years.records import FELT, Amount, FeltDays
from db.queries import characters, library, lives

if TYPE_CHECKING:
    from app.transactions.ledger import Ledger
    from db.store.engine import Connection


@dataclass(frozen=True, slots=True)
class LifeOf:
    """Whose life: a work's or a track's."""

    work_id: WorkId | None = None
    track_id: TrackId | None = None

    def wanted(self, **conditions: Any) -> JournalFilter:
        """What the journal shows of it."""
        return JournalFilter(work_id=self.work_id, track_id=self.track_id, **conditions)

    def felt(self, **conditions: Any) -> JournalFilter:
        return self.wanted(counted=FELT, **conditions)


@dataclass(frozen=True, slots=True)
class Mention:
    """An entry that is linked to it; none that is sealed."""

    entry_id: EntryId
    uid: str
    written: Instant
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Life:
    """felt: days with feelings or listens. tracks: how many are its music."""

    of: LifeOf
    title: str
    tracks: int
    first_heard: Instant | None
    felt: FeltDays
    mentions: tuple[Mention, ...]

    @property
    def heard_ms(self) -> int:
        return sum(day.heard_ms for day in self.felt.days)


class Lives:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, whose: LifeOf) -> Life:
        """Raises LookupError when it is gone, Problem."""
        with self._ledger.read() as connection:
            title = _title(connection, whose)
            if whose.track_id is not None:
                tracks: Any = lives.of_track(whose.track_id)
                scenes: list[int] = []
            else:
                assert whose.work_id is not None
                tracks = lives.of_work(whose.work_id)
                scenes = lives.scenes_of_work(connection, whose.work_id)
            ids = lives.ids(connection, tracks)
            first = lives.first_listen(connection, tracks)
            return Life(
                whose,
                title,
                len(ids),
                None if first is None else Instant(first.started_at, first.started_offset_min),
                _days(connection, tracks),
                _mentions(connection, scenes, ids),
            )


def _title(connection: Connection, whose: LifeOf) -> str:
    if whose.track_id is not None:
        row = library.rows_by_id(connection, {whose.track_id}).get(whose.track_id)
        if row is None:
            raise LookupError(f"no track {whose.track_id}")
        return str(row.title)
    titles = {row.id: row.title for row in library.work_names(connection)}
    if whose.work_id not in titles:
        raise LookupError(f"no work {whose.work_id}")
    return str(titles[whose.work_id])


def _days(connection: Connection, tracks: Any) -> FeltDays:
    felt: dict[date, dict[EmotionId, Amount]] = defaultdict(dict)
    for row in lives.felt_by_day(connection, tracks):
        felt[day_at(row.day)][EmotionId(row.emotion_id)] = Amount(row.number, row.weight)
    heard = {day_at(row.day): row for row in lives.heard_by_day(connection, tracks)}
    days = []
    for day in sorted({*felt, *heard}):
        by_emotion = {emotion: one.number for emotion, one in felt.get(day, {}).items()}
        listened = heard.get(day)
        days.append(
            DayOfFeelings(
                day,
                by_emotion,
                marks=sum(by_emotion.values()),
                listens=0 if listened is None else listened.number,
                heard_ms=0 if listened is None else listened.heard_ms,
            )
        )
    return FeltDays.of(tuple(days), felt)


def _mentions(connection: Connection, scenes: list[int], tracks: list[int]) -> tuple[Mention, ...]:
    """The latest first."""
    rows = characters.entries_about(connection, scenes, tracks)
    return tuple(
        Mention(
            EntryId(row.id),
            row.uid,
            Instant(row.written_at, row.written_offset_min),
            row.title,
            row.text,
        )
        for row in rows
    )
