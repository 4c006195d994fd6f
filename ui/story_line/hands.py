"""The mouse on a story line: selecting, panning, dragging scenes, dropping tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QWheelEvent

from ui.story_line.moving import DropPlace, EdgePan, drop_place
from ui.story_line.stops import LaneKind
from ui.story_line.view import ZOOM_STEP
from ui.widgets.track_drag import tracks_in

if TYPE_CHECKING:
    from ui.story_line.sight import Sight
    from ui.story_line.view import LineView

_DRAG_FROM_PX = 6
_WHEEL_PX = 0.6  # for an eighth of a degree


class Surface(Protocol):
    """What the hands are on: the canvas."""

    @property
    def view(self) -> LineView: ...
    @property
    def sight(self) -> Sight: ...
    def press_words(self, at: QPointF) -> bool: ...
    def show_drop(self, x: float | None, scene: int | None = None) -> None: ...
    def scroll_lanes(self, by_px: float) -> bool: ...


class LineHands(QObject):
    """Signals: opened(Stop), by a double click; uncovered(int), the place of a scene; scenes_moved(
    tuple of scene ids, DropPlace); tracks_dropped(tuple of track ids, int scene id).
    """

    opened = Signal(object)
    uncovered = Signal(int)
    scenes_moved = Signal(object, object)
    tracks_dropped = Signal(object, int)

    def __init__(self, surface: Surface, parent: QObject) -> None:
        super().__init__(parent)
        self._surface = surface
        self._pressed: QPointF | None = None
        self._panned_from: float | None = None
        self._held: tuple[int, ...] = ()  # places of the scenes that are dragged
        self._at = QPointF()
        self._target: DropPlace | None = None
        self._edge = EdgePan(surface.view, self)
        self._edge.moved.connect(self._look)

    @property
    def is_dragging(self) -> bool:
        return bool(self._held)

    def press(self, event: QMouseEvent) -> None:
        at, view = event.position(), self._surface.view
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panned_from = view.left_px + at.x()
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed, chosen = at, view.selection.chosen
        stop, covered = self._surface.sight.stop_at(at), self._surface.sight.covered_at(at)
        if stop is not None and covered is not None:
            view.selection.select(stop)
            self.uncovered.emit(covered)
        elif stop is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            view.selection.toggle(stop)
        elif stop is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            view.selection.reach(stop)
        elif stop is not None and stop.scene in chosen and len(chosen) > 1:
            pass  # several may be dragged; let go without dragging, and it is the only one
        elif not self._surface.press_words(at):
            view.selection.select(stop)

    def move(self, event: QMouseEvent) -> None:
        if self._panned_from is not None:
            self._surface.view.scroll_to(self._panned_from - event.position().x())
            return
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        self._at = event.position()
        if not self._held and (self._at - self._pressed).manhattanLength() >= _DRAG_FROM_PX:
            self._begin()
        if self._held:
            self._edge.look(self._field_x(self._at))
            self._look()

    def release(self, event: QMouseEvent) -> None:
        view, target = self._surface.view, self._target
        was_dragging, pressed = self.is_dragging, self._pressed
        held = self._held
        self.let_go()
        if was_dragging:
            line = view.line
            if target is not None and line is not None:
                self.scenes_moved.emit(tuple(line.scenes[n].id for n in held), target)
        elif pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            stop = self._surface.sight.stop_at(pressed)
            is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if stop is not None and is_plain and len(view.selection.chosen) > 1:
                view.selection.select(stop)

    def double_click(self, event: QMouseEvent) -> None:
        stop = self._surface.sight.stop_at(event.position())
        if stop is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(stop)

    def let_go(self) -> None:
        """Nothing is dragged any more, and nothing was moved."""
        self._pressed = self._panned_from = self._target = None
        self._held = ()
        self._edge.stop()
        self._surface.show_drop(None)

    def _begin(self) -> None:
        view = self._surface.view
        stop = None if self._pressed is None else self._surface.sight.stop_at(self._pressed)
        line = view.line
        if stop is None or line is None or stop.lane.kind is not LaneKind.SCENES:
            return
        if not line.scenes[stop.scene].is_covered:
            self._held = tuple(sorted(view.selection.chosen | {stop.scene}))

    def _look(self) -> None:
        """Where they would go now."""
        view = self._surface.view
        line, layout = view.line, view.layout
        if not self._held or line is None or layout is None:
            return
        x = self._surface.sight.line_x(self._at.x())
        self._target = drop_place(line, layout, x, self._held)
        self._surface.show_drop(None if self._target is None else self._target.x)

    def _field_x(self, at: QPointF) -> float:
        place = self._surface.sight.place
        return at.x() - (0 if place is None else place.field.left())

    def wheel(self, event: QWheelEvent) -> None:
        """Pans; with Ctrl it zooms under the pointer. Over characters and themes it scrolls these,
        while there are more of them.
        """
        turned, view, place = event.angleDelta(), self._surface.view, self._surface.sight.place
        event.accept()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            view.zoom(ZOOM_STEP ** (turned.y() / 120), self._field_x(event.position()))
            return
        is_below = place is not None and event.position().y() >= place.rows.scroll_top
        if turned.x():
            view.pan(-turned.x() * _WHEEL_PX)
        elif not (is_below and self._surface.scroll_lanes(-turned.y() * _WHEEL_PX)):
            view.pan(-turned.y() * _WHEEL_PX)

    # --- tracks ---------------------------------------------------------------------------------

    def enter(self, event: QDragEnterEvent) -> None:
        if tracks_in(event.mimeData()):
            event.acceptProposedAction()

    def hover(self, event: QDragMoveEvent) -> None:
        scene = self._scene_for_tracks(event.position())
        self._surface.show_drop(None, scene)
        event.setAccepted(scene is not None)

    def leave(self) -> None:
        self._surface.show_drop(None)

    def drop(self, event: QDropEvent) -> None:
        scene, line = self._scene_for_tracks(event.position()), self._surface.view.line
        self._surface.show_drop(None)
        tracks = tracks_in(event.mimeData())
        if scene is not None and line is not None and tracks:
            event.acceptProposedAction()
            self.tracks_dropped.emit(tracks, int(line.scenes[scene].id))

    def _scene_for_tracks(self, at: QPointF) -> int | None:
        """The scene in whose column a point is; nothing goes to what is covered."""
        view, place = self._surface.view, self._surface.sight.place
        line, layout = view.line, view.layout
        if (
            line is None
            or layout is None
            or place is None
            or not place.field.contains(at.toPoint())
        ):
            return None
        found = layout.at(self._surface.sight.line_x(at.x()))
        if found is None or line.scenes[found[0]].is_covered:
            return None
        return found[0]
