"""The picture with the pills over it: one widget, which paints only what changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.timecode import Span
from app.stage.drifting import Feeling
from ui.stage.backdrop import NOTHING, Backdrop, Canvas, Kind
from ui.stage.drift import PillDrift
from ui.stage.fade import CrossFade
from ui.stage.pictures import StagePictures
from ui.style.theme import colour, theme_signals

_SETTLES_MS = 120  # after the last change of size, as a full screen comes in several steps


class StageCanvas(QWidget):
    """Signals: pressed(), double_clicked(), by the left button; shown(Backdrop), its picture is
    there.
    """

    pressed = Signal()
    double_clicked = Signal()
    shown = Signal(object)

    def __init__(self, pictures: StagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._backdrop = NOTHING
        self._lasts_ms = 0
        self._has_picture = False
        self.fade = CrossFade(self)
        self.drift = PillDrift()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLES_MS)
        self._settled.timeout.connect(self._show_anew)
        self.fade.moved.connect(self.update)
        pictures.ready.connect(self._on_ready)
        theme_signals().theme_changed.connect(self._show_anew)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        policy = QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, policy)

    @property
    def backdrop(self) -> Backdrop:
        return self._backdrop

    @property
    def has_picture(self) -> bool:
        """Whether that of the backdrop is seen already, and not still the one before it."""
        return self._has_picture

    def show_backdrop(self, backdrop: Backdrop, lasts_ms: int) -> None:
        """lasts_ms: of the cross-fade. Until its picture is there, the one before stays."""
        self._backdrop, self._lasts_ms = backdrop, lasts_ms
        self._has_picture = False
        self._look(lasts_ms)

    def prepare(self, backdrop: Backdrop | None) -> None:
        """What is needed next."""
        if backdrop is not None and not self._settled.isActive():
            self._pictures.picture(backdrop, self._canvas)

    def set_feelings(self, feelings: Sequence[Feeling]) -> None:
        self.drift.set_feelings(feelings)

    def move_pills(self, position_ms: int, still_in: Span | None = None) -> None:
        """The pills, to where they are at a position. still_in: see `PillDrift.move`."""
        if self.drift.is_resting:
            return
        changed = self.drift.move(position_ms, self.rect(), self.devicePixelRatioF(), still_in)
        if not changed.isEmpty():
            self.update(changed)

    def sizeHint(self) -> QSize:
        return QSize(1320, 608)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 160)

    @property
    def _canvas(self) -> Canvas:
        return Canvas(self.size(), self.devicePixelRatioF(), colour("paper").name())

    def _look(self, lasts_ms: int) -> None:
        if self._settled.isActive() or not self.isVisible():
            return
        picture = self._pictures.picture(self._backdrop, self._canvas)
        if picture is not None:
            self.fade.show(picture, lasts_ms)
            self._has_picture = True
            self.shown.emit(self._backdrop)

    def _on_ready(self, backdrop: Backdrop) -> None:
        if backdrop in (self._backdrop, self._backdrop.without_still):
            self._look(self._lasts_ms if not self._has_picture else 0)

    def _show_anew(self) -> None:
        """In another size or theme; also if that is seen only later."""
        self._has_picture = False
        self._look(0)

    # --- events ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.fade.paint(painter, self.rect()):
            painter.fillRect(event.rect(), colour("paper"))
        self.drift.paint(painter, event.rect())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pictures.forget_unreadable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settled.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.double_clicked.emit()


def is_soft(before: Backdrop, after: Backdrop) -> bool:
    """Whether one turns into the other: nothing is seen through on its way to being covered."""
    return Kind.COVERED not in (before.kind, after.kind)
