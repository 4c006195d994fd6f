"""Paints the rows of the list of candidates."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.timecode import format_ms
from app.core.words import number
from app.theme_finding.around import Around
from app.themes.records import Answer
from ui.scenes.place_stills import PlaceStills
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.theme_search.candidate_model import CandidateModel, Heading, More, Row
from ui.theme_search.ranking import Entry
from ui.theme_search.shown import Judged
from ui.theme_search.words import ANSWERS, scene_words
from ui.widgets.cell_text import draw_line, line_px, lower_line, upper_line
from ui.widgets.painting import draw_focus_ring
from ui.words.changes import LIKELY_FROM, likelihood_words

Index = QModelIndex | QPersistentModelIndex

_ROW_PX, _STILL_PX = 52, QSize(56, 36)
_DASHES, _DASH_PX, _DASH_GAP = len(LIKELY_FROM) + 1, 8, 4
_ICONS = {Answer.YES: "check", Answer.NO: "x", Answer.NOT_SURE: "circle-help"}


class CandidateCell(QStyledItemDelegate):
    def __init__(self, model: CandidateModel, stills: PlaceStills, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._stills = stills
        self.has_stills = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.row(index)
        if isinstance(row, Heading):
            return QSize(100, line_px(size=TYPE.caption) + (SPACE.l if index.row() else SPACE.s))
        if isinstance(row, More):
            return QSize(100, line_px(strong=True) + SPACE.m)
        two_lines = line_px(strong=True) + line_px(size=TYPE.caption) + SPACE.m + 2
        return QSize(100, max(scaled_px(_ROW_PX), two_lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            self._paint_heading(painter, option, row, is_first=index.row() == 0)
        elif row is not None:
            self._paint_ground(painter, option)
            if isinstance(row, More):
                area = option.rect.adjusted(SPACE.s, 0, -SPACE.s, 0)
                draw_line(painter, area, option.direction, row.text, "accent_ink", strong=True)
            else:
                self._paint_place(painter, option, row)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Heading, *, is_first: bool
    ) -> None:
        area = option.rect.adjusted(SPACE.s, 0, -SPACE.s, 0)
        if not is_first:
            painter.fillRect(
                QRect(area.left(), area.top() + 3, area.width(), 1), colour("hairline")
            )
            area = area.adjusted(0, SPACE.s, 0, 0)
        draw_line(painter, area, option.direction, row.text, "ink_muted", TYPE.caption, strong=True)
        count = number(row.many)
        wide = QFontMetrics(text_font(TYPE.caption)).horizontalAdvance(count)
        end = QRect(area.right() - wide, area.top(), wide + 1, area.height())
        end = QStyle.visualRect(option.direction, area, end)
        draw_line(painter, end, option.direction, count, "ink_muted", TYPE.caption)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        area = QRectF(option.rect).adjusted(1, 1, -1, -1)
        is_selected = option.state & QStyle.StateFlag.State_Selected
        is_under = option.state & QStyle.StateFlag.State_MouseOver
        painter.setPen(Qt.PenStyle.NoPen)
        if is_selected or is_under:
            painter.setBrush(colour("selection" if is_selected else "hover"))
            painter.drawRoundedRect(area, RADIUS.medium, RADIUS.medium)
        if is_selected:
            draw_focus_ring(painter, QRectF(option.rect), RADIUS.medium)

    def _paint_place(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Entry | Judged
    ) -> None:
        around = self._model.around(row.passage)
        area = option.rect.adjusted(SPACE.s, 0, -SPACE.s, 0)
        if around is None:
            return
        left = area.left()
        if self.has_stills:
            wide, high = scaled_px(_STILL_PX.width()), scaled_px(_STILL_PX.height())
            still = QRect(left, area.center().y() - high // 2, wide, high)
            still = QStyle.visualRect(option.direction, area, still)
            self._stills.paint(painter, still, around.scene, around.track)
            left += wide + SPACE.m
        told = _told(row)
        wide = max(_dashes_px(), QFontMetrics(text_font()).horizontalAdvance(told))
        if isinstance(row, Judged):
            wide += scaled_px(16) + SPACE.xs
        wide = min(wide, area.width() // 2)
        end = QRect(area.right() - wide, area.top(), wide + 1, area.height())
        middle = QRect(left, area.top(), max(0, end.left() - SPACE.s - left), area.height())
        middle = QStyle.visualRect(option.direction, area, middle)
        end = QStyle.visualRect(option.direction, area, end)
        _draw_where(painter, upper_line(middle), option.direction, around, row)
        scene = scene_words(around)
        draw_line(painter, lower_line(middle), option.direction, scene, "ink_muted", TYPE.caption)
        if isinstance(row, Entry):
            self._paint_likelihood(painter, end, option.direction, row)
        else:
            self._paint_answer(painter, end, option.direction, row)

    @staticmethod
    def _paint_likelihood(
        painter: QPainter, area: QRect, direction: Qt.LayoutDirection, row: Entry
    ) -> None:
        text = _told(row)
        wide = min(area.width(), QFontMetrics(text_font()).horizontalAdvance(text) + 1)
        line = upper_line(area)
        line = QRect(line.right() - wide + 1, line.top(), wide, line.height())
        draw_line(painter, QStyle.visualRect(direction, area, line), direction, text)
        filled = 1 + sum(row.candidate.probability >= least for least in LIKELY_FROM)
        lower = lower_line(area)
        painter.setPen(Qt.PenStyle.NoPen)
        for dash in range(_DASHES):
            x = area.right() - _dashes_px() + 1 + dash * scaled_px(_DASH_PX + _DASH_GAP)
            high = scaled_px(4)
            one = QRect(x, lower.center().y() - high // 2, scaled_px(_DASH_PX), high)
            painter.setBrush(colour("accent" if dash < filled else "outline"))
            shown = QRectF(QStyle.visualRect(direction, area, one))
            if dash < filled:
                painter.drawRoundedRect(shown, high / 2, high / 2)
            else:  # thinner too, not only in another colour
                painter.drawRect(shown.adjusted(0, high * 0.375, 0, -high * 0.375))

    @staticmethod
    def _paint_answer(
        painter: QPainter, area: QRect, direction: Qt.LayoutDirection, row: Judged
    ) -> None:
        token = "success" if row.answer is Answer.YES else "ink_muted"
        side, text = scaled_px(16), _told(row)
        wide = QFontMetrics(text_font()).horizontalAdvance(text) + 1
        line = QRect(area.right() - wide + 1, area.top(), wide, area.height())
        at = QRect(line.left() - side - SPACE.xs, area.center().y() - side // 2, side, side)
        draw_line(painter, QStyle.visualRect(direction, area, line), direction, text, token)
        paint_icon(painter, QStyle.visualRect(direction, area, at), _ICONS[row.answer], token)


def _draw_where(
    painter: QPainter,
    line: QRect,
    direction: Qt.LayoutDirection,
    around: Around,
    row: Entry | Judged,
) -> None:
    """However long the title is, the time is seen."""
    time = format_ms(row.passage.span.start_ms)
    metrics = QFontMetricsF(text_font(strong=True))
    gap_px = ceil(metrics.horizontalAdvance(" "))
    time_px = ceil(metrics.horizontalAdvance(time))
    title = QRect(line.left(), line.top(), max(0, line.width() - gap_px - time_px), line.height())
    title = QStyle.visualRect(direction, line, title)
    used = gap_px + draw_line(painter, title, direction, around.track.title, strong=True)
    rest = QRect(line.left() + used, line.top(), line.width() - used, line.height())
    draw_line(painter, QStyle.visualRect(direction, line, rest), direction, time, strong=True)


def _told(row: Row) -> str:
    if isinstance(row, Entry):
        return likelihood_words(row.candidate.probability)
    return str(ANSWERS[row.answer]) if isinstance(row, Judged) else ""


def _dashes_px() -> int:
    return _DASHES * scaled_px(_DASH_PX) + (_DASHES - 1) * scaled_px(_DASH_GAP)
