"""What was felt in a stretch of days, counted in several ways.

Days are local to where each mark was made; both ends are included, None for no end. Only feelings
count: what the music merely expresses doesn't. weight: the sum of intensities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    and_,
    func,
    or_,
    select,
    type_coerce,
    union,
)

from db.models.cue import Cue
from db.models.emotional_tag import EmotionalTag
from db.models.journal_entry import EntryMoment, EntryTrack, JournalEntry
from db.models.listen import Listen
from db.models.marks import MARK_TABLES
from db.models.moment import FavouriteMoment
from db.models.scene import Scene, SceneCharacter
from db.models.track import Track
from db.queries.counted_lines import HEARD_KINDS, change_is_told, change_of
from db.queries.local_days import LINE, made_between
from db.queries.local_days import local_day as lines_day
from db.queries.local_time import DAY_MS, local_day, local_hour
from db.queries.sound import is_sound
from db.ranges.limits import MOST_INTENSITY

_TAG: Any = EmotionalTag.__table__
_TRACK: Any = Track.__table__
_CUE: Any = Cue.__table__
_SCENE: Any = Scene.__table__
_APPEARS: Any = SceneCharacter.__table__
_LISTEN: Any = Listen.__table__
_ENTRY: Any = JournalEntry.__table__
_TO_TRACK: Any = EntryTrack.__table__
_TO_MOMENT: Any = EntryMoment.__table__
_MOMENT: Any = FavouriteMoment.__table__
_MORE_THAN_A_ZONE_MS = DAY_MS
_IS_INTENSITY: Any = _TAG.c.intensity.between(1, MOST_INTENSITY)

Rows = Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Days:
    """Numbers of days since 1970."""

    first: int | None = None
    last: int | None = None

    def of(self, at_ms: Any, offset_min: Any) -> list[ColumnElement[bool]]:
        """Conditions: the wide one in UTC lets SQLite skip the other years."""
        found: list[ColumnElement[bool]] = []
        day = local_day(at_ms, offset_min)
        if self.first is not None:
            found += [at_ms >= self.first * DAY_MS - _MORE_THAN_A_ZONE_MS, day >= self.first]
        if self.last is not None:
            found += [at_ms < (self.last + 1) * DAY_MS + _MORE_THAN_A_ZONE_MS, day <= self.last]
        return found


def by_day(connection: Connection, days: Days) -> Rows:
    """Rows (day, emotion_id, marks, number, weight). marks: also of what was only expressed."""
    day = local_day(_TAG.c.made_at, _TAG.c.made_offset_min).label("day")
    is_felt = type_coerce(_TAG.c.mode == "felt", Integer)
    there = days.of(_TAG.c.made_at, _TAG.c.made_offset_min)
    found: Any = (
        select(
            day,
            _TAG.c.emotion_id,
            func.count().label("marks"),
            func.sum(is_felt).label("number"),
            func.sum(_TAG.c.intensity * is_felt).label("weight"),
        )
        .where(_IS_INTENSITY, *there)
        .group_by(day, _TAG.c.emotion_id)
    )
    return _all(connection, found)


def others_by_day(connection: Connection, days: Days, default_offset_min: int) -> Rows:
    """Rows (day, kind, number) of entries, and of marks that are no emotions."""
    day = lines_day(default_offset_min).label("day")
    found: Any = (
        select(day, LINE.kind, func.count().label("number"))
        .where(LINE.kind.in_(("moment", "cue", "occurrence", "entry")))
        .where(*made_between(LINE.id, days.first, days.last))
    )
    if days.first is not None:
        found = found.where(day >= days.first)
    if days.last is not None:
        found = found.where(day <= days.last)
    return _all(connection, found.group_by(day, LINE.kind))


def by_track(connection: Connection, days: Days) -> Rows:
    """Rows (track_id, number, weight, title, artist, composer, role, work_id)."""
    counted = (
        select(_TAG.c.track_id, _NUMBER, _WEIGHT)
        .where(*_felt(days))
        .group_by(_TAG.c.track_id)
        .subquery()
    )
    words = (_TRACK.c.title, _TRACK.c.artist, _TRACK.c.composer, _TRACK.c.role, _TRACK.c.work_id)
    found: Any = select(counted, *words).join(_TRACK, _TRACK.c.id == counted.c.track_id)
    return _all(connection, found)


def by_hour(connection: Connection, days: Days) -> Rows:
    """Rows (hour, number, weight)."""
    hour = local_hour(_TAG.c.made_at, _TAG.c.made_offset_min).label("hour")
    return _counted(connection, days, hour)


def by_character(connection: Connection, days: Days) -> Rows:
    """Rows (character_id, number, weight): what was felt while their scenes play."""
    there = (
        select(_APPEARS.c.character_id, _TAG.c.id, _TAG.c.intensity)
        .select_from(_APPEARS)
        .join(_CUE, _CUE.c.scene_id == _APPEARS.c.scene_id)
        .join(_TAG, and_(_TAG.c.track_id == _CUE.c.track_id, _is_in_cue()))
        .where(*_felt(days))
        .distinct()
        .subquery()
    )
    found = select(
        there.c.character_id,
        func.count().label("number"),
        func.sum(there.c.intensity).label("weight"),
    ).group_by(there.c.character_id)
    return _all(connection, found)


def tracks_in_scenes(connection: Connection) -> Rows:
    """Rows (work_id, track_id): music of the work's scenes."""
    found: Any = (
        select(_SCENE.c.work_id, _CUE.c.track_id)
        .join(_CUE, _CUE.c.scene_id == _SCENE.c.id)
        .distinct()
    )
    return _all(connection, found)


def music_of_works(connection: Connection) -> Rows:
    """Rows (work_id, track_id): what belongs to the work or plays in its scenes."""
    assigned: Any = select(_TRACK.c.work_id, _TRACK.c.id.label("track_id")).where(
        _TRACK.c.work_id.is_not(None)
    )
    return [*_all(connection, assigned), *tracks_in_scenes(connection)]


def firsts(connection: Connection, days: Days) -> Rows:
    """Rows (emotion_id, track_id, id, uid, at_ms, offset_min) of each emotion's first mark ever, as
    far as it was made on these days.
    """
    at_ms = func.min(_TAG.c.made_at).label("at_ms")
    # Beside min() SQLite takes other columns from the row that has it: sqlite.org/lang_select.html,
    # “Bare columns in an aggregate query”.
    first = (
        select(
            _TAG.c.emotion_id,
            _TAG.c.track_id,
            _TAG.c.id,
            _TAG.c.uid,
            _TAG.c.made_offset_min.label("offset_min"),
            at_ms,
        )
        .where(_TAG.c.mode == "felt", is_sound(_TAG))
        .group_by(_TAG.c.emotion_id)
        .subquery()
    )
    found: Any = select(first).where(*days.of(first.c.at_ms, first.c.offset_min))
    return _all(connection, found.order_by(first.c.at_ms))


def changes(connection: Connection, days: Days) -> Rows:
    """Rows (change, number) of the entries that say how a feeling changed."""
    change = change_of().label("change")
    found = (
        select(change, func.count().label("number"))
        .where(
            change_is_told(),
            change.is_not(None),
            *days.of(_ENTRY.c.written_at, _ENTRY.c.written_offset_min),
        )
        .group_by(change)
    )
    return _all(connection, found)


def changes_on_tracks(connection: Connection, days: Days) -> Rows:
    """Rows (id, change, track_id) of the same entries, for each track that one links to,
    or to a favourite moment on it.
    """
    change = change_of().label("change")
    told = (
        select(_ENTRY.c.id, change)
        .where(
            change_is_told(),
            change.is_not(None),
            *days.of(_ENTRY.c.written_at, _ENTRY.c.written_offset_min),
        )
        .cte()
    )
    to_track, to_moment, moment = _TO_TRACK.c, _TO_MOMENT.c, _MOMENT.c
    direct: Any = select(told.c.id, told.c.change, to_track.track_id).join(
        _TO_TRACK, to_track.entry_id == told.c.id
    )
    by_moment: Any = (
        select(told.c.id, told.c.change, moment.track_id)
        .join(_TO_MOMENT, to_moment.entry_id == told.c.id)
        .join(_MOMENT, moment.id == to_moment.moment_id)
    )
    return _all(connection, union(direct, by_moment))


def heard(connection: Connection, days: Days) -> tuple[int, int]:
    """How many listens there were, and to how many tracks."""
    found: Any = select(func.count(), func.count(_LISTEN.c.track_id.distinct())).where(
        is_sound(_LISTEN), *days.of(_LISTEN.c.started_at, _LISTEN.c.started_offset_min)
    )
    many, tracks = connection.execute(found).one()
    return many, tracks


def made_while_listening(connection: Connection, days: Days) -> int:
    """How many marks were."""
    found = 0
    for kind in HEARD_KINDS:
        made: Any = MARK_TABLES[kind].table
        there = days.of(made.c.made_at, made.c.made_offset_min)
        many = select(func.count()).where(made.c.listen_id.is_not(None), is_sound(made), *there)
        found += connection.scalar(many) or 0
    return found


def returns(connection: Connection, days: Days, limit: int) -> Rows:
    """Rows (track_id, title, at_ms, offset_min, silent_ms) of the tracks that were heard again on
    these days after the longest time.
    """
    before = func.lag(_LISTEN.c.started_at).over(
        partition_by=_LISTEN.c.track_id, order_by=_LISTEN.c.started_at
    )
    pairs = (
        select(
            _LISTEN.c.track_id,
            _LISTEN.c.started_at.label("at_ms"),
            _LISTEN.c.started_offset_min.label("offset_min"),
            (_LISTEN.c.started_at - before).label("silent_ms"),
        )
        .where(is_sound(_LISTEN))
        .subquery()
    )
    longest = func.max(pairs.c.silent_ms).label("silent_ms")
    found: Any = (
        select(pairs.c.track_id, _TRACK.c.title, pairs.c.at_ms, pairs.c.offset_min, longest)
        .join(_TRACK, _TRACK.c.id == pairs.c.track_id)
        .where(pairs.c.silent_ms.is_not(None), *days.of(pairs.c.at_ms, pairs.c.offset_min))
        .group_by(pairs.c.track_id)
        .order_by(longest.desc(), pairs.c.track_id)
        .limit(limit)
    )
    return _all(connection, found)


_NUMBER: Any = func.count().label("number")
_WEIGHT: Any = func.sum(_TAG.c.intensity).label("weight")


def _felt(days: Days) -> list[ColumnElement[bool]]:
    """Of what a damaged row may hold only the intensity matters, whose sum would be too large for
    SQLite; checking all its columns takes as long as counting.
    """
    there = days.of(_TAG.c.made_at, _TAG.c.made_offset_min)
    return [_TAG.c.mode == "felt", _IS_INTENSITY, *there]


def _counted(connection: Connection, days: Days, *keys: Any) -> Rows:
    found: Select[Any] = select(*keys, _NUMBER, _WEIGHT).where(*_felt(days)).group_by(*keys)
    return _all(connection, found)


def _is_in_cue() -> ColumnElement[bool]:
    """As `journal_words.plays_in` says it of lines."""
    is_before = _TAG.c.start_ms < _CUE.c.end_ms
    return and_(is_before, or_(_TAG.c.end_ms > _CUE.c.start_ms, _TAG.c.start_ms >= _CUE.c.start_ms))


def _all(connection: Connection, found: Any) -> Rows:
    rows: Rows = connection.execute(found).all()
    return rows
