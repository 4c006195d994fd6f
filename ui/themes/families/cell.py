"""Paints a family, a passage or the heading of a group, and lets a family be named in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.words import _, dotted, number
from ui.style.icons import paint_icon
from ui.style.theme import colour, current_theme, scaled_px
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.themes.families.model import ROW, FamiliesModel, FamilyRow, Index
from ui.themes.families.words import detail_of, heard_how, name_of, place_of
from ui.themes.melody_picture import paint_melody
from ui.widgets.cell_text import draw_line, line_px, lower_line, upper_line
from ui.widgets.wave_picture import tinted

if TYPE_CHECKING:
    from ui.widgets.wave_picture import Coverage

_PLAY_PX, _DISC_PX = 40, 28
_MELODY_PX, _MELODY_HIGH_PX, _BAR_PX = 228, 32, 4.0
_LEAST_MELODY_PX = 90
_WAVE_PX, _WAVE_HIGH_PX = 116, 32
_WAVE_FROM_PX = 480  # of a row


class CellPlaces(NamedTuple):
    """picture: the melody of a family, or the wave of a passage; empty in a narrow row."""

    play: QRect
    picture: QRect
    words: QRect


class FamilyCell(QStyledItemDelegate):
    """paint_ground: under a part of a row. Signal: named(ShownFamily, str). The model isn't
    changed.
    """

    named = Signal(object, str)

    def __init__(
        self,
        model: FamiliesModel,
        paint_ground: Callable[[QPainter, QRectF, Index], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._paint_ground = paint_ground
        self._waves: dict[tuple[object, ...], QPixmap] = {}
        self._written = QPersistentModelIndex()

    def forget(self) -> None:
        self._waves.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, line, caption = index.data(ROW), line_px(strong=True), line_px(size=TYPE.caption)
        if not isinstance(row, FamilyRow):
            return QSize(100, line + SPACE.l)
        least = scaled_px(_MELODY_HIGH_PX) + SPACE.l if row.place is None else 0
        return QSize(100, -(-max(least, line + caption + 3 * SPACE.xs) // 4) * 4)

    def places(self, rect: QRect, direction: Qt.LayoutDirection, row: FamilyRow) -> CellPlaces:
        play = QRect(rect.left(), rect.top(), scaled_px(_PLAY_PX), rect.height())
        if row.place is None:
            wide, high = min(scaled_px(_MELODY_PX), rect.width() * 3 // 10), _MELODY_HIGH_PX
            is_shown = wide >= scaled_px(_LEAST_MELODY_PX) and bool(row.family.melody)
            left = play.right() + SPACE.s
        else:
            wide, high = scaled_px(_WAVE_PX), _WAVE_HIGH_PX
            is_shown = rect.width() >= scaled_px(_WAVE_FROM_PX)
            left = rect.right() - wide - SPACE.m
        picture = QRect()
        if is_shown:
            top = rect.center().y() - scaled_px(high) // 2
            picture = QRect(left, top, wide, scaled_px(high))
        first, last = play.right() + SPACE.s, rect.right() - SPACE.m
        if is_shown and row.place is None:
            first = picture.right() + SPACE.l
        elif is_shown:
            last = picture.left() - SPACE.m
        words = QRect(first, rect.top(), max(0, last - first), rect.height())
        play, words = (QStyle.visualRect(direction, rect, one) for one in (play, words))
        return CellPlaces(
            play, QStyle.visualRect(direction, rect, picture) if is_shown else picture, words
        )

    # --- painting -------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, QRectF(option.rect), index)
        is_sounding = isinstance(row, FamilyRow) and self._model.is_sounding(row)
        if isinstance(row, FamilyRow):
            self._paint_row(painter, option, index, row, is_sounding=is_sounding)
        else:
            count = number(self._model.rowCount(index))
            area = option.rect.adjusted(SPACE.s, 0, -SPACE.s, 0)
            draw_line(painter, area, option.direction, dotted(str(row), count), "ink_muted",
                      TYPE.caption, strong=True)  # fmt: skip
        painter.restore()

    def _paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        row: FamilyRow,
        *,
        is_sounding: bool,
    ) -> None:
        places = self.places(option.rect, option.direction, row)
        is_near = option.state & (
            QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected
        )
        if is_sounding or is_near or row.place is None:
            _paint_play(painter, places.play, is_sounding=is_sounding, is_near=bool(is_near))
        if not places.picture.isEmpty():
            self._paint_picture(painter, QRectF(places.picture), row)
        if self._is_written(index):
            return
        family, upper, lower = row.family, upper_line(places.words), lower_line(places.words)
        if row.place is None:
            said, detail = name_of(family), detail_of(family)
        else:
            said, detail = place_of(family.passages[row.place]), heard_how(family, row.place)
        token = "ink_muted" if family.dismissed else "ink"
        where = upper if detail else places.words
        draw_line(painter, where, option.direction, said, token, strong=row.place is None)
        draw_line(painter, lower, option.direction, detail, "ink_muted", TYPE.caption)

    def _paint_picture(self, painter: QPainter, area: QRectF, row: FamilyRow) -> None:
        if row.place is not None:
            self._paint_wave(painter, area.toRect(), row)
        elif row.family.melody:
            token = "ink_muted" if row.family.dismissed else "accent"
            paint_melody(painter, area, row.family.melody, colour(token).name(), _BAR_PX)

    def _paint_wave(self, painter: QPainter, area: QRect, row: FamilyRow) -> None:
        passage = row.family.passages[row.place or 0]
        lasts_ms, span = max(1, passage.track.duration_ms), passage.passage.span
        left = area.left() + area.width() * min(1.0, span.start_ms / lasts_ms)
        right = area.left() + area.width() * min(1.0, span.end_ms / lasts_ms)
        inside = QRectF(left, area.top(), max(4.0, right - left), area.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent_soft"))
        painter.drawRoundedRect(inside, RADIUS.small, RADIUS.small)
        if passage.wave is None:
            painter.fillRect(area.left(), area.center().y(), area.width(), 1, colour("hairline"))
            return
        painter.drawPixmap(area, self._wave(passage.wave, "wave"))
        painter.save()
        painter.setClipRect(inside)
        painter.drawPixmap(area, self._wave(passage.wave, "accent"))
        painter.restore()

    def _wave(self, wave: Coverage, token: str) -> QPixmap:
        key = (id(wave), token, current_theme().name)
        if key not in self._waves:
            if len(self._waves) > 400:
                self._waves.clear()
            self._waves[key] = QPixmap.fromImage(tinted(wave, colour(token)))
        return self._waves[key]

    # --- naming ---------------------------------------------------------------------------------

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        parent.update()  # the words under it go
        self._written = QPersistentModelIndex(index)
        editor = QLineEdit(parent)
        editor.setAccessibleName(_("Name this melody"))
        editor.setPlaceholderText(_("Name this melody"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Nothing: it has no name yet, and Qt asks again whenever the row changes."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        row = index.data(ROW)
        if editor.text().strip() and isinstance(row, FamilyRow):
            self.named.emit(row.family, editor.text())

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self._written = QPersistentModelIndex()
        super().destroyEditor(editor, index)

    def _is_written(self, index: Index) -> bool:
        """Whether a field is where its words are."""
        return self._written == index

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        row = index.data(ROW)
        words = self.places(option.rect, option.direction, row).words
        high = min(words.height() - 2 * SPACE.xs, editor.sizeHint().height())
        editor.setGeometry(words.left() - SPACE.s, words.center().y() - high // 2,
                           words.width() + SPACE.s, high)  # fmt: skip


def _paint_play(painter: QPainter, area: QRect, *, is_sounding: bool, is_near: bool) -> None:
    side = scaled_px(_DISC_PX)
    disc = QRectF(0, 0, side, side)
    disc.moveCenter(QRectF(area).center())
    is_filled = is_sounding or is_near
    if is_filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawEllipse(disc)
    inset = side * 0.27
    name, ink = "pause" if is_sounding else "play", "on_accent" if is_filled else "accent_ink"
    paint_icon(painter, disc.adjusted(inset, inset, -inset, -inset), name, ink)
