"""The steps that assign a scene to a passage."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.core.timecode import Span
from app.player.records import PlayState
from ui.tour.probes import cue_count, first_match, open_chooser
from ui.tour.stage import Script, Stage, Until

_Key = Qt.Key
_SCENE = Span(47_000, 58_000)
_SCENE_LETTERS = "rain"
_SCENE_TITLE = "Rain on the rooftop garden"  # not shown


def ask_for_scene(stage: Stage) -> Script:
    stage.driver.tap(_Key.Key_Space)
    yield Until("it goes on playing", lambda: stage.playback.state is PlayState.PAUSED)
    view = stage.pages.listen.timeline
    stage.driver.drag(view.canvas, *stage.stretch(_SCENE))
    yield Until("no passage was selected", lambda: view.marks.selected_span is not None)
    stage.driver.tap(_Key.Key_S)
    yield Until("the chooser didn’t open", lambda: open_chooser() is not None)
    stage.driver.write(_SCENE_LETTERS)
    yield Until("the scene wasn’t found", lambda: _SCENE_TITLE in first_match())


def choose_scene(stage: Stage) -> Script:
    before = cue_count(stage, _SCENE_TITLE)
    stage.driver.tap(_Key.Key_Return)
    yield Until("the scene wasn’t saved", lambda: cue_count(stage, _SCENE_TITLE) == before + 1)
    yield stage.at_keyboard()


def take_back(stage: Stage) -> Script:
    before = cue_count(stage, _SCENE_TITLE)
    stage.driver.ctrl(_Key.Key_Z)
    yield Until("it wasn’t undone", lambda: cue_count(stage, _SCENE_TITLE) == before - 1)
    stage.driver.ctrl(_Key.Key_Z, shift=True)
    yield Until("it wasn’t redone", lambda: cue_count(stage, _SCENE_TITLE) == before)
