"""The steps in the settings, and what they change: the latency, the theme, a small window."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.player.records import PlayState
from ui.style.theme import current_theme
from ui.tour.probes import open_calibration
from ui.tour.stage import Script, Stage, Until

_Key = Qt.Key
_SMALL = (1000, 640)


def match_sound(stage: Stage) -> Script:
    stage.desk.actions["calibrate"].trigger()
    yield Until("the calibration didn’t open", lambda: open_calibration() is not None)
    stage.driver.tap(_Key.Key_Right)
    yield Until("no flash came", lambda: (found := open_calibration()) and found.dot.light == 1)


def go_dark(stage: Stage) -> Script:
    stage.driver.tap(_Key.Key_Escape)
    yield stage.at_keyboard()
    stage.driver.click(stage.pages.settings.appearance.themes["dark"])
    yield Until("the theme isn’t dark", lambda: current_theme().name == "dark")
    yield Until("the choice wasn’t saved", lambda: stage.services.settings.current.theme == "dark")


def listen_in_the_dark(stage: Stage) -> Script:
    view = stage.pages.listen.timeline
    view.setFocus()
    stage.driver.tap(_Key.Key_Escape)
    yield Until("the passage is still selected", lambda: view.marks.selected_span is None)
    # On a slow machine the next track may just be loading: Space would pause it.
    if stage.playback.state not in (PlayState.PLAYING, PlayState.LOADING):
        stage.driver.tap(_Key.Key_Space)
    yield Until("it doesn’t play on", lambda: stage.playback.state is PlayState.PLAYING)


def make_small(stage: Stage) -> Script:
    yield Until("the window still fills the screen", lambda: not stage.window.isFullScreen())
    stage.window.resize(*_SMALL)
    yield Until(
        "the size is wrong", lambda: (stage.window.width(), stage.window.height()) == _SMALL
    )
