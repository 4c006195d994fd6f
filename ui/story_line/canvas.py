"""The painted story line: one widget with labels, axis and lanes, walked by keys and mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.words import _
from app.story_line.layout import Measures
from ui.story_line.hands import LineHands
from ui.story_line.kept_paint import KeptPaint
from ui.story_line.keys import LineKeys, claims
from ui.story_line.overlay import Drop, paint_standing
from ui.story_line.picture import FindImage
from ui.story_line.playhead import Playhead
from ui.story_line.sight import Sight
from ui.story_line.stops import LaneKind, Stop
from ui.story_line.view import LineView
from ui.story_line.waves import LineWaves
from ui.story_line.words import selection_in_words, tip_of
from ui.style.theme import colour, scaled_px, theme_signals
from ui.widgets.painting import describe
from ui.widgets.text import plain_tip

_SETTLES_MS = 120  # after a zoom


class LineCanvas(QWidget):
    """stills, portraits: pictures by name, if they are there.

    sight: where everything is on it. hands: what the mouse does, with signals of its own.
    Signals: opened(Stop), by Enter or a double click; play_requested(Stop); uncovered(int), the
    place of a covered scene to look at; table_requested(); move_requested(int), see `LineKeys`;
    menu_requested(QPoint global), for the selection; painted_anew(), after everything moved.
    """

    opened = Signal(object)
    play_requested = Signal(object)
    uncovered = Signal(int)
    table_requested = Signal()
    move_requested = Signal(int)
    menu_requested = Signal(QPoint)
    painted_anew = Signal()

    def __init__(
        self,
        view: LineView,
        waves: LineWaves,
        stills: FindImage,
        portraits: FindImage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.view = view
        self.sight = Sight(self, view, waves, stills, portraits)
        self._kept = KeptPaint()
        self._settling = QTimer(self, singleShot=True, interval=_SETTLES_MS)
        self._settling.timeout.connect(self._settle)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("The story line"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hands = LineHands(self, self)
        self.hands.opened.connect(self.opened)
        self.hands.uncovered.connect(self.uncovered)
        self.setAcceptDrops(True)
        self._keys = LineKeys(view, self)
        self._keys.opened.connect(self.opened)
        self._keys.play_requested.connect(self.play_requested)
        self._keys.uncovered.connect(self.uncovered)
        self._keys.table_requested.connect(self.table_requested)
        self._keys.move_requested.connect(self.move_requested)
        view.line_changed.connect(self._on_line_changed)
        view.moved.connect(self._on_moved)
        view.selection.selected.connect(self._on_selected)
        view.selection.chosen_changed.connect(self._on_chosen_changed)
        waves.known.connect(self.refresh)
        theme_signals().theme_changed.connect(self._on_theme_changed)
        self._measure()

    # --- what is shown --------------------------------------------------------------------------

    def refresh(self) -> None:
        """It looks different: more pictures or waves are there, or other scenes are selected."""
        self._kept.forget()
        self.update()

    @property
    def playhead(self) -> Playhead | None:
        return self._kept.playhead

    def show_playhead(self, playhead: Playhead | None) -> None:
        if playhead != self._kept.playhead:
            self._update_playhead()
            self._kept.playhead = playhead
            self._update_playhead()

    def show_drop(self, x: float | None, scene: int | None = None) -> None:
        """See `Drop`."""
        if (x, scene) != self._kept.drop:
            self._kept.drop = Drop(x, scene)
            self.update()

    def show_all_people(self) -> None:
        self.sight.show_all_people()
        self._on_line_changed()

    def scroll_lanes(self, by_px: float) -> bool:
        """Characters and themes. Returns whether there was anything to scroll."""
        has_scrolled = self.sight.scroll(by_px)
        if has_scrolled:
            self.refresh()
            self.painted_anew.emit()
        return has_scrolled

    def _update_playhead(self) -> None:
        layout, place = self.view.layout, self.sight.place
        if layout is not None and place is not None:
            self.update(self._kept.playhead_rect(place, layout))

    def _on_line_changed(self) -> None:
        self._kept.begin(self.view.layout)
        self.sight.forget_rows()
        self._describe()
        self.refresh()
        self.painted_anew.emit()

    def _on_moved(self) -> None:
        if self._kept.move(self.view.layout):
            self._settling.start()
        self.update()
        self.painted_anew.emit()

    def _on_selected(self, stop: Stop | None) -> None:
        if stop is not None:
            self._scroll_to(stop)
        self._describe()
        self.refresh()

    def _on_chosen_changed(self) -> None:
        self._describe()
        self.refresh()

    def _describe(self) -> None:
        """For screen readers: what keys act on."""
        stops, selection = self.view.stops, self.view.selection
        many = len(selection.chosen)
        words = "" if stops is None else selection_in_words(stops, selection.stop, many)
        describe(self, words)

    def _scroll_to(self, stop: Stop) -> None:
        by_px = self.sight.px_to(stop.lane)
        if by_px:
            self.scroll_lanes(by_px)
        elif by_px is None and stop.lane.kind is LaneKind.PERSON:
            self.show_all_people()

    def _on_theme_changed(self, _theme: object) -> None:
        self._measure()
        self._on_line_changed()

    def _measure(self) -> None:
        plain = Measures()
        self.view.set_measures(
            plain._replace(least=float(scaled_px(plain.least)), tile=float(scaled_px(plain.tile)))
        )
        self.view.resize(self.width() - self.sight.label_px)

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        picture, place = self.sight.picture, self.sight.place
        if picture is None or place is None:
            painter.fillRect(self.rect(), colour("raised"))
            return
        painter.setClipRect(event.rect())
        selection = self.view.selection
        is_exact = self._kept.paint(painter, picture, place, selection, event.rect())
        if not is_exact and not self._settling.isActive():
            self._settling.start()
        if self.hasFocus():
            paint_standing(painter, picture, place, selection.stop, QRectF(self.rect()))

    def _settle(self) -> None:
        """The zoom rests: what was stretched is painted."""
        self._kept.is_zooming = False
        self.update()

    # --- keys and mouse -------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if claims(event):
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.hands.wheel(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hands.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hands.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hands.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.hands.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For what is under the pointer, or by the key for the selection."""
        at, stop = event.globalPos(), self.view.selection.stop
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            stop = self.sight.stop_at(QPointF(event.pos()))
            if stop is not None and stop.scene not in self.view.selection.chosen:
                self.view.selection.select(stop)
        elif stop is not None:
            at = self.mapToGlobal(self.sight.rect_of(stop).center().toPoint())
        if stop is not None:
            self.menu_requested.emit(at)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.hands.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.hands.hover(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hands.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self.hands.drop(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sight.forget_rows()
        self._kept.forget()
        self.view.resize(self.width() - self.sight.label_px)
        self.painted_anew.emit()

    def press_words(self, at: QPointF) -> bool:
        """On “and 6 more”, the others are shown."""
        is_on_more = self.sight.is_on_more(at)
        if is_on_more:
            self.show_all_people()
        return is_on_more

    def _show_tip(self, event: QHelpEvent) -> None:
        stop, stops = self.sight.stop_at(QPointF(event.pos())), self.view.stops
        if stop is None or stops is None:
            QToolTip.hideText()
            return
        QToolTip.showText(event.globalPos(), plain_tip(tip_of(stops, stop)), self)
