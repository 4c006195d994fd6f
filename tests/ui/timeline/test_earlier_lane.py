"""The lane of earlier hearings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.instant import Instant
from app.core.timecode import Span
from app.timeline.hearings import Hearing
from tests.ui.timeline.builders import MADE_AT_MS, busy_timeline, moment, tagged
from tests.ui.timeline.test_lanes import inked, painted, pinned
from ui.style.theme import apply_theme
from ui.style.tokens import DARK, LIGHT, Theme
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.earlier_lane import EarlierLane
from ui.timeline.lanes.earlier_rows import row_of, signs_in
from ui.timeline.paint.mark_paint import caption_height

AXIS = TimeAxis.whole(100_000, 1_024)
WHOLE = Span(0, 100_000)
YEAR_MS = 365 * 24 * 3_600_000


def hearing(years_ago: int, *tags: int, stretch: Span = WHOLE) -> Hearing:
    return Hearing(
        Instant(MADE_AT_MS - years_ago * YEAR_MS, 60),
        (stretch,),
        tuple(tagged(1_000 * years_ago + n, at, emotion=years_ago) for n, at in enumerate(tags)),
        (moment(years_ago, 50_000),),
    )


def area(rows: int) -> LaneArea:
    return LaneArea(AXIS, 6 + round(1.4 * caption_height() * rows))


def lane_of(*hearings: Hearing) -> EarlierLane:
    lane = EarlierLane()
    lane.set_hearings(hearings)
    return lane


def test_each_hearing_has_a_row_with_the_newest_on_top() -> None:
    lane = lane_of(hearing(1, 20_000), hearing(2, 20_000))
    room, x = area(2), AXIS.x_of(20_000)
    rows = [lane.hit(room, x, y) for y in range(room.height)]
    said = list(dict.fromkeys(hit.text.split("\n")[0] for hit in rows if hit is not None))
    assert len(said) == 2
    assert said[0].startswith("14 November 2022") and said[1].startswith("14 November 2021")


def test_what_is_under_the_pointer_says_when_and_what() -> None:
    lane = lane_of(hearing(1, 20_000))
    hit = lane.hit(area(1), AXIS.x_of(20_000), area(1).height / 2)
    assert hit is not None and hit.ref == tagged(1_000, 0).ref
    assert "heard" in hit.text and "Transcendence, felt" in hit.text
    assert lane.hit(area(1), AXIS.x_of(80_000), area(1).height / 2) is None
    assert "2022" in lane.tip_at(area(1), 5, area(1).height / 2, ["Wonder"])[0]


def test_looking_back_moves_no_mark(qtbot: QtBot) -> None:
    from PySide6.QtCore import QPoint

    from tests.ui.timeline.builders import timeline
    from tests.ui.timeline.timeline_view import drag, shown_view

    tag = tagged(1_000, 20_000, emotion=1)
    view = shown_view(qtbot, timeline(100_000, tags=[tag]))
    view.resize(1_000, 700)
    view.hearings.show((hearing(1, 20_000),))
    slot = view.lanes.slot_for(view.lanes.of(EarlierLane))
    assert slot is not None
    x = round(view.canvas.gutter_px + view.viewport.axis.x_of(20_000))
    at = QPoint(x, slot.top + slot.height // 2)
    with qtbot.assertNotEmitted(view.marks.marks_moved), qtbot.waitSignal(view.marks.span_selected):
        drag(qtbot, view, at, at + QPoint(120, 0))
    assert view.marks.selection == tag.ref, "it is selected all the same"


def test_hearings_without_room_share_the_last_row() -> None:
    lane = lane_of(*(hearing(n, 10_000 * n) for n in range(1, 8)))
    room = area(3)
    tips = (lane.tip_at(room, 5, y, []) for y in range(4, room.height - 4))
    texts = list(dict.fromkeys(text for tip in tips for text in tip))
    assert len(texts) == 3
    assert "5 earlier hearings" in texts[-1]
    hit = lane.hit(room, AXIS.x_of(70_000), room.height - 10)
    assert hit is not None and hit.ref == tagged(7_000, 0).ref, "the oldest is still there"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_it_paints_in_both_themes_and_shows_what_sounded(qapp: QApplication, theme: Theme) -> None:
    apply_theme(qapp, theme)
    half = lane_of(hearing(1, stretch=Span(0, 50_000)))
    image = painted(half, area(1))
    y = area(1).height // 2
    assert image.pixelColor(round(AXIS.x_of(45_000)), y) == QColor(theme.sunken)
    assert image.pixelColor(round(AXIS.x_of(60_000)), y).alpha() == 0


def test_an_empty_lane_says_what_will_be_here() -> None:
    assert inked(pinned(EarlierLane(), area(2))) > 50


def test_signs_that_lie_close_are_thinned_and_not_all_drawn() -> None:
    busy = busy_timeline(100_000, 4_000)
    crowded = replace(hearing(1), tags=busy.tags, moments=())
    row = row_of([crowded])
    rect = painted(lane_of(crowded), area(1)).rect().toRectF()
    shown = list(signs_in(row, rect, AXIS))
    assert len(shown) < 400 < len(row.marks)
    xs = [at.left() for _sign, at in shown]
    assert len(set(xs)) == len(xs)


def test_parts_of_a_picture_are_thinned_like_the_whole() -> None:
    crowded = replace(hearing(1), tags=busy_timeline(100_000, 4_000).tags, moments=())
    row = row_of([crowded])
    rect = painted(lane_of(crowded), area(1)).rect().toRectF()
    whole = {sign.ref for sign, _at in signs_in(row, rect, AXIS)}
    parts: set[object] = set()
    for left in range(0, 1_024, 128):
        window = AXIS.window(AXIS.left_px + left, 128)
        parts |= {sign.ref for sign, _at in signs_in(row, rect, window)}
    assert parts == whole


def test_dates_stay_in_view_and_clear_of_signs() -> None:
    from PySide6.QtGui import QImage, QPainter

    def pinned(axis: TimeAxis) -> QImage:
        lane = lane_of(hearing(1, 200), hearing(2, 60_000))
        room = LaneArea(axis, area(2).height)
        image = QImage(1_024, room.height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        lane.paint_pinned(painter, room)
        painter.end()
        return image

    def leftmost(image: QImage, y: int) -> int:
        return next(x for x in range(1_024) if image.pixelColor(x, y).alpha() > 0)

    whole, close = pinned(AXIS), pinned(AXIS.showing(Span(52_000, 58_000)))
    upper, lower = area(2).height // 4, area(2).height * 3 // 4
    assert leftmost(whole, lower) < leftmost(whole, upper) < 60, "beside the sign at 0:00"
    assert leftmost(close, upper) <= 3
