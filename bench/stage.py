"""What the Stage costs: CPU time of the whole process while music plays, in a window of 1320 x 840.

At rest, between two changes: only the playhead moves. The floor, turn by turn: the same window with
the same music, filled by a widget that shows nothing. Drifting: with six pills on their way, beside
the same floor. Paused: both without music. In a cross-fade: from one still to another, with the
music and six pills; the floor, after each: a bare window that cross-fades the same two pictures at
the same rate, while the first one shows nothing and plays on.

Usage: python -m bench.stage [--platform offscreen|xcb] [--rounds 5]
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.display import expect_display
from bench.figure import say, spread

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from ui.stage.page import StagePage
    from ui.window.main_window import MainWindow

SIZE = (1320, 840)
TURN_S = 2.0
SETTLED_S = 1.2  # after a page was opened
CUE_MS = 60_000
MARKED_MS = 70_000  # from here on there are pills
BARE = "bare"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", default="offscreen")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = asked.platform
    expect_display()
    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        staged_profile(Path(folder))
        measure(Path(folder), asked.rounds)


def staged_profile(profile: Path) -> None:
    """One silent track of three minutes with three scenes, and marks in the second and third."""
    from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
    from PySide6.QtWidgets import QApplication

    from app.core.ids import TrackId
    from app.core.timecode import Span
    from app.story.records import WorkKind
    from bench.profile import filled_profile, open_profile
    from bench.real_window import write_silence

    QApplication.instance() or QApplication([])
    filled_profile(profile, 1)
    write_silence(profile)
    services = open_profile(profile)
    track = TrackId(1)
    work = services.scenes.add_work(WorkKind.SERIES, "My Heart", track_ids=[track])
    for n, hue in enumerate((10, 130, 250)):
        image = QImage(1920, 1080, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        gradient = QLinearGradient(0, 0, 1920, 1080)
        gradient.setColorAt(0, QColor.fromHsl(hue, 120, 60))
        gradient.setColorAt(1, QColor.fromHsl(hue + 60, 160, 190))
        painter.fillRect(image.rect(), gradient)
        painter.end()
        file = profile / f"{n}.png"
        image.save(str(file))
        still = services.pictures.keep(file)
        scene = services.scenes.add_scene(work, f"Scene {n}", still=still)
        services.cues.add_cue(track, Span(n * CUE_MS, (n + 1) * CUE_MS), scene)
    words = services.emotions.emotions()
    for n in range(25):
        at = Span.point(MARKED_MS + 4_000 * n)
        services.tagging.add_tag(track, words[n % len(words)].id, at)
    services.close()


def measure(profile: Path, rounds: int) -> None:
    """The window ends with it."""
    from bench.real_window import opened_window
    from ui.tour.own_pages import OwnPages
    from ui.window.page_table import PAGES

    window, _listen = opened_window(profile, SIZE, (*PAGES, _bare_page()))
    desk = window.desk
    assert desk is not None
    stage = OwnPages(desk.pages).stage
    playback = desk.playback
    playback.cue_up(1)
    playback.toggle()
    _await(lambda: playback.is_playing and desk.track_view.peaks is not None)
    say("stage_at_rest", **_by_turns(window, 2_000, rounds))
    say("stage_drifting", **_by_turns(window, MARKED_MS + 20_000, rounds))
    _measure_fades(window, stage, rounds)
    playback.pause()
    say("stage_paused", **_by_turns(window, 2_000, rounds))
    window.close()


def _by_turns(window: MainWindow, from_ms: int, rounds: int) -> dict[str, Any]:
    """Milliseconds of CPU a second."""
    assert window.desk is not None
    ours: list[float] = []
    floors: list[float] = []
    window.desk.playback.seek_ms(from_ms)
    for _round in range(rounds):
        for key, taken in (("stage", ours), (BARE, floors)):
            _open(window, key)
            taken.append(_cpu_ms(TURN_S) / TURN_S)
        window.desk.playback.seek_ms(from_ms)
    return spread(ours, floors)


def _measure_fades(window: MainWindow, stage: StagePage, rounds: int) -> None:
    from ui.stage.page import FADE_MS

    assert window.desk is not None
    playback = window.desk.playback
    _open(window, "stage")
    pictures = []
    for at_ms in (CUE_MS - 5_000, CUE_MS + 30_000):
        playback.seek_ms(at_ms)
        _await(lambda: stage.canvas.has_picture and not stage.canvas.fade.is_under_way)
        pictures.append(_picture_of(stage))
    bare = _fading_window(stage, pictures)
    ours: list[float] = []
    floors: list[float] = []
    lasts_s = FADE_MS / 1000 + 0.2
    for turn in range(2 * rounds):
        playback.seek_ms(MARKED_MS + 22_000)
        _open(window, "stage")
        _await(lambda: not stage.canvas.fade.is_under_way)
        stage.canvas.fade.show(pictures[turn % 2], 0)
        _wait(0.2)
        stage.canvas.fade.show(pictures[1 - turn % 2], FADE_MS)
        ours.append(_cpu_ms(lasts_s))
        _open(window, BARE)
        bare.cross_fade(pictures[turn % 2], 0)
        _wait(0.2)
        bare.cross_fade(pictures[1 - turn % 2], FADE_MS)
        floors.append(_cpu_ms(lasts_s))
    bare.close()
    say("stage_cross_fade", **spread(ours, floors))


def _picture_of(stage: StagePage) -> QPixmap:
    canvas = stage.canvas
    picture = canvas._pictures.picture(canvas.backdrop, canvas._canvas)
    assert picture is not None
    return picture


def _fading_window(stage: StagePage, pictures: list[QPixmap]) -> Any:
    """A widget that does nothing but cross-fade."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtGui import QPainter, QPaintEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    from ui.stage.fade import FRAME_MS

    class Fading(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self._old = self._new = pictures[0]
            self._began_s, self._lasts_s = 0.0, 0.0
            self._timer = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
            self._timer.timeout.connect(self._step)

        def cross_fade(self, picture: QPixmap, lasts_ms: int) -> None:
            self._old, self._new = self._new, picture
            self._began_s, self._lasts_s = time.monotonic(), lasts_ms / 1000
            self._timer.start()

        def _share(self) -> float:
            return min(1.0, (time.monotonic() - self._began_s) / max(0.001, self._lasts_s))

        def _step(self) -> None:
            if self._share() >= 1.0:
                self._timer.stop()
            self.update()

        def paintEvent(self, event: QPaintEvent) -> None:
            painter = QPainter(self)
            painter.drawPixmap(0, 0, self._old)
            painter.setOpacity(self._share())
            painter.drawPixmap(0, 0, self._new)

    widget = Fading()
    widget.resize(stage.canvas.size())
    widget.show()
    QTest.qWaitForWindowExposed(widget)
    return widget


def _bare_page() -> Any:
    from PySide6.QtWidgets import QWidget

    from app.core.words import Text
    from ui.shell.page_spec import PageParts, PageSpec

    def make(_parts: PageParts) -> QWidget:
        return QWidget()

    return PageSpec(
        BARE, Text("Bare"), "square", "Ctrl+Alt+Shift+B", make, within="listen", fills_window=True
    )


def _open(window: MainWindow, key: str) -> None:
    assert window.desk is not None
    window.desk.pages.show_page(key)
    _wait(SETTLED_S)


def _cpu_ms(seconds: float) -> float:
    """Of all threads, while the events of so long are worked off."""
    began_ns = time.process_time_ns()
    _wait(seconds)
    return (time.process_time_ns() - began_ns) / 1e6


def _wait(seconds: float) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def _await(is_true: Any) -> None:
    from bench.real_window import wait_until

    wait_until(is_true)
    _wait(0.1)


if __name__ == "__main__":
    main()
