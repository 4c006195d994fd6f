"""The list of themes, by work, each with its melody in its own colour."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.ids import ThemeId
from app.core.words import _, dotted, ngettext
from app.returns.records import ThemeLine
from ui.style.theme import colour, current_theme, scaled_px, theme_signals
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.themes.melody_picture import paint_melody
from ui.themes.shown import Melody, ShownThemes
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.cell_text import draw_line, line_px
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.leaves_space import leave_space
from ui.widgets.painting import draw_focus_ring
from ui.widgets.text import plain_tip
from ui.words.lists import comma_list
from ui.words.marks import character_name, theme_name
from ui.words.spoilers import spoilers

AnyIndex = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole  # the ThemeLine; None for the name of a work
_MELODY_PX = 32
_BAR_PX = 4.0


class ThemeModel(QAbstractListModel):
    """The name of each work, followed by its themes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ThemeLine | str] = []
        self._shown = ShownThemes((), {})

    def show(self, shown: ShownThemes) -> None:
        self.beginResetModel()
        self._shown = shown
        self._rows = []
        for work in shown.works:
            self._rows += (work.title or _("Of no work"), *work.lines)
        self.endResetModel()

    def lines(self) -> list[ThemeLine]:
        return [row for row in self._rows if isinstance(row, ThemeLine)]

    def melody(self, theme_id: ThemeId) -> Melody | None:
        return self._shown.melodies.get(theme_id)

    def index_of(self, theme_id: int | None) -> QModelIndex:
        for place, row in enumerate(self._rows):
            if isinstance(row, ThemeLine) and row.theme.id == theme_id:
                return self.index(place)
        return QModelIndex()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == LINE:
            return row if isinstance(row, ThemeLine) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row if isinstance(row, str) else dotted(theme_name(row.theme), detail_of(row))
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, ThemeLine):
            note = "" if spoilers().covering.covers_theme(row.theme) else row.theme.note
            return plain_tip(dotted(theme_name(row.theme), detail_of(row), note))
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.data(LINE) is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemNeverHasChildren


def detail_of(line: ThemeLine) -> str:
    """“10 returns · Mira, Elio”."""
    returns = ngettext("1 return", "{n} returns", line.confirmed)
    owners = map(character_name, line.characters)
    return dotted(returns, comma_list(owners), line.theme.idea)


class ThemeCell(QStyledItemDelegate):
    def __init__(self, model: ThemeModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = model

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        line = line_px(strong=True)
        caption = line_px(size=TYPE.caption)
        if index.data(LINE) is None:
            return QSize(100, caption + SPACE.l)
        high = line + caption + 2 * SPACE.s + SPACE.xs
        return QSize(100, high + (scaled_px(_MELODY_PX) + SPACE.xs if self._melody(index) else 0))

    def _melody(self, index: AnyIndex) -> Melody | None:
        line: ThemeLine | None = index.data(LINE)
        return None if line is None else self._themes.melody(line.theme.id)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line: ThemeLine | None = index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(SPACE.m, SPACE.s, -SPACE.m, -SPACE.s)
        if line is None:
            draw_line(painter, area, option.direction, str(index.data()), "ink_muted", TYPE.caption,
                  strong=True)  # fmt: skip
        else:
            self._paint_ground(painter, option)
            self._paint_line(painter, area, option, line)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        area = QRectF(option.rect).adjusted(1, 1, -1, -1)
        token = "hover" if option.state & QStyle.StateFlag.State_MouseOver else ""
        token = "selection" if option.state & QStyle.StateFlag.State_Selected else token
        if token:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(token))
            painter.drawRoundedRect(area, RADIUS.medium, RADIUS.medium)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, QRectF(option.rect), RADIUS.medium)

    def _paint_line(
        self, painter: QPainter, area: QRect, option: QStyleOptionViewItem, line: ThemeLine
    ) -> None:
        high = line_px(strong=True)
        caption = line_px(size=TYPE.caption)
        name = QRect(area.left(), area.top(), area.width(), high)
        detail = QRect(area.left(), name.bottom() + 3, area.width(), caption)
        draw_line(
            painter, name, option.direction, theme_name(line.theme), "ink", TYPE.body, strong=True
        )
        draw_line(painter, detail, option.direction, detail_of(line), "ink_muted", TYPE.caption)
        melody = self._themes.melody(line.theme.id)
        if melody:
            is_selected = option.state & QStyle.StateFlag.State_Selected
            ground = current_theme().selection if is_selected else current_theme().paper
            tint = seen_on(line.theme.colour, ground)
            top = detail.bottom() + SPACE.xs
            room = QRectF(area.left(), top, area.width(), scaled_px(_MELODY_PX))
            paint_melody(painter, room, melody, tint, _BAR_PX)


class ThemeList(QListView):
    """Signals: theme_chosen(int theme id); enter_pressed(); naming_requested(), F2;
    removal_requested(), of the chosen one.
    """

    theme_chosen = Signal(int)
    enter_pressed = Signal()
    naming_requested = Signal()
    removal_requested = Signal()

    def __init__(self, model: ThemeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = model
        self._is_filling = False
        self.setModel(model)
        self.setItemDelegate(ThemeCell(model, self))
        self.setProperty("variant", "plain")
        leave_space(self)
        self.setAccessibleName(_("Themes"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme_signals().theme_changed.connect(self.scheduleDelayedItemsLayout)

    def show_themes(self, shown: ShownThemes, chosen: int | None) -> None:
        """Without a signal; the list doesn't scroll."""
        self._is_filling = True
        scrolled_px = self.verticalScrollBar().value()
        self._themes.show(shown)
        self.setAutoScroll(False)
        self.setCurrentIndex(self._themes.index_of(chosen))
        self.setAutoScroll(True)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled_px)
        self._is_filling = False

    def choose(self, theme_id: int) -> None:
        self._is_filling = True
        index = self._themes.index_of(theme_id)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._is_filling = False

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        line: ThemeLine | None = current.data(LINE) if current.isValid() else None
        if line is not None and not self._is_filling:
            self.theme_chosen.emit(line.theme.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ENTER_KEYS:
            self.enter_pressed.emit()
        elif key == Qt.Key.Key_F2:
            self.naming_requested.emit()
        elif key == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Does nothing: letters are commands elsewhere on the page."""
