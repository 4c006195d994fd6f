"""What a step of the tour is, and the window it is played on."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF

from app.core.timecode import Span
from app.core.words import Text
from app.timeline.records import TrackTimeline
from ui.tour.input_driver import InputDriver
from ui.tour.own_pages import OwnPages

if TYPE_CHECKING:
    from ui.window.desk import Desk
    from ui.window.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Until:
    """What a script waits for. what: printed if it doesn't happen in time; in English."""

    what: str
    is_true: Callable[[], object]
    limit_s: float = 15.0


Script = Generator[Until, None, None]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a listener does. name: of its picture. says: the line printed for it.

    script: does it with the driver and yields what must follow, in the services or on the screen.
    settles: whether the picture waits until animations have ended. page: the key of the page to
    open first.
    """

    name: str
    says: Text | str
    script: Callable[[Stage], Script] | None = None
    settles: bool = True
    page: str = ""


class Stage:
    """The open window and its driver."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        self.window = window
        self.desk = desk
        self.driver = InputDriver(window)
        self.playback = desk.playback
        self.services = desk.services
        self.pages = OwnPages(desk.pages)

    @property
    def timeline(self) -> TrackTimeline:
        """What is saved for the playing track, read again. Raises LookupError without one."""
        row = self.playback.track
        if row is None:
            raise LookupError("nothing is playing")
        return self.services.timelines.timeline(row.id)

    def at_keyboard(self) -> Until:
        """The window asks for the keyboard focus and gets it."""
        self.driver.take_keyboard()
        return Until("the window didn’t get the focus", lambda: self.driver.has_keyboard)

    def heard(self, position_ms: int) -> Until:
        """Waits until the music has passed a position."""
        return Until(
            f"the music didn’t reach {position_ms} ms",
            lambda: self.playback.position_ms >= position_ms,
        )

    def on_page(self, key: str) -> Until:
        return Until(f"the {key} page didn’t open", lambda: self.desk.pages.current_key == key)

    def open_page(self, key: str) -> Until:
        """By its shortcut."""
        spec = next(spec for spec in self.desk.specs if spec.key == key)
        self.driver.press_shortcut(spec.shortcut)
        return self.on_page(key)

    def stretch(self, span: Span) -> tuple[QPoint, QPoint]:
        """Where to drag on the timeline to select a passage: at a height without marks."""
        view = self.pages.listen.timeline
        axis, canvas = view.viewport.axis, view.canvas
        left, right = (canvas.gutter_px + axis.x_of(ms) for ms in (span.start_ms, span.end_ms))
        for y in range(view.lanes.bottom - 4, 0, -4):
            if canvas.hit_at(QPointF(left, y)) is None and canvas.hit_at(QPointF(right, y)) is None:
                return QPoint(round(left), y), QPoint(round(right), y)
        raise LookupError(f"marks cover the whole timeline at {span}")
