"""Paints a row of the list of returns, and lets its words be written in place."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.words import _
from app.transactions.typed import Typed
from ui.scenes.place_stills import PlaceStills
from ui.style.contrast import blend
from ui.style.icons import paint_icon
from ui.style.theme import colour, current_theme, scaled_px
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.themes.difference_words import figures_of, measured_words, words_of
from ui.themes.felt_disc import paint_between, paint_felt, paint_unfelt, seen_radius
from ui.themes.return_words import detail_of, place_of
from ui.themes.returns_model import RETURN, ReturnsModel
from ui.themes.row_places import RowPlaces, row_height, row_places
from ui.themes.shown import ShownReturn
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.cell_text import draw_line, line_px, lower_line, upper_line
from ui.widgets.painting import draw_focus_ring
from ui.widgets.wave_picture import tinted

Index = QModelIndex | QPersistentModelIndex

_BEGUN = "begun"
_LEAST_DOT, _MOST_DOT = 5.0, 9.0
_QUIETEST_DB, _LOUDEST_DB = -36.0, -12.0
_PLAY_PX, _PENCIL_PX = 28, 13


class ReturnCell(QStyledItemDelegate):
    """Signal: written(ShownReturn, Typed), what the listener says is different there; empty for
    the measured words. The model isn't changed.
    """

    written = Signal(object, object)

    def __init__(self, model: ReturnsModel, stills: PlaceStills, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._stills = stills
        self._waves: dict[tuple[object, ...], QPixmap] = {}
        self._written = QPersistentModelIndex()

    def forget(self) -> None:
        self._waves.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = line_px(strong=True)
        if index.data(RETURN) is None:
            return QSize(100, line + SPACE.l)
        return QSize(100, row_height(line, line_px(size=TYPE.caption)))

    # --- painting -------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ShownReturn | None = index.data(RETURN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row is None:
            self._paint_heading(painter, option, str(index.data()))
        else:
            self._paint_row(painter, option, index, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        area = option.rect.adjusted(SPACE.s, SPACE.s, -SPACE.s, 0)
        draw_line(painter, area, option.direction, text, "ink_muted", TYPE.caption, strong=True)

    def _paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: ShownReturn
    ) -> None:
        places = self.places(option.rect, option.direction)
        is_sounding = row.one.occurrence.id == self._model.sounding
        self._paint_ground(painter, option, row, is_sounding=is_sounding)
        self._paint_thread(painter, places.thread, row)
        scene = row.one.scenes[0] if row.one.scenes else None
        self._stills.paint(painter, places.still, scene, row.one.track)
        upper, lower = upper_line(places.where), lower_line(places.where)
        draw_line(painter, upper, option.direction, place_of(row), strong=True)
        draw_line(painter, lower, option.direction, detail_of(row), "ink_muted", TYPE.caption)
        if not places.is_narrow:
            self._paint_wave(painter, places.wave, row, is_sounding=is_sounding)
        if not self._is_written(index):
            self._paint_words(painter, places, option.direction, row)
        self._paint_felt(painter, places.discs, row)
        if is_sounding or option.state & QStyle.StateFlag.State_MouseOver:
            self._paint_play(painter, places.play, is_sounding=is_sounding)

    def _paint_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: ShownReturn,
        *,
        is_sounding: bool,
    ) -> None:
        area = QRectF(option.rect).adjusted(1, 1, -1, -1)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_pointed = row.one.occurrence.id == self._model.pointed
        is_under = option.state & QStyle.StateFlag.State_MouseOver
        token = "hover" if is_pointed or is_under else ""
        token = "selection" if is_sounding or is_selected else token
        painter.setPen(Qt.PenStyle.NoPen)
        if token:
            painter.setBrush(colour(token))
            painter.drawRoundedRect(area, RADIUS.medium, RADIUS.medium)
        if not row.is_sure:
            painter.setPen(QPen(colour("outline"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS.medium, RADIUS.medium)
        has_focus = option.state & QStyle.StateFlag.State_HasFocus
        if has_focus:
            draw_focus_ring(painter, QRectF(option.rect), RADIUS.medium)

    def _paint_thread(self, painter: QPainter, area: QRect, row: ShownReturn) -> None:
        theme = self._model.theme
        if theme is None:
            return
        tint = QColor(seen_on(theme.life.theme.colour, current_theme().paper))
        centre = QPointF(area.center().x() + 0.5, area.center().y() + 0.5)
        count = len(theme.sure)
        radius = dot_radius(row.level_db)
        if row.is_sure and count > 1:
            faint = QColor(blend(tint.name(), current_theme().paper, 0.45))
            painter.setPen(QPen(faint, 2))
            if row.number > 1:
                painter.drawLine(QPointF(centre.x(), area.top()), centre)
            if row.number < count:
                painter.drawLine(centre, QPointF(centre.x(), area.bottom() + 1))
        is_hollow = row.one.is_home or not row.is_sure
        painter.setBrush(colour("paper") if is_hollow else tint)
        style = Qt.PenStyle.SolidLine if row.is_sure else Qt.PenStyle.DashLine
        painter.setPen(QPen(tint, 2, style))
        painter.drawEllipse(centre, radius, radius)

    def _paint_wave(
        self, painter: QPainter, area: QRect, row: ShownReturn, *, is_sounding: bool
    ) -> None:
        high = scaled_px(40)
        area = QRect(area.left(), area.center().y() - high // 2, area.width(), high)
        lasts_ms = max(1, row.one.track.duration_ms)
        span = row.one.occurrence.span
        left = area.left() + area.width() * min(1.0, span.start_ms / lasts_ms)
        right = area.left() + area.width() * min(1.0, span.end_ms / lasts_ms)
        passage = QRectF(left, area.top(), max(4.0, right - left), area.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("raised" if is_sounding else "accent_soft"))
        painter.drawRoundedRect(passage, RADIUS.small, RADIUS.small)
        if row.wave is None:
            line = QRectF(area.left(), area.center().y(), area.width(), 1)
            painter.fillRect(line, colour("hairline"))
            return
        inside = passage.toAlignedRect()
        painter.drawPixmap(area, self._wave(row, "wave"))
        painter.save()
        painter.setClipRect(inside)
        painter.fillRect(inside.adjusted(2, 2, -2, -2), painter.brush())
        painter.drawPixmap(area, self._wave(row, "accent"))
        painter.restore()

    def _wave(self, row: ShownReturn, token: str) -> QPixmap:
        assert row.wave is not None
        key = (id(row.wave), token, current_theme().name)
        if key not in self._waves:
            if len(self._waves) > 400:
                self._waves.clear()
            self._waves[key] = QPixmap.fromImage(tinted(row.wave, colour(token)))
        return self._waves[key]

    def _paint_words(
        self,
        painter: QPainter,
        places: RowPlaces,
        direction: Qt.LayoutDirection,
        row: ShownReturn,
    ) -> None:
        words, area = words_of(row), places.words
        figures = "" if places.is_narrow else figures_of(row)
        is_own = bool(row.one.occurrence.variation)
        pencil = scaled_px(_PENCIL_PX) + SPACE.xs if is_own else 0
        said, token = (words, "ink") if words else (_("What is different here?"), "ink_faint")
        line = upper_line(area) if figures else area
        room = QRect(line)
        room.setWidth(max(0, line.width() - pencil))
        room = QStyle.visualRect(direction, line, room)
        used = draw_line(painter, room, direction, said, token)
        if is_own:
            side = scaled_px(_PENCIL_PX)
            at = QRect(line.left() + used + SPACE.xs, line.center().y() - side // 2, side, side)
            paint_icon(painter, QStyle.visualRect(direction, line, at), "pencil", "ink_muted")
        if figures:
            draw_line(painter, lower_line(area), direction, figures, "ink_muted", TYPE.caption)

    def _paint_felt(self, painter: QPainter, discs: tuple[QRect, ...], row: ShownReturn) -> None:
        felt = self._model.columns.of(row)
        centres = [QPointF(QRectF(disc).center()) for disc in discs]
        shown = list(zip(centres, felt, strict=True))
        for (here, one), (there, other) in pairwise(shown):
            if one is not None and other is not None:
                step = 1 if there.x() > here.x() else -1
                left = here + QPointF(step * (seen_radius(one) + 3), 0)
                right = there - QPointF(step * (seen_radius(other) + 3), 0)
                paint_between(painter, left, right)
        for centre, one in shown:
            paint_unfelt(painter, centre) if one is None else paint_felt(painter, centre, one)

    def _paint_play(self, painter: QPainter, area: QRect, *, is_sounding: bool) -> None:
        side = scaled_px(_PLAY_PX)
        disc = QRectF(0, 0, side, side)
        disc.moveCenter(QRectF(area).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawEllipse(disc)
        inset = side * 0.27
        name = "pause" if is_sounding else "play"
        paint_icon(painter, disc.adjusted(inset, inset, -inset, -inset), name, "on_accent")

    def places(self, rect: QRect, direction: Qt.LayoutDirection) -> RowPlaces:
        inside = rect.adjusted(0, 0, -SPACE.s, 0)
        inside = QStyle.visualRect(direction, rect, inside)
        return row_places(inside, len(self._model.columns.titles), direction)

    # --- writing --------------------------------------------------------------------------------

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        parent.update()  # the words under it go
        self._written = QPersistentModelIndex(index)
        editor = QLineEdit(parent)
        editor.setAccessibleName(_("What is different here"))
        row: ShownReturn = index.data(RETURN)
        editor.setPlaceholderText(measured_words(row) or _("What is different here?"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once: Qt asks again whenever the row changes, as when it begins to play."""
        assert isinstance(editor, QLineEdit)
        if editor.property(_BEGUN):
            return
        editor.setProperty(_BEGUN, True)
        row: ShownReturn = index.data(RETURN)
        editor.setText(words_of(row))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        row: ShownReturn = index.data(RETURN)
        text, kept = editor.text().strip(), row.one.occurrence.variation
        if text == measured_words(row) and not kept:
            return
        if text != kept:
            self.written.emit(row, Typed(text, kept))

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self._written = QPersistentModelIndex()
        super().destroyEditor(editor, index)

    def _is_written(self, index: Index) -> bool:
        """Whether a field is where its words are."""
        return self._written == index

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        words = self.places(option.rect, option.direction).words
        high = min(words.height() - 2 * SPACE.xs, editor.sizeHint().height())
        editor.setGeometry(words.left() - SPACE.s, words.center().y() - high // 2,
                           words.width() + SPACE.s, high)  # fmt: skip


def dot_radius(level_db: float | None) -> float:
    """Louder returns have larger dots; one whose loudness isn't known has the smallest."""
    level = _QUIETEST_DB if level_db is None else level_db
    share = (level - _QUIETEST_DB) / (_LOUDEST_DB - _QUIETEST_DB)
    radius = _LEAST_DOT + (_MOST_DOT - _LEAST_DOT) * min(1.0, max(0.0, share))
    return scaled_px(100 * radius) / 100
