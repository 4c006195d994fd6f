"""The steps that let the program find where a melody returns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from ui.tour.stage import Script, Stage, Until
from ui.widgets.buttons import IconButton
from ui.widgets.quiet_line import QuietLine

_Key = Qt.Key
_STATED = Span(8_400, 29_500)  # the heart motif; beside the edges of its own mark
_TRACKS = 5  # of the soundtrack, which state it in full
_NAME = "Heard by the tram window"  # not shown
_PATIENCE_S = 120.0


def mark_melody(stage: Stage) -> Script:
    view = stage.pages.listen.timeline
    stage.driver.drag(view.canvas, *stage.stretch(_STATED))
    yield Until("no passage was selected", lambda: view.marks.selected_span is not None)
    stage.driver.tap(_Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    yield Until("no name was asked for", lambda: QApplication.activeModalWidget() is not None)
    stage.driver.write(_NAME)


def find_returns(stage: Stage) -> Script:
    stage.driver.tap(_Key.Key_Return)
    yield stage.on_page("theme_search")
    page = stage.pages.theme_search
    yield Until("the search didn’t end", lambda: not page.search.is_searching, _PATIENCE_S)
    yield Until("it isn’t found all over the soundtrack", lambda: len(found_in(stage)) >= _TRACKS)
    yield Until("no place is shown", lambda: page.detail.isVisible())
    close_messages(stage)
    yield stage.at_keyboard()


def close_messages(stage: Stage) -> None:
    """Those of earlier steps: they would be in front of the picture."""
    while lines := [each for each in stage.window.findChildren(QuietLine) if each.isVisible()]:
        button = lines[0].findChild(IconButton)
        assert button is not None
        stage.driver.click(button)


def found_in(stage: Stage) -> set[int]:
    """The tracks in which it probably returns."""
    return {entry.passage.track_id for entry in stage.pages.theme_search.judging.ranking.shown}
