"""The picture of what was felt over time, by pointer and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.style.theme import colour, current_theme, theme_signals
from ui.style.tokens import RADIUS
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.own_keys import claims_key
from ui.widgets.painting import clear_picture, describe, draw_focus_ring
from ui.widgets.text import plain_tip
from ui.words.dates import today
from ui.years.picture.axis import weeks_of
from ui.years.picture.paint import paint_picture
from ui.years.picture.place import Place
from ui.years.picture.shown import Pick, ShownFelt

Key = Qt.Key
_ACROSS = {Key.Key_Left: -1, Key.Key_Right: 1}
_DOWN = {Key.Key_Up: -1, Key.Key_Down: 1}
_OTHERS = (Key.Key_Home, Key.Key_End, Key.Key_Space)
_KEYS = frozenset((*_ACROSS, *_DOWN, *_OTHERS))
_NOTHING = ShownFelt(weeks_of(2000, 0), {})


class FeltPicture(QWidget):
    """Left and Right go by columns, Up and Down by emotions (or by rows of pixels); Enter or a
    click opens what is there, Space plays it.

    words: what is said about a place. holds: how many marks are there. Signals, each with the
    Pick: opened, played, both of a place that holds any; found_nothing.
    """

    opened = Signal(object)
    played = Signal(object)
    found_nothing = Signal(object)

    def __init__(
        self,
        name: str,
        words: Callable[[Pick], str],
        holds: Callable[[Pick], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._holds = words, holds
        self._shown = _NOTHING
        self._column = self._step = 0
        self._pointer: QPointF | None = None
        self._kept: tuple[tuple[object, ...], QPixmap] | None = None
        self._place = Place.fitting(_NOTHING, 400)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_signals().theme_changed.connect(self._fit)

    # --- what is shown --------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        return self._place

    @property
    def shown(self) -> ShownFelt:
        return self._shown

    def show_felt(self, shown: ShownFelt, *, is_other: bool = False) -> None:
        """is_other: another time; the keyboard begins at its end, or today."""
        self._shown = shown
        if is_other:
            self._column, self._step = self._usual_column(), 0
        self._column = min(self._column, len(shown.axis.columns) - 1)
        self._step = min(self._step, shown.steps - 1)
        self._fit()
        if is_other or self.hasFocus():  # looking through many years takes a while
            self._tell()

    def pick(self) -> Pick:
        """Where the keyboard is."""
        return self._pick(self._step, self._column)

    def go_to(self, column: int, step: int) -> None:
        """Held to what there is."""
        self._column = min(max(0, column), len(self._shown.axis.columns) - 1)
        self._step = min(max(0, step), self._shown.steps - 1)
        self._tell()
        self.update()

    def pick_at(self, at: QPointF) -> Pick | None:
        """What is under a point."""
        cell = self._place.cell_at(at)
        if cell is not None:
            return self._cells.get(cell)
        column, row = self._place.column_at(at.x()), self._place.ridge_at(at.y())
        if column is None or row is None:
            return None
        return self._pick(row + 1, column)

    def _pick(self, step: int, column: int) -> Pick:
        shown = self._shown
        if not shown.is_ridged and shown.cells:
            found = self._cells.get((step, column))
            return found or Pick(date.max, date.min)
        emotion = shown.rows[step - 1].id if step else None
        return Pick(*shown.axis.columns[column], emotion)

    def _usual_column(self) -> int:
        axis, now = self._shown.axis, today()
        last = axis.columns[-1].last
        return axis.column_of(min(now, last))

    # --- room -----------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return Place.fitting(self._shown, width).size().height()

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(max(480, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(300, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self, _reason: object = None) -> None:
        self._place = Place.fitting(self._shown, max(300, self.width()))
        self._cells = {(cell.row, cell.column): cell.pick for cell in self._shown.cells}
        self._kept = None
        self.updateGeometry()
        self.update()

    # --- keyboard and pointer -------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if claims_key(event, _KEYS):
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            pick = self.pick_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self._words(pick) if pick else ""), self)
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Key(event.key())
        if key in _ACROSS:
            self.go_to(self._column + _ACROSS[key], self._step)
        elif key in _DOWN:
            self.go_to(self._column, self._step + _DOWN[key])
        elif key in (Key.Key_Home, Key.Key_End):
            self.go_to(0 if key == Key.Key_Home else 1 << 30, self._step)
        elif key in ENTER_KEYS and not event.isAutoRepeat():
            self._send(self.opened, self.pick())
        elif key == Key.Key_Space and not event.isAutoRepeat():
            self._send(self.played, self.pick())
        else:
            super().keyPressEvent(event)
            return
        if key in _KEYS:
            self._show_tip()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pick = self.pick_at(event.position())
        if pick is not None and event.button() == Qt.MouseButton.LeftButton:
            self._send(self.opened, pick)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        on_it = self.pick_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if on_it else Qt.CursorShape.ArrowCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _send(self, signal: SignalInstance, pick: Pick) -> None:
        """A short week of one year may have no pixel in another’s row."""
        if pick.first <= pick.last:
            (signal if self._holds(pick) else self.found_nothing).emit(pick)

    def _show_tip(self) -> None:
        rect = self._cursor_rect()
        at = self.mapToGlobal(QPoint(round(rect.right()) + 8, round(rect.bottom())))
        QToolTip.showText(at, plain_tip(self._words(self.pick())), self)

    def _tell(self) -> None:
        describe(self, self._words(self.pick()))

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._pointer is not None:
            self._paint_line(painter, self._place.column_at(self._pointer.x()))
        if self.hasFocus():
            self._paint_line(painter, self._column)
            draw_focus_ring(painter, self._cursor_rect(), RADIUS.small)

    def _picture(self) -> QPixmap:
        """Painted again only if something changed."""
        dpr = self.devicePixelRatio()
        key = (dpr, current_theme().name, today(), self.size())
        if self._kept is None or self._kept[0] != key:
            picture = clear_picture(self.size(), dpr)
            painter = QPainter(picture)
            paint_picture(painter, self._place)
            painter.end()
            self._kept = (key, picture)
        return self._kept[1]

    def _paint_line(self, painter: QPainter, column: int | None) -> None:
        """Through pixels and ridges of one column."""
        place = self._place
        if column is None or not self._shown.is_ridged:
            return
        x = place.x_of(column + 0.5)
        pen = QPen(colour("ink_muted"), 1.4, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, place.cells_top), QPointF(x, place.baselines[-1]))

    def _cursor_rect(self) -> QRectF:
        place, left = self._place, self._place.x_of(self._column)
        wide = max(place.pitch, 6.0)
        if not self._shown.is_ridged:
            top = place.cells_top + self._step * place.cell_pitch
            return QRectF(left - 1, top - 1, wide + 2, place.cell_pitch + 2)
        if not self._step:
            bottom = place.cells_bottom if self._shown.cells else place.baselines[-1]
            return QRectF(left - 2, place.cells_top - 2, wide + 4, bottom - place.cells_top + 4)
        baseline = place.baselines[self._step - 1]
        return QRectF(left - 2, baseline - place.row_px + 2, wide + 4, place.row_px)
