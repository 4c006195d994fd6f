"""A still or portrait: shows it, accepts a dropped or pasted one, opens the chooser."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.core.words import _
from ui.bridge.track.thumbnails import read_scaled
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font, theme_signals
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.image_files import picture_files_in
from ui.widgets.new_picture import as_png
from ui.widgets.painting import draw_focus_ring, filling


class PictureField(QAbstractButton):
    """A picture to click, drop on or paste into. size_px: at 100 % text size.

    Signals: chosen_file(Path) and chosen_bytes(bytes, suffix) from a drop or paste; `clicked`
    asks for the chooser; removal_requested() by Delete.
    """

    chosen_file = Signal(object)
    chosen_bytes = Signal(object, str)
    removal_requested = Signal()

    def __init__(
        self, name: str, hint: str, size_px: QSize, *, is_round: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._hint = hint
        self._size_px = size_px
        self._is_round = is_round
        self._path: Path | None = None
        self._image = QImage()
        self._is_over = False
        self._widest = 1 << 14
        self.setAccessibleName(name)
        self.setToolTip(_("Click to choose a picture, or drop one here"))
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self.updateGeometry)

    @property
    def has_picture(self) -> bool:
        return not self._image.isNull()

    def show_picture(self, path: Path | None) -> None:
        if path == self._path:
            return
        self._path = path
        side = 2 * max(self._size_px.width(), self._size_px.height())
        self._image = read_scaled(path, side) if path is not None else QImage()
        self.setAccessibleDescription(_("Has a picture") if self.has_picture else _("No picture"))
        self.update()

    def set_widest(self, width: int) -> None:
        """Where there is less room, it shrinks in its proportions."""
        self._widest = max(1, width)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        size = QSize(scaled_px(self._size_px.width()), scaled_px(self._size_px.height()))
        if size.width() <= self._widest:
            return size
        return QSize(self._widest, round(size.height() * self._widest / size.width()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._take(QGuiApplication.clipboard().mimeData())
        elif event.key() == Qt.Key.Key_Delete and self.has_picture:
            self.removal_requested.emit()
        elif event.key() in ENTER_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if picture_in(event.mimeData()) is not None or event.mimeData().hasImage():
            event.acceptProposedAction()
            self._hover(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hover(False)
        if self._take(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = box.width() / 2 if self._is_round else RADIUS.large
        if self.has_picture:
            self._paint_picture(painter, box, radius)
        else:
            self._paint_invitation(painter, box, radius)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), radius)

    def _paint_picture(self, painter: QPainter, box: QRectF, radius: float) -> None:
        path = QPainterPath()
        path.addRoundedRect(box, radius, radius)
        painter.setClipPath(path)
        painter.drawImage(box, self._image, filling(self._image, box))
        painter.setClipping(False)
        is_active = self._is_over or self.underMouse() or self.isDown()
        painter.setPen(QPen(colour("accent" if is_active else "hairline"), 2 if is_active else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, radius, radius)

    def _paint_invitation(self, painter: QPainter, box: QRectF, radius: float) -> None:
        is_active = self._is_over or self.underMouse() or self.isDown()
        pen = QPen(colour("accent" if is_active else "outline"), 1.4, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(colour("accent_soft" if self._is_over else "sunken"))
        painter.drawRoundedRect(box, radius, radius)
        side = scaled_px(24)
        lift = scaled_px(14) if self._hint else 0
        at = QRectF(0, 0, side, side)
        at.moveCenter(box.center())
        at.translate(0, -lift)
        paint_icon(painter, at, "image-plus", "ink_muted")
        if self._hint:
            painter.setPen(colour("ink_muted"))
            painter.setFont(text_font(TYPE.caption))
            words = box.adjusted(SPACE.s, 0, -SPACE.s, 0)
            words.setTop(at.bottom() + SPACE.xs)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(words, int(flags), self._hint)

    def _take(self, data: QMimeData) -> bool:
        path = picture_in(data)
        if path is not None:
            self.chosen_file.emit(path)
            return True
        image = data.imageData() if data.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            self.chosen_bytes.emit(as_png(image), ".png")
            return True
        return False

    def _hover(self, is_over: bool) -> None:
        self._is_over = is_over
        self.update()


def picture_in(data: QMimeData) -> Path | None:
    """The first picture file in dropped or pasted data."""
    return next(iter(picture_files_in(data)), None)
