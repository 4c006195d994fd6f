"""The picture above an opened letter, and its broken seal."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.letters.wax import SIDE_PX, paint_wax
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS
from ui.widgets.painting import filling

HIGH_PX, LOW_PX, PLAIN_PX = 196, 120, 56


class LetterPicture(QWidget):
    """A still or a cover, the upper part of a card; without one, the open flap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._high_px = HIGH_PX
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self.update)

    def show_picture(self, image: QImage | None) -> None:
        self._image = QImage() if image is None else image
        self.updateGeometry()
        self.update()

    def fit(self, *, high_px: int) -> None:
        self._high_px = high_px
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        least = scaled_px(PLAIN_PX)
        return QSize(200, least if self._image.isNull() else max(least, self._high_px))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        box = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(box.adjusted(0, 0, 0, RADIUS.large), RADIUS.large, RADIUS.large)
        painter.setClipRect(box)
        painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
        if self._image.isNull():
            self._paint_flap(painter, box)
        else:
            self._paint_image(painter, box)

    def _paint_image(self, painter: QPainter, box: QRectF) -> None:
        """No larger than it is: a small one stands whole in the middle."""
        natural = QSizeF(self._image.size()) / self.devicePixelRatioF()
        if natural.width() >= box.width() and natural.height() >= box.height():
            painter.drawImage(box, self._image, filling(self._image, box))
            return
        painter.fillRect(box, colour("sunken"))
        fitted = natural.scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        shown = fitted if fitted.width() < natural.width() else natural
        at = QRectF(box.topLeft(), shown)
        at.moveCenter(box.center())
        painter.drawImage(at, self._image)

    def _paint_flap(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, colour("sunken"))
        painter.setPen(QPen(colour("hairline"), 1))
        top = QPointF(box.center().x(), box.top() + 6)
        painter.drawLine(box.bottomLeft(), top)
        painter.drawLine(top, box.bottomRight())


class BrokenSeal(QWidget):
    """In two halves along its crack."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.fit()

    def fit(self) -> None:
        side = round(scaled_px(SIDE_PX) * 1.3)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = scaled_px(SIDE_PX)
        seal = QRectF(0, 0, side, side)
        seal.moveCenter(QRectF(self.rect()).center())
        paint_wax(painter, seal, 1.0)
