"""Single lanes: heights, rows, what is under a point, edges, and painting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Mode
from app.themes.records import OccurrenceStatus as Status
from tests.ui.timeline.builders import (
    busy_timeline,
    cue,
    moment,
    occurrence,
    scene,
    swelling_peaks,
    tagged,
    timeline,
)
from ui.style.theme import apply_theme
from ui.style.tokens import DARK, LIGHT, Theme
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.heights import share_heights
from ui.timeline.geometry.lane_area import LaneArea, LaneHeights, Part
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.moment_lane import MomentLane
from ui.timeline.lanes.ruler_lane import RulerLane
from ui.timeline.lanes.scene_lane import SceneLane
from ui.timeline.lanes.theme_lane import ThemeLane
from ui.timeline.lanes.waveform_lane import WaveformLane

AXIS = TimeAxis.whole(100_000, 1_024)  # 100 ms a pixel, x = 12 at 0
AREA = LaneArea(AXIS, 160)

heights = st.tuples(st.integers(0, 50), st.integers(0, 80), st.integers(0, 200)).map(
    lambda t: LaneHeights(t[0], t[0] + t[1], t[0] + t[1] + t[2])
)


def painted(lane: Lane, area: LaneArea = AREA) -> QImage:
    image = QImage(
        round(area.axis.width_px), area.height, QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    lane.paint(painter, area)
    painter.end()
    return image


def painted_rows(image: QImage, x: int) -> tuple[int, int]:
    """How many pixels of a column are painted, and the last of them."""
    rows = [y for y in range(image.height()) if image.pixelColor(x, y).alpha() > 20]
    return len(rows), rows[-1]


def pinned(lane: Lane, area: LaneArea = AREA) -> QImage:
    """What stays at the view's edge, above the lane's picture."""
    image = painted(lane, area)
    painter = QPainter(image)
    lane.paint_pinned(painter, area)
    painter.end()
    return image


def inked(image: QImage) -> int:
    """How many pixels were painted."""
    return sum(
        image.pixelColor(x, y).alpha() > 0
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


@given(st.lists(heights, min_size=1, max_size=6), st.integers(0, 1_500))
def test_lanes_share_the_height_and_get_at_least_their_least(
    wants: list[LaneHeights], room: int
) -> None:
    found = share_heights(wants, room)
    assert all(want.least <= height <= want.most for want, height in zip(wants, found, strict=True))
    assert sum(found) <= max(room, sum(want.least for want in wants))


def test_each_emotion_has_its_own_row() -> None:
    lane = EmotionLane()
    tags = (tagged(1, 0, 50_000), tagged(2, 10_000, emotion=4), tagged(3, 60_000, 70_000))
    lane.set_values(tags)
    tops = [lane.rect_of(AREA, tag.ref) for tag in tags]
    assert tops[0] is not None and tops[1] is not None and tops[2] is not None
    assert tops[0].bottom() <= tops[1].top()
    assert tops[2].top() == tops[0].top()


def test_themes_that_overlap_are_below_one_another() -> None:
    lane = ThemeLane()
    lane.set_values((occurrence(1, 0, 50_000), occurrence(2, 10_000, 20_000)))
    rows = [lane.rect_of(LaneArea(AXIS, 60), MarkRef(MarkKind.OCCURRENCE, n)) for n in (1, 2)]
    assert rows[0] is not None and rows[1] is not None
    assert rows[0].bottom() <= rows[1].top()


def test_a_new_mark_leaves_the_others_in_their_rows() -> None:
    lane = EmotionLane()
    old = (tagged(1, 10_000, 50_000), tagged(2, 20_000, 60_000))
    lane.set_values(old)
    before = [lane.rect_of(AREA, tag.ref) for tag in old]
    lane.set_values((tagged(3, 5_000, 90_000), *old))
    after = [lane.rect_of(AREA, tag.ref) for tag in old]
    assert [r.top() for r in after if r] == [r.top() for r in before if r]


def test_a_stronger_emotion_is_a_taller_bar() -> None:
    lane = EmotionLane()
    tags = [tagged(n, n * 15_000, n * 15_000 + 8_000, intensity=n) for n in range(1, 6)]
    lane.set_values(tuple(tags))
    rows = [rect for tag in tags if (rect := lane.rect_of(AREA, tag.ref))]
    image = painted(lane)
    heights = [painted_rows(image, round(row.center().x()) + 25)[0] for row in rows]
    assert heights == sorted(heights) and heights[-1] >= heights[0] + 4


@pytest.mark.parametrize(
    ("at_ms", "part"),
    [(20_100, Part.START), (25_000, Part.BODY), (29_900, Part.END)],
)
def test_edges_and_body_of_a_span_are_distinguished(at_ms: int, part: Part) -> None:
    lane = EmotionLane()
    tag = tagged(1, 20_000, 30_000)
    lane.set_values((tag,))
    hit = lane.hit(AREA, AXIS.x_of(at_ms), AREA.height / 2)
    assert hit is not None
    assert (hit.ref, hit.part, hit.span) == (tag.ref, part, tag.span)


def test_a_point_has_only_a_body() -> None:
    lane = EmotionLane()
    tag = tagged(1, 20_000)
    lane.set_values((tag,))
    for offset in (-4, 0, 4):
        hit = lane.hit(AREA, AXIS.x_of(20_000) + offset, AREA.height / 2)
        assert hit is not None and hit.part is Part.BODY
    assert lane.hit(AREA, AXIS.x_of(20_000) + 40, AREA.height / 2) is None


def test_a_span_of_one_pixel_can_still_be_moved() -> None:
    lane = EmotionLane()
    tag = tagged(1, 20_000, 20_100)
    lane.set_values((tag,))
    hit = lane.hit(AREA, AXIS.x_of(20_050), AREA.height / 2)
    assert hit is not None and (hit.ref, hit.part) == (tag.ref, Part.BODY)


def test_the_selected_mark_is_hit_before_its_neighbour() -> None:
    lane = ThemeLane()
    first, second = occurrence(1, 10_000, 20_000), occurrence(2, 20_200, 30_000)
    lane.set_values((first, second))
    ref = MarkRef(MarkKind.OCCURRENCE, 1)
    hit = lane.hit(LaneArea(AXIS, 60, selected=frozenset({ref})), AXIS.x_of(20_100), 10)
    assert hit is not None and hit.ref == ref


def test_marks_that_coincide_are_one_number_which_opens_when_zooming_in() -> None:
    lane = EmotionLane()
    tags = tuple(tagged(n, 50_000 + 70 * n) for n in range(1, 8))
    lane.set_values(tags)
    assert all(lane.rect_of(AREA, tag.ref) is None for tag in tags)
    assert set(lane.counted_with(AREA, tags[3].ref)) == {tag.ref for tag in tags}
    place = lane.place_of(AREA, tags[3].ref)
    assert place is not None
    hit = lane.hit(AREA, place.center().x(), place.center().y())
    assert hit is not None and hit.ref is None
    assert hit.span.start_ms == 50_070
    closer = LaneArea(AXIS.showing(hit.span), AREA.height)
    assert all(lane.rect_of(closer, tag.ref) is not None for tag in tags)


def test_a_selected_mark_is_taken_out_of_its_number() -> None:
    lane = EmotionLane()
    tags = tuple(tagged(n, 50_000, 72_000 + n) for n in range(1, 8))
    lane.set_values(tags)
    hidden = tags[3]
    area = LaneArea(AXIS, 160, selected=frozenset({hidden.ref}))
    assert lane.rect_of(AREA, hidden.ref) is None
    hit = lane.hit(area, AXIS.x_of(61_000), AREA.height / 2)
    assert hit is not None and hit.ref == hidden.ref
    assert painted(lane, area) != painted(lane)


def test_snapping_offers_both_edges_of_marks_nearby() -> None:
    lane = SceneLane()
    lane.set_values((cue(1, 10_000, 40_000),))
    assert lane.edges_near(AXIS, AXIS.x_of(10_300), 6) == [Edge(10_000, "Scene")]
    assert lane.edges_near(AXIS, AXIS.x_of(40_000), 6) == [Edge(40_000, "Scene")]
    assert lane.edges_near(AXIS, AXIS.x_of(25_000), 6) == []


def test_rejected_occurrences_are_not_shown() -> None:
    lane = ThemeLane()
    rejected = occurrence(1, 0, 10, Status.REJECTED)
    lane.set_timeline(timeline(occurrences=[rejected]))
    assert list(lane.refs()) == [] and not lane.is_filled


def test_how_sure_a_theme_mark_is_is_seen_without_colour() -> None:
    """Along the upper edge: a solid line, long dashes, short dashes; and a ground that fades."""
    drawn, grounds = {}, {}
    for status in (Status.CONFIRMED, Status.UNSURE, Status.CANDIDATE):
        lane = ThemeLane()
        lane.set_values((occurrence(1, 20_000, 90_000, status),))
        image = painted(lane, LaneArea(AXIS, 60))
        rect = lane.rect_of(LaneArea(AXIS, 60), MarkRef(MarkKind.OCCURRENCE, 1))
        assert rect is not None
        middle, inside = round(rect.center().x()), round(rect.bottom()) - 5
        edge = [darkness(image, x, rect.top()) for x in range(middle, middle + 200)]
        drawn[status] = sum(each > 60 for each in edge) / len(edge)
        grounds[status] = QColor(image.pixel(middle, inside)).lightness()
    assert drawn[Status.CONFIRMED] == 1
    assert 0.6 < drawn[Status.UNSURE] < 0.9
    assert 0.3 < drawn[Status.CANDIDATE] < 0.6
    assert grounds[Status.CONFIRMED] < grounds[Status.UNSURE] < grounds[Status.CANDIDATE]


def darkness(image: QImage, x: int, top: float) -> int:
    """Of the darkest pixel near the top of a bar, 0..255; nothing painted is 0."""
    shades = [image.pixelColor(x, round(top) + down) for down in range(4)]
    return max((255 - shade.lightness()) * shade.alpha() // 255 for shade in shades)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_lane_paints_in_both_themes(qapp: QApplication, theme: Theme) -> None:
    apply_theme(qapp, theme)
    busy = busy_timeline(100_000, 60)
    lanes: list[Lane] = [RulerLane(), WaveformLane()]
    scenes, feelings, hearts, themes = SceneLane(), EmotionLane(), MomentLane(), ThemeLane()
    scenes.set_values((*busy.cues, cue(90, 0, 99_000, scene(90, "Later", is_spoiler=True))))
    feelings.set_values(busy.tags)
    hearts.set_values(busy.moments)
    themes.set_values(busy.occurrences)
    for lane in (*lanes, scenes, feelings, hearts, themes):
        assert inked(painted(lane)) > 100


def test_empty_lanes_say_what_to_do() -> None:
    for lane in (SceneLane(), EmotionLane(), MomentLane(), ThemeLane()):
        assert lane.what_to_do()
        assert inked(pinned(lane)) == 0
    filled = EmotionLane()
    filled.set_values((tagged(1, 10_000),))
    assert not filled.what_to_do()


def test_felt_is_filled_and_expressed_is_outlined() -> None:
    def colour_in_the_middle(mode: Mode) -> str:
        lane = EmotionLane()
        # peacefulness has the solid pattern; far from its label
        lane.set_values((tagged(1, 10_000, 39_000, emotion=4, intensity=5, mode=mode),))
        row = lane.rect_of(AREA, tagged(1, 0).ref)
        assert row is not None
        return painted(lane).pixelColor(round(row.right()) - 20, round(row.center().y())).name()

    assert colour_in_the_middle(Mode.FELT) not in (LIGHT.raised.lower(), "#000000")
    assert colour_in_the_middle(Mode.EXPRESSED) == LIGHT.raised.lower()


def test_a_moved_mark_is_painted_where_it_is_dragged() -> None:
    lane = MomentLane()
    heart = moment(1, 10_000)
    lane.set_values((heart,))
    ref = MarkRef(MarkKind.MOMENT, 1)
    image = painted(lane, LaneArea(AXIS, 60, moved={ref: Span.point(80_000)}))
    x = round(AXIS.x_of(80_000))
    assert any(image.pixelColor(x, y).alpha() > 0 for y in range(60))
    assert not any(image.pixelColor(round(AXIS.x_of(10_000)), y).alpha() > 0 for y in range(60))


def test_the_waveform_shows_where_the_music_is_loud() -> None:
    lane = WaveformLane()
    lane.set_peaks(swelling_peaks(50_000))
    image = painted(lane, LaneArea(AXIS, 100))

    def painted_rows(ms: int) -> int:
        x = round(AXIS.x_of(ms))
        return sum(image.pixelColor(x, y).alpha() > 20 for y in range(100))

    assert painted_rows(8_700) > painted_rows(300) > 0
    assert painted_rows(80_000) == 0  # the peaks end at 50 s


def test_the_waveform_shows_the_progress_of_its_peaks() -> None:
    lane = WaveformLane()
    plain = inked(pinned(lane))
    lane.set_progress(40, 100)
    assert inked(pinned(lane)) > plain + 200
    lane.set_progress(100, 100)
    assert inked(pinned(lane)) == plain


def test_scenes_that_follow_one_another_share_a_row() -> None:
    lane = SceneLane()
    lane.set_values((cue(1, 0, 30_333), cue(2, 30_333, 70_000), cue(3, 70_000, 99_000)))
    rects = [lane.rect_of(AREA, MarkRef(MarkKind.CUE, n)) for n in (1, 2, 3)]
    assert len({rect.top() for rect in rects if rect is not None}) == 1
