"""What a step of the tour is, and what it is played on."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF

from app.core.timecode import Span
from app.timeline.records import TrackTimeline
from ui.tour.input_driver import InputDriver
from ui.tour.own_pages import OwnPages

if TYPE_CHECKING:
    from ui.window.desk import Desk
    from ui.window.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Until:
    """What a script waits for. what: said when it does not come true within the limit."""

    what: str
    is_true: Callable[[], object]
    limit_s: float = 15.0


Script = Generator[Until, None, None]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a listener does. name: its picture's; says: the line printed for it.

    script: does it with the driver and yields what must follow, in the services or on the screen.
    settles: whether the picture waits until animations have come to rest. page: the key of the one
    that is opened before.
    """

    name: str
    says: str
    script: Callable[[Stage], Script] | None = None
    settles: bool = True
    page: str = ""


class Stage:
    """The living window and the driver at it."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        self.window = window
        self.desk = desk
        self.driver = InputDriver(window)
        self.playback = desk.playback
        self.services = desk.services
        self.pages = OwnPages(desk.pages)

    @property
    def timeline(self) -> TrackTimeline:
        """What is kept for the playing track, read afresh. Raises LookupError without one."""
        row = self.playback.track
        if row is None:
            raise LookupError("nothing is playing")
        return self.services.timelines.timeline(row.id)

    def at_keyboard(self) -> Until:
        """The window asks for the keyboard, and is given it."""
        self.driver.take_keyboard()
        return Until("the window got no keyboard", lambda: self.driver.has_keyboard)

    def heard(self, position_ms: int) -> Until:
        """The music plays past a position."""
        return Until(
            f"the music did not reach {position_ms} ms",
            lambda: self.playback.position_ms >= position_ms,
        )

    def on_page(self, key: str) -> Until:
        return Until(f"the {key} page did not open", lambda: self.desk.pages.current_key == key)

    def open_page(self, key: str) -> Until:
        """By its shortcut."""
        spec = next(spec for spec in self.desk.specs if spec.key == key)
        self.driver.press_shortcut(spec.shortcut)
        return self.on_page(key)

    def stretch(self, span: Span) -> tuple[QPoint, QPoint]:
        """Where to drag on the timeline for a stretch: at a height where no mark lies."""
        view = self.pages.listen.timeline
        axis, canvas = view.viewport.axis, view.canvas
        left, right = (canvas.gutter_px + axis.x_of(ms) for ms in (span.start_ms, span.end_ms))
        for y in range(view.lanes.bottom - 4, 0, -4):
            if canvas.hit_at(QPointF(left, y)) is None and canvas.hit_at(QPointF(right, y)) is None:
                return QPoint(round(left), y), QPoint(round(right), y)
        raise LookupError(f"marks cover the whole timeline at {span}")
