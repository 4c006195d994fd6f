"""Themes, their returns, and what lies where they return. One query for all, whatever the number
of returns.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, case, distinct, func, or_, select

from db.models.character import Character
from db.models.cue import Cue
from db.models.emotional_tag import EmotionalTag
from db.models.question import FAMILY, OCCURRENCE, Refusal
from db.models.theme import Occurrence, Theme, ThemeCharacter
from db.queries.progress import is_character_ahead
from db.queries.sound import is_sound, showable
from db.queries.timeline import TAG_COLUMNS

_THEME: Any = Theme.__table__
_OCCURRENCE: Any = Occurrence.__table__
_BELONGS: Any = ThemeCharacter.__table__
_CHARACTER: Any = Character.__table__
_CUE: Any = Cue.__table__
_TAG: Any = EmotionalTag.__table__
_REFUSAL: Any = Refusal.__table__

Rows = Sequence[Row[*tuple[Any, ...]]]


def theme(connection: Connection, theme_id: int) -> Any:
    """Raises LookupError when there is none."""
    found = showable(_THEME, connection.execute(select(_THEME).where(_THEME.c.id == theme_id)))
    if not found:
        raise LookupError(f"no theme {theme_id}")
    return found[0]


def counts(connection: Connection) -> Rows:
    """(theme_id, confirmed, others, tracks): how many returns of each theme that has any are
    confirmed, how many aren't, and on how many tracks the confirmed ones are.
    """
    occurrence = _OCCURRENCE.c
    is_confirmed = occurrence.status == "confirmed"
    query = select(
        occurrence.theme_id,
        func.count(case((is_confirmed, 1))),
        func.count(case((~is_confirmed, 1))),
        func.count(distinct(case((is_confirmed, occurrence.track_id)))),
    ).where(occurrence.status != "rejected", is_sound(_OCCURRENCE))
    return connection.execute(query.group_by(occurrence.theme_id)).all()


def characters(connection: Connection, theme_id: int | None = None) -> Sequence[Any]:
    """Characters with the `theme_id` of each theme that belongs to them, by name."""
    query = select(_BELONGS.c.theme_id, _CHARACTER, is_character_ahead()).join(
        _CHARACTER, _CHARACTER.c.id == _BELONGS.c.character_id
    )
    if theme_id is not None:
        query = query.where(_BELONGS.c.theme_id == theme_id)
    found = connection.execute(query.order_by(_CHARACTER.c.name, _CHARACTER.c.id))
    return showable(_CHARACTER, found)


def returns_of(connection: Connection, theme_ids: Collection[int]) -> Rows:
    """The marks of these themes, in the order they were made, without rejected ones."""
    occurrence = _OCCURRENCE.c
    query = select(_OCCURRENCE).where(
        occurrence.theme_id.in_(theme_ids), occurrence.status != "rejected", is_sound(_OCCURRENCE)
    )
    return connection.execute(
        query.order_by(occurrence.created_at, occurrence.start_ms, occurrence.uid)
    ).all()


def themes_on(connection: Connection, track_id: int) -> set[int]:
    """The themes that have confirmed returns on a track."""
    occurrence = _OCCURRENCE.c
    query = select(occurrence.theme_id).where(
        occurrence.track_id == track_id, occurrence.status == "confirmed", is_sound(_OCCURRENCE)
    )
    return set(connection.scalars(query))


def felt_at_returns(connection: Connection, theme_ids: Collection[int]) -> Rows:
    """Emotion marks of what was felt where these themes return, in time order: TAG_COLUMNS, then
    `occurrence_id`.
    """
    tag = (_TAG.c[name] for name in TAG_COLUMNS)
    query = _beside(select(*tag, _OCCURRENCE.c.id.label("occurrence_id")), _TAG, theme_ids)
    query = query.where(_TAG.c.mode == "felt")
    return connection.execute(query.order_by(_TAG.c.start_ms, _TAG.c.id)).all()


def scenes_at_returns(connection: Connection, theme_ids: Collection[int]) -> Rows:
    """(occurrence_id, scene_id, start_ms, scene_offset_ms) of the scene marks there."""
    cue = _CUE.c
    columns = (cue.scene_id, cue.start_ms, cue.scene_offset_ms)
    query = select(_OCCURRENCE.c.id.label("occurrence_id"), *columns)
    return connection.execute(_beside(query, _CUE, theme_ids).order_by(cue.start_ms, cue.id)).all()


def _beside(query: Select[Any], marks: Any, theme_ids: Collection[int]) -> Select[Any]:
    """Marks that overlap returns of these themes, on the same tracks: as `Span.overlaps`."""
    mark, occurrence = marks.c, _OCCURRENCE.c
    both = and_(mark.start_ms < occurrence.end_ms, occurrence.start_ms < mark.end_ms)
    at_start = and_(mark.start_ms == mark.end_ms, mark.start_ms == occurrence.start_ms)
    point = and_(occurrence.start_ms == occurrence.end_ms, mark.start_ms == occurrence.start_ms)
    return query.join_from(_OCCURRENCE, marks, mark.track_id == occurrence.track_id).where(
        occurrence.theme_id.in_(theme_ids),
        occurrence.status != "rejected",
        or_(both, at_start, point),
        is_sound(_OCCURRENCE),
        is_sound(marks),
    )


def answered(connection: Connection, theme_id: int) -> list[tuple[int, int, int, str]]:
    """(track_id, start_ms, end_ms, status) of all that was answered about a theme; of a refusal,
    the status is “rejected”.
    """
    occurrence, refusal = _OCCURRENCE.c, _REFUSAL.c
    marks = select(
        occurrence.track_id, occurrence.start_ms, occurrence.end_ms, occurrence.status
    ).where(occurrence.theme_id == theme_id, is_sound(_OCCURRENCE))
    refused = (
        select(refusal.track_id, refusal.start_ms, refusal.end_ms)
        .join(_THEME, _THEME.c.uid == refusal.what)
        .where(_THEME.c.id == theme_id, refusal.kind == OCCURRENCE, *_placed())
    )
    found = [(*row,) for row in connection.execute(marks)]
    return [*found, *((*row, "rejected") for row in connection.execute(refused))]


def dismissed(connection: Connection) -> Rows:
    """(what, track_id, start_ms, end_ms) of the passages of dismissed families."""
    refusal = _REFUSAL.c
    query = select(refusal.what, refusal.track_id, refusal.start_ms, refusal.end_ms)
    query = query.where(refusal.kind == FAMILY, *_placed())
    return connection.execute(query.order_by(refusal.id)).all()


def confirmed_places(connection: Connection) -> Rows:
    """(theme_id, track_id, start_ms, end_ms) of the confirmed returns of every theme."""
    occurrence = _OCCURRENCE.c
    columns = (occurrence.theme_id, occurrence.track_id, occurrence.start_ms, occurrence.end_ms)
    query = select(*columns).where(occurrence.status == "confirmed", is_sound(_OCCURRENCE))
    return connection.execute(query.order_by(occurrence.id)).all()


def _placed() -> tuple[Any, ...]:
    """Refusals that say where they are."""
    return _REFUSAL.c.end_ms.is_not(None), is_sound(_REFUSAL)
