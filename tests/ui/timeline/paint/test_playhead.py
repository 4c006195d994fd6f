"""What is written in a lane can be read while the playhead passes over it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.timeline.builders import cue, moment, occurrence, scene, tagged, timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.style.contrast import contrast_ratio
from ui.style.theme import apply_theme, current_theme
from ui.style.tokens import DARK, LIGHT, Theme
from ui.timeline.view import TimelineView

_WORDS = "A favourite with many words, which go on for a while and still on"
_WRITTEN = {
    "scenes": timeline(cues=[cue(1, 10_000, 90_000, scene(1, _WORDS))]),
    "favourites": timeline(moments=[moment(1, 10_000, label=_WORDS)]),
    "themes": timeline(occurrences=[occurrence(1, 10_000, 90_000)]),
}


@pytest.fixture(params=[LIGHT, DARK], ids=lambda theme: theme.name)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    apply_theme(qapp, request.param)
    yield request.param
    apply_theme(qapp, LIGHT)


def contrasts(view: TimelineView, lane: str, at_ms: int) -> float:
    """The greatest between any two pixels of a lane that the playhead is on, at the right one of
    its two.
    """
    slot = view.lanes.slot_for(view.lanes.by_key[lane])
    assert slot is not None
    x = round(view.viewport.axis.aligned().x_of(at_ms)) + view.canvas.gutter_px
    middle = QRect(x, slot.top + slot.height // 4, 1, slot.height // 2)
    image = view.grab(middle).toImage()
    seen = {image.pixelColor(0, y).name() for y in range(image.height())}
    return max(contrast_ratio(one, other) for one in seen for other in seen)


@pytest.mark.parametrize("lane", _WRITTEN)
def test_words_show_through_the_playhead(qtbot: QtBot, theme: Theme, lane: str) -> None:
    view = shown_view(qtbot, _WRITTEN[lane], 1_200)
    best = 0.0
    start_ms = 24_000 if lane == "scenes" else 12_000  # beside its still
    for at_ms in range(start_ms, start_ms + 6_000, 80):  # some letter is there, and its strokes
        view.viewport.set_position(at_ms)
        QApplication.processEvents()
        best = max(best, contrasts(view, lane, at_ms))
    assert best >= 4.5


def test_where_nothing_is_written_the_playhead_is_as_clear_as_ever(
    qtbot: QtBot, theme: Theme
) -> None:
    view = shown_view(qtbot, timeline(tags=[tagged(1, 10_000)]), 1_200)
    view.viewport.set_position(50_000)
    slot = view.lanes.slot_for(view.lanes.by_key["music"])
    assert slot is not None
    x = view.canvas.gutter_px + round(view.viewport.axis.aligned().x_of(50_000))
    shot = view.grab(QRect(QPoint(x, slot.top + 2), QPoint(x, slot.top + 9))).toImage()
    assert {shot.pixelColor(0, y).name() for y in range(8)} == {current_theme().playhead.lower()}
