"""Where the ribbon runs: how high, how thick, and how close its ticks are."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtWidgets import QApplication

from app.characters.records import FeltThere, PlacedScene
from app.core.ids import EmotionId, EmotionSetId, SceneId, TrackId, WorkId
from app.core.timecode import Span
from app.emotions.records import Emotion
from app.story_line.records import LineScene, LineTrack
from app.themes.records import Passage
from ui.story_music.bead import Bead
from ui.story_music.ribbon.geometry import (
    LEAST_COLUMN_PX,
    RibbonLayout,
    Sizes,
    content_width,
    height_share,
    thickness,
)
from ui.story_music.ribbon.labels import DOTS_PX, felt_labels

SIZE = QSizeF(700, 340)
SIZES = Sizes(36, QSizeF(128, 72), 50, QSizeF(0, 28))
WONDER = Emotion(
    EmotionId(1), "u", EmotionSetId(1), "wonder", "Wonder", "", 0.5, 0.5, "#2E7FB8", "star", "",
    None, False, 0,
)  # fmt: skip


def bead(intensity: float = 0.0, level_db: float | None = -20.0, tempo: float | None = 1.0) -> Bead:
    felt = FeltThere(((WONDER, 2),), intensity) if intensity else FeltThere()
    at = PlacedScene(LineScene(SceneId(1), WorkId(1), None, title="The quay"), "S1 E1")
    track = LineTrack(TrackId(1), "Opening", "", "", 90_000, "score", None, True)
    return Bead(at, track, Passage(track.id, Span(0, 9_000)), felt, level_db, tempo)


def layout(*beads: Bead, has_tail: bool = False) -> RibbonLayout:
    return RibbonLayout(beads, SIZE, SIZES, has_tail=has_tail)


def test_the_stronger_it_was_felt_the_higher_it_runs() -> None:
    low, high = layout(bead(1.0), bead(5.0)).points
    assert low.y() - high.y() == pytest.approx(layout(bead(1.0)).field.height())


def test_what_was_not_felt_yet_is_at_half_height() -> None:
    assert height_share(bead()) == 0.5
    field = layout(bead()).field
    assert layout(bead()).points[0].y() == pytest.approx(field.center().y())


@pytest.mark.parametrize(
    ("level_db", "thick"), [(-60.0, 6.0), (-42.0, 6.0), (-26.0, 25.0), (-10.0, 44.0), (0.0, 44.0)]
)
def test_the_louder_the_thicker(level_db: float, thick: float) -> None:
    assert thickness(level_db) == pytest.approx(thick)


def test_it_runs_through_every_bead_as_thick_as_it_is_loud() -> None:
    there = layout(bead(2.0, -42), bead(5.0, -10), bead(3.0, -26))
    for point, half in zip(there.points, (3.0, 22.0, 12.5), strict=True):
        at = min(there.slices, key=lambda one: abs(one.x - point.x()))
        assert (at.y, at.half) == (pytest.approx(point.y(), abs=0.6), pytest.approx(half, abs=0.5))


def test_it_never_rises_above_its_highest_bead() -> None:
    there = layout(bead(2.0), bead(5.0), bead(1.0))
    assert min(one.y for one in there.slices) >= there.points[1].y() - 0.01


def test_the_faster_the_closer_its_ticks() -> None:
    def many(tempo: float) -> int:
        return len(layout(bead(3.0, tempo=tempo), bead(3.0, tempo=tempo)).ticks)

    assert many(2.0) > 1.6 * many(1.0) > 0


def test_without_a_known_tempo_there_are_no_ticks() -> None:
    assert not layout(bead(3.0, tempo=None), bead(3.0, tempo=None)).ticks


def test_words_of_a_feeling_keep_clear_of_the_ribbon() -> None:
    there = layout(bead(1.0), bead(5.0), bead(1.0), bead(4.0, -10))
    path = there.path()
    for place in range(4):
        assert not path.intersects(there.label(place, 60.0, QRectF()))


@pytest.mark.parametrize("wide", [840.0, 1190.0])
@pytest.mark.parametrize("has_tail", [False, True])
def test_words_of_neighbouring_feelings_never_touch(
    qapp: QApplication, wide: float, has_tail: bool
) -> None:
    names = ("Wonder", "Melancholy and longing", "Tenderness", "Restlessness")
    for levels in product((1.0, 3.0, 5.0), repeat=4):
        beads = [
            replace(bead(level), felt=FeltThere(((replace(WONDER, name=name), 2),), level))
            for level, name in zip((*levels, *levels), (*names, *names), strict=True)
        ][:7]
        there = RibbonLayout(beads, QSizeF(wide, 340), SIZES, has_tail=has_tail)
        labels = felt_labels(there, has_names=True)
        boxes = [label.box for label in labels if label is not None]
        assert len(boxes) == 7
        for box, after in pairwise(boxes):
            assert not box.adjusted(-4, 0, 4, 0).intersects(after), levels
        assert all(box.left() >= 0 and box.right() <= wide for box in boxes)
        assert all(box.width() >= DOTS_PX for box in boxes)


def test_seven_fit_and_more_of_them_scroll() -> None:
    assert content_width(7, 1_000) == 1_000
    assert content_width(14, 1_000) == pytest.approx(2_000)
    assert content_width(7, 500) == 7 * LEAST_COLUMN_PX


def test_what_is_covered_has_a_column_at_the_end() -> None:
    there = layout(bead(3.0), bead(3.0), has_tail=True)
    assert there.tail.left() == pytest.approx(there.column(1).right())
    assert there.place_at(QPointF(there.tail.center())) == 2
    assert there.place_at(QPointF(there.points[1])) == 1
    assert max(one.x for one in there.slices) <= there.tail.left()


def test_without_beads_there_is_nothing_to_draw() -> None:
    there = layout()
    assert there.path().isEmpty() and there.fall().isEmpty() and not there.ticks


def test_only_what_is_in_view_is_worked_out() -> None:
    there = RibbonLayout([bead(3.0)] * 600, QSizeF(100_000, 340), SIZES)
    column = there.column_px
    assert there.places(50.5 * column, 56.5 * column) == range(49, 58)
    part = there.path(50 * column, 57 * column).boundingRect()
    assert part.width() < 8 * column
    assert there.places(0, 10) == range(2)
