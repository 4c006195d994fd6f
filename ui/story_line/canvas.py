"""The painted story line: one widget with labels, axis and lanes, walked by keys and mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
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
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.words import _
from app.story_line.layout import Layout, Measures
from ui.story_line.field_picture import FieldPicture
from ui.story_line.hands import LineHands
from ui.story_line.keys import LineKeys, claims
from ui.story_line.labels import LABEL_PX, NARROW_LABEL_PX
from ui.story_line.overlay import Drop, paint_drop, paint_standing
from ui.story_line.picture import FindImage, LinePicture
from ui.story_line.place import Place
from ui.story_line.playhead import Playhead, paint_playhead
from ui.story_line.row_state import RowState
from ui.story_line.rows import Rows
from ui.story_line.stops import LaneKind, Stop
from ui.story_line.view import LineView
from ui.story_line.waves import LineWaves
from ui.story_line.words import selection_in_words, tip_of
from ui.style.theme import colour, scaled_px, theme_signals
from ui.widgets.painting import describe
from ui.widgets.text import plain_tip

NARROW_PX = 940  # of the canvas
_MOST_LABEL_GROWTH = 1.25
_SETTLES_MS = 120  # after a zoom


class LineCanvas(QWidget):
    """stills, portraits: pictures by name, if they are there.

    hands: what the mouse does, with signals of its own.
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
        self._waves, self._stills, self._portraits = waves, stills, portraits
        self._line_picture: LinePicture | None = None
        self._field = FieldPicture()
        self._kept_labels: QPixmap | None = None
        self._is_zooming = False
        self._settling = QTimer(self, singleShot=True, interval=_SETTLES_MS)
        self._settling.timeout.connect(self._settle)
        self._rows = RowState()
        self._last_layout: Layout | None = None
        self.playhead: Playhead | None = None
        self._drop = Drop()
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
        view.selected.connect(self._on_selected)
        view.chosen_changed.connect(self._on_chosen_changed)
        waves.known.connect(self.refresh)
        theme_signals().theme_changed.connect(self._on_theme_changed)
        self._measure()

    # --- what is where --------------------------------------------------------------------------

    @property
    def is_narrow(self) -> bool:
        return self.width() < min(scaled_px(NARROW_PX), round(NARROW_PX * _MOST_LABEL_GROWTH))

    @property
    def label_px(self) -> int:
        """It grows with the text up to a quarter, and elides then."""
        if self.is_narrow:
            return max(NARROW_LABEL_PX, scaled_px(NARROW_LABEL_PX))
        return min(scaled_px(LABEL_PX), round(LABEL_PX * _MOST_LABEL_GROWTH))

    @property
    def picture(self) -> LinePicture | None:
        """None without a line."""
        stops, layout = self.view.stops, self.view.layout
        if stops is None or layout is None:
            return None
        known = self._line_picture
        if known is None or known.layout is not layout or known.stops is not stops:
            self._line_picture = LinePicture(
                stops, layout, self._waves, self._stills, self._portraits
            )
        return self._line_picture

    @property
    def rows(self) -> Rows | None:
        stops = self.view.stops
        if stops is None:
            return None
        return self._rows.rows(stops, self.height(), is_narrow=self.is_narrow)

    @property
    def place(self) -> Place | None:
        """None without a line."""
        rows = self.rows
        if rows is None:
            return None
        return Place(
            QRect(0, 0, self.width(), self.height()),
            rows,
            self.label_px,
            self.view.left_px,
            self.isRightToLeft(),
            self.is_narrow,
        )

    def rect_of(self, stop: Stop) -> QRectF:
        """On this widget."""
        picture, place = self.picture, self.place
        return QRectF() if picture is None or place is None else picture.rect_of(place, stop)

    def stop_at(self, at: QPointF) -> Stop | None:
        picture, place = self.picture, self.place
        return None if picture is None or place is None else picture.stop_at(place, at.x(), at.y())

    def line_x(self, x: float) -> float:
        """On the laid-out line."""
        place = self.place
        return 0.0 if place is None else x - place.field.left() + place.left_px

    # --- what is shown --------------------------------------------------------------------------

    def refresh(self) -> None:
        """It looks different: more pictures or waves are there, or other scenes are selected."""
        self._field.forget()
        self._kept_labels = None
        self.update()

    def show_playhead(self, playhead: Playhead | None) -> None:
        if playhead == self.playhead:
            return
        for one in (self.playhead, playhead):
            if one is not None:
                self.update(self._playhead_rect(one))
        self.playhead = playhead

    def show_drop(self, x: float | None, scene: int | None = None) -> None:
        """See `Drop`."""
        if (x, scene) != self._drop:
            self._drop = Drop(x, scene)
            self.update()

    def show_all_people(self) -> None:
        self._rows.shows_all = True
        self._on_line_changed()

    def scroll_lanes(self, by_px: float) -> bool:
        """Characters and themes. Returns whether there was anything to scroll."""
        has_scrolled = self._rows.scroll(by_px)
        if has_scrolled:
            self.refresh()
            self.painted_anew.emit()
        return has_scrolled

    def _playhead_rect(self, playhead: Playhead) -> QRect:
        layout, place = self.view.layout, self.place
        if layout is None or place is None or playhead.scene >= len(layout.lefts):
            return QRect()
        x = layout.x_of(playhead.scene, playhead.ms) - place.left_px + place.field.left()
        return QRect(int(x) - 9, 0, 19, self.height())

    def _on_line_changed(self) -> None:
        self._last_layout, self._is_zooming = self.view.layout, False
        self._rows.forget()
        self._describe()
        self.refresh()
        self.painted_anew.emit()

    def _on_moved(self) -> None:
        """A zoom begins with the picture there is, stretched, and ends with its own."""
        layout = self.view.layout
        if layout is not self._last_layout:
            self._last_layout, self._is_zooming = layout, True
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
        stops, view = self.view.stops, self.view
        words = "" if stops is None else selection_in_words(stops, view.selection, len(view.chosen))
        describe(self, words)

    def _scroll_to(self, stop: Stop) -> None:
        rows = self.rows
        row = None if rows is None else rows.row_of(stop.lane)
        if rows is None:
            return
        if row is None and stop.lane.kind is LaneKind.PERSON:
            self.show_all_people()
            return
        if row is not None and row in rows.scrolling:
            top = rows.top_of(row)
            if top < rows.scroll_top:
                self.scroll_lanes(top - rows.scroll_top)
            elif top + row.height > rows.height:
                self.scroll_lanes(top + row.height - rows.height)

    def _on_theme_changed(self, _theme: object) -> None:
        self._measure()
        self._on_line_changed()

    def _measure(self) -> None:
        plain = Measures()
        self.view.set_measures(
            plain._replace(least=float(scaled_px(plain.least)), tile=float(scaled_px(plain.tile)))
        )
        self.view.resize(self.width() - self.label_px)

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        picture, place = self.picture, self.place
        if picture is None or place is None:
            painter.fillRect(self.rect(), colour("raised"))
            return
        painter.setClipRect(event.rect())
        chosen = self.view.chosen
        is_exact = self._field.paint(
            painter, picture, place, self.view.selection, chosen, may_stretch=self._is_zooming
        )
        if not is_exact and not self._settling.isActive():
            self._settling.start()
        if event.rect().intersects(place.labels):
            painter.drawPixmap(place.labels.topLeft(), self._labels(picture, place))
        picture.paint_axis(painter, place)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.playhead is not None:
            paint_playhead(painter, place, picture.layout, self.playhead)
        paint_drop(painter, picture, place, self._drop)
        if self.hasFocus():
            paint_standing(painter, picture, place, self.view.selection, QRectF(self.rect()))

    def _labels(self, picture: LinePicture, place: Place) -> QPixmap:
        if self._kept_labels is None:
            dpr = self.devicePixelRatioF()
            kept = QPixmap(place.labels.size() * dpr)
            kept.setDevicePixelRatio(dpr)
            painter = QPainter(kept)
            painter.translate(-place.labels.left(), 0)
            picture.paint_labels(painter, place)
            painter.end()
            self._kept_labels = kept
        return self._kept_labels

    def _settle(self) -> None:
        """The zoom rests: what was stretched is painted."""
        self._is_zooming = False
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
        at, stop = event.globalPos(), self.view.selection
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            stop = self.stop_at(QPointF(event.pos()))
            if stop is not None and stop.scene not in self.view.chosen:
                self.view.select(stop)
        elif stop is not None:
            at = self.mapToGlobal(self.rect_of(stop).center().toPoint())
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
        self._rows.forget()
        self._kept_labels = None
        self._field.forget()
        self.view.resize(self.width() - self.label_px)
        self.painted_anew.emit()

    def covered_at(self, at: QPointF) -> int | None:
        """The place of the covered scene whose tile is there."""
        picture = self.picture
        return None if picture is None else picture.covered_at(self.line_x(at.x()))

    def press_words(self, at: QPointF) -> bool:
        """On “and 6 more”, the others are shown."""
        rows, stops = self.rows, self.view.stops
        row = None if rows is None else rows.row_at(at.y())
        if row is None or stops is None or row.key is not None:
            return False
        if not row.title or row.title != self._rows.more_words(stops):
            return False
        self.show_all_people()
        return True

    def _show_tip(self, event: QHelpEvent) -> None:
        stop, stops = self.stop_at(QPointF(event.pos())), self.view.stops
        if stop is None or stops is None:
            QToolTip.hideText()
            return
        QToolTip.showText(event.globalPos(), plain_tip(tip_of(stops, stop)), self)
