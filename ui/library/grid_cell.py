"""An album in the grid: its cover, the shares of what was felt, and three lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.core.words import _, ngettext
from ui.library.album_list import ALBUM as ALBUM
from ui.library.album_list import artist_of, with_years
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.widgets.cover import initials_on, placeholder, rounded
from ui.widgets.felt_strip import feeling_fill, paint_felt_strip
from ui.widgets.text import elided

if TYPE_CHECKING:
    from app.emotions.felt import FeltStrip
    from app.library.records import Album
    from ui.bridge.track.thumbnails import Thumbnails

AnyIndex = QModelIndex | QPersistentModelIndex
KEPT = 120  # covers; at 352 px a side that is 60 MB at most
_STRIP_PX = 8
_PLAY_PX = 36


class GridCell(QStyledItemDelegate):
    """side: of a cover; size: of the whole cell; panel_size: of the place of the panel, all in
    pixels. panel_item: which that is. find_strip, count_marks: of an album.
    """

    def __init__(
        self,
        covers: Thumbnails,
        find_strip: Callable[[Album], FeltStrip],
        count_marks: Callable[[Album], int],
    ) -> None:
        super().__init__()
        self._covers = covers
        self._find_strip = find_strip
        self._count_marks = count_marks
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self.side = 0
        self.size = QSize(1, 1)
        self.panel_size = QSize(1, 1)
        self.panel_item: int | None = None

    def forget(self) -> None:
        self._pictures.clear()

    def height(self) -> int:
        lines = sum(QFontMetrics(font).height() for font in self._fonts())
        return self.side + scaled_px(_STRIP_PX) + lines + 4 * SPACE.s

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        # Asked of every album, each time: by its row, since its data takes five times as long.
        return self.panel_size if index.row() == self.panel_item else self.size

    def is_on_play(self, cell: QRect, at: QPoint) -> bool:
        """Whether a point is on the button that plays the album."""
        return self._play(cell).contains(at)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        album: Album | None = index.data(ALBUM)
        if album is None:
            return
        self._paint_ground(painter, option)
        cover = self._cover(option.rect)
        dpr = painter.device().devicePixelRatio()
        felt = self._find_strip(album)
        painter.drawPixmap(cover.topLeft(), self._picture(album, felt, dpr))
        high = scaled_px(_STRIP_PX)
        strip = QRect(cover.left(), cover.bottom() + 1 + SPACE.s, cover.width(), high)
        paint_felt_strip(painter, QRectF(strip), felt)
        self._paint_words(painter, album, strip.bottom() + 1 + SPACE.xs, cover)
        if option.state & QStyle.StateFlag.State_MouseOver:
            self._paint_play(painter, self._play(option.rect))

    def _cover(self, cell: QRect) -> QRect:
        return QRect(cell.left() + SPACE.s, cell.top() + SPACE.s, self.side, self.side)

    def _play(self, cell: QRect) -> QRect:
        side, cover = scaled_px(_PLAY_PX), self._cover(cell)
        return QRect(cover.right() - side - SPACE.s, cover.bottom() - side - SPACE.s, side, side)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """The style's hover, selection and focus behind cover and words, no wider than they."""
        ground = QStyleOptionViewItem(option)
        ground.text = ""
        ground.rect = QRect(option.rect.topLeft(), QSize(self.side + 2 * SPACE.s, self.height()))
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)

    def _paint_words(self, painter: QPainter, album: Album, top: int, cover: QRect) -> None:
        painter.save()
        detail = with_years(album, artist_of(album))
        count = self._count_marks(album)
        marks = ngettext("1 mark", "{n} marks", count) if count else _("not felt yet")
        tokens = ("ink", "ink_muted", "ink_muted")
        texts = (album.title, detail, marks)
        for text, font, token in zip(texts, self._fonts(), tokens, strict=True):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(colour(token))
            line = QRect(cover.left(), top, cover.width(), metrics.height())
            shown = elided(text, metrics, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, shown)
            top += metrics.height()
        painter.restore()

    def _paint_play(self, painter: QPainter, area: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawEllipse(area)
        inset = area.width() * 5 // 18
        paint_icon(painter, area.adjusted(inset, inset, -inset, -inset), "play", "on_accent")
        painter.restore()

    def _fonts(self) -> tuple[QFont, QFont, QFont]:
        caption = text_font(TYPE.caption)
        return text_font(strong=True), caption, caption

    def _picture(self, album: Album, felt: FeltStrip, dpr: float) -> QPixmap:
        image = self._covers.image(album.cover)
        if image is None and not felt:
            return placeholder(album.title, self.side, dpr, RADIUS.medium)
        shade = felt[0].emotion.colour if felt and image is None else ""
        key = (album.cover, shade, album.title if shade else "", self.side, dpr)
        if key not in self._pictures:
            if len(self._pictures) > KEPT:
                self._pictures.clear()
            self._pictures[key] = (
                rounded(image, self.side, dpr, RADIUS.medium)
                if image is not None
                else initials_on(feeling_fill(shade), album.title, self.side, dpr, RADIUS.medium)
            )
        return self._pictures[key]
