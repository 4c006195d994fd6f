"""The steps that begin to listen: the library, the first track, going forward."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.player.records import PlayState
from ui.tour.stage import Script, Stage, Until

_Key = Qt.Key


def open_library(stage: Stage) -> Script:
    table = stage.pages.library.table
    tracks = len(stage.services.library.tracks())
    yield Until("the demo’s tracks aren’t listed", lambda: table.model().rowCount() == tracks)


def play_opening(stage: Stage) -> Script:
    table = stage.pages.library.table
    row = stage.services.library.tracks()[0]
    table.select_lines([row.key])
    middle = table.visualRect(table.model().index(table.currentIndex().row(), 1)).center()
    stage.driver.double_click(table.viewport(), middle)
    yield stage.on_page("listen")
    yield Until("it doesn’t play", lambda: stage.playback.state is PlayState.PLAYING)
    yield Until("another track plays", lambda: stage.playback.track is not None
                and stage.playback.track.id == row.id)  # fmt: skip
    yield stage.heard(600)
    yield Until("no waveform was drawn", lambda: stage.desk.track_view.peaks is not None)


def go_forward(stage: Stage) -> Script:
    for _time in range(6):
        stage.driver.tap(_Key.Key_Right)
    yield stage.heard(31_000)
