"""Where a moment leads: to its music, and to its day in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.marks import MarkRef
from ui.bridge.places import DayPlace, TrackPlace

if TYPE_CHECKING:
    from app.comfort.records import ComfortMoment
    from ui.bridge.places import Navigator


def open_moment(navigator: Navigator, moment: ComfortMoment) -> None:
    item = moment.item
    assert item.track is not None and item.span is not None
    mark = MarkRef(item.kind, item.owner_id)
    navigator.show(TrackPlace(item.track.id, item.span.start_ms, mark))


def open_day(navigator: Navigator, moment: ComfortMoment) -> None:
    navigator.show(DayPlace(moment.item.day, moment.item.uid))
