"""Marks of other versions, faintly where they would be here."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.ids import AlignmentId, TrackId
from app.core.timecode import Span
from app.timeline.records import MarkElsewhere, TrackTimeline, Versions
from tests.ui.timeline.builders import moment, tagged, timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.versions_lane import VersionsLane


def elsewhere(place: int, at_ms: int) -> MarkElsewhere:
    mark = moment(place, at_ms + 500, label="the answer") if place % 2 else tagged(place, at_ms)
    return MarkElsewhere(mark, Span.point(at_ms), AlignmentId(1), TrackId(9), "Brass")


def seen_on(*marks: MarkElsewhere) -> TrackTimeline:
    return replace(timeline(moments=[moment(1, 40_000)]), versions=Versions(marks=marks))


def test_it_shows_by_itself_once_there_are_some_and_counts_none_as_the_track_s_own(
    qtbot: QtBot, qapp: QApplication
) -> None:
    view = shown_view(qtbot, timeline(moments=[moment(1, 40_000)]))
    keys = [slot.lane.key for slot in view.lanes.slots]
    assert "versions" not in keys
    view.marks.set_timeline(seen_on(elsewhere(3, 20_000), elsewhere(4, 60_000)))
    qapp.processEvents()
    assert "versions" in [slot.lane.key for slot in view.lanes.slots]
    lane = view.lanes.by_key["versions"]
    assert lane.marks is None
    assert lane.summary(view.viewport.axis, frozenset()) == "2 marks of other versions"


def test_each_is_told_with_its_version(qapp: QApplication) -> None:
    lane = VersionsLane()
    assert "Align" in lane.what_to_do()
    assert lane.set_timeline(seen_on(elsewhere(3, 20_000))) is None
    assert lane.what_to_do() == ""
    assert lane.set_timeline(seen_on(elsewhere(3, 20_000))) == []
    axis = TimeAxis.whole(100_000, 1_000)
    area = LaneArea(axis, 30)
    told = lane.tip_at(area, axis.x_of(20_000), 15, ())
    assert told == ["0:20 · Favourite moment “the answer” · on “Brass”, not carried over"]
    hit = lane.hit(area, axis.x_of(20_000), 15)
    assert hit is not None and hit.ref is None and not hit.is_movable
    assert lane.hit(area, axis.x_of(50_000), 15) is None


def test_it_is_painted_at_its_place_and_crowds_thin_out(qapp: QApplication) -> None:
    axis = TimeAxis.whole(100_000, 1_000)

    def painted(*marks: MarkElsewhere) -> QImage:
        lane = VersionsLane()
        lane.set_timeline(seen_on(*marks))
        picture = QImage(1_000, 30, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(0)
        painter = QPainter(picture)
        lane.paint(painter, LaneArea(axis, 30))
        painter.end()
        return picture

    one = painted(elsewhere(3, 20_000))
    x = round(axis.x_of(20_000))
    assert one.pixelColor(x, 15).alpha() > 0 and one.pixelColor(x + 60, 15).alpha() == 0
    crowd = (elsewhere(3 + 2 * n, 20_000 + n) for n in range(500))
    assert painted(*crowd) == one
