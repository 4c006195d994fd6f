"""The same afterlives as a list by year, for narrow windows, keyboards and screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.words import _, dotted
from ui.afterlives.links import link_tip
from ui.afterlives.words import KIND_ICONS, date_in_brief, kind_words, life_words
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.timeline.paint.stills import paint_rounded, still
from ui.widgets.cell_text import draw_line, line_px
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.image_files import FindPicture, no_pictures
from ui.widgets.leaves_space import leave_space
from ui.widgets.own_keys import is_bare
from ui.widgets.painting import draw_focus_ring
from ui.widgets.text import plain_tip
from ui.words.locale import digits

if TYPE_CHECKING:
    from app.afterlives.records import Afterlife

AnyIndex = QModelIndex | QPersistentModelIndex
Row = "Afterlife | str"  # a heading: the year


class YearModel(QAbstractListModel):
    """Headings are rows, too, but can't be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Afterlife | str] = []

    def show_lives(self, lives: Sequence[Afterlife]) -> None:
        self.beginResetModel()
        self._rows = []
        before: object = object()
        for life in lives:
            if life.year != before:
                before = life.year
                self._rows.append(_("No date") if life.year is None else digits(life.year))
            self._rows.append(life)
        self.endResetModel()

    def life(self, index: AnyIndex) -> Afterlife | None:
        row = self._rows[index.row()] if index.isValid() else None
        return None if isinstance(row, str) else row

    def heading(self, index: AnyIndex) -> str:
        row = self._rows[index.row()]
        return row if isinstance(row, str) else ""

    def index_of(self, echo_id: int | None) -> QModelIndex:
        for number, row in enumerate(self._rows):
            if not isinstance(row, str) and row.echo.id == echo_id:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and self.life(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        life = self.life(index)
        if life is None:
            shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self.heading(index) if role in shown else None
        if role == Qt.ItemDataRole.DisplayRole:
            return life.echo.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return life_words(life)
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = [life_words(life), life.echo.note]
            lines += [link_tip(life.echo.link)] if life.echo.link else []
            return plain_tip("\n".join(line for line in lines if line))
        return None


class YearCell(QStyledItemDelegate):
    def __init__(self, model: YearModel, find: FindPicture, parent: QObject) -> None:
        super().__init__(parent)
        self._rows = model
        self._find = find

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        if self._rows.life(index) is None:
            return QSize(0, line_px(size=TYPE.caption) + SPACE.m)
        lines = line_px(strong=True) + line_px(size=TYPE.caption) + SPACE.l
        return QSize(0, max(scaled_px(48), lines))

    def link_area(self, row: QRect, direction: Qt.LayoutDirection) -> QRect:
        side = scaled_px(28)
        at = QRect(row.right() - side - SPACE.s, row.center().y() - side // 2, side, side)
        return QStyle.visualRect(direction, row, at)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        state: QStyle.StateFlag = option.state
        life = self._rows.life(index)
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        if life is None:
            box = row.adjusted(SPACE.s, SPACE.xs, -SPACE.s, 0)
            draw_line(painter, box, direction, self._rows.heading(index), "ink_muted",
                      TYPE.caption, strong=True)  # fmt: skip
        else:
            self._paint_life(painter, row, direction, state, life)
        painter.restore()

    def _paint_life(
        self,
        painter: QPainter,
        row: QRect,
        direction: Qt.LayoutDirection,
        state: QStyle.StateFlag,
        life: Afterlife,
    ) -> None:
        ground = QRectF(row).adjusted(0, 1, 0, -1)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("selection" if is_chosen else "hover"))
            painter.drawRoundedRect(ground, RADIUS.small, RADIUS.small)
        side = scaled_px(32)
        sign = QRect(row.left() + SPACE.s, row.center().y() - side // 2, side, side)
        sign = QStyle.visualRect(direction, row, sign)
        dpr = painter.device().devicePixelRatio()
        picture = still(self._find, life.echo.picture, sign.size(), dpr)
        if picture is not None:
            paint_rounded(painter, QRectF(sign), picture, RADIUS.small)
        else:
            inset = scaled_px(8)
            paint_icon(painter, sign.adjusted(inset, inset, -inset, -inset),
                       KIND_ICONS[life.echo.kind], "ink_muted")  # fmt: skip
        signs = scaled_px(28) * (bool(life.echo.link) + (life.linked is not None)) + SPACE.s
        words = row.adjusted(side + 2 * SPACE.s, 0, -signs - SPACE.s, 0)
        words = QStyle.visualRect(direction, row, words)
        high = line_px(strong=True)
        upper = QRect(words.left(), row.center().y() - high, words.width(), high)
        lower = QRect(words.left(), row.center().y() + 2, words.width(), line_px(size=TYPE.caption))
        draw_line(painter, upper, direction, life.echo.title, strong=True)
        parts = (kind_words(life), life.echo.who, date_in_brief(life.echo.date))
        draw_line(painter, lower, direction, dotted(*(part for part in parts if part)),
                  "ink_muted", TYPE.caption)  # fmt: skip
        at = self.link_area(row, direction)
        inset = scaled_px(6)
        if life.echo.link:
            paint_icon(painter, at.adjusted(inset, inset, -inset, -inset), "external-link",
                       "ink_muted")  # fmt: skip
            to_start = -1 if direction is Qt.LayoutDirection.LeftToRight else 1
            at = at.translated(to_start * at.width(), 0)
        if life.linked is not None:
            paint_icon(painter, at.adjusted(inset, inset, -inset, -inset), "headphones", "accent")
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, QRectF(row))


class YearList(QListView):
    """Signals: as those of `TimelinePicture`."""

    chosen = Signal(int)
    opened = Signal(int)
    link_requested = Signal(int)
    menu_requested = Signal(int, QPoint)
    removal_requested = Signal(int)

    def __init__(self, find: FindPicture = no_pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lives = YearModel(self)
        self.cell = YearCell(self.lives, find, self)
        self._is_filling = False
        self.setModel(self.lives)
        self.setItemDelegate(self.cell)
        self.setProperty("variant", "plain")
        leave_space(self)
        self.setAccessibleName(_("Afterlives by year"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme_signals().theme_changed.connect(self.scheduleDelayedItemsLayout)

    def show_lives(self, lives: Sequence[Afterlife], echo_id: int | None) -> None:
        scrolled = self.verticalScrollBar().value()
        self._is_filling = True
        self.lives.show_lives(lives)
        index = self.lives.index_of(echo_id)
        self.setCurrentIndex(index)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled)
        if index.isValid():
            self.scrollTo(index)
        self._is_filling = False

    def choose(self, echo_id: int | None) -> None:
        """Without a signal."""
        self._is_filling = True
        index = self.lives.index_of(echo_id)
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
        self._is_filling = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled_px(200), scaled_px(56))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        life = self.lives.life(current)
        if life is not None and not self._is_filling:
            self.chosen.emit(life.echo.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        life, key = self.lives.life(self.currentIndex()), Qt.Key(event.key())
        if life is None or not is_bare(event):
            super().keyPressEvent(event)
        elif key in ENTER_KEYS:
            self.opened.emit(life.echo.id)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_requested.emit(life.echo.id)
        elif event.text().isprintable() and event.text():
            event.ignore()  # letters are the page's
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        life = self.lives.life(index)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if life is None or not life.echo.link or not is_left:
            return
        if self.cell.link_area(self.visualRect(index), self.layoutDirection()).contains(at):
            self.link_requested.emit(life.echo.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        life = self.lives.life(self.indexAt(event.position().toPoint()))
        if life is not None:
            self.opened.emit(life.echo.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        life = self.lives.life(index)
        if life is not None:
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_requested.emit(life.echo.id, below if is_by_key else event.globalPos())

    def keyboardSearch(self, search: str) -> None:
        """Does nothing: letters are commands."""
