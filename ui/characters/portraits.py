"""One or two portraits, the second behind the first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.story.records import Character
from ui.bridge.track.thumbnails import read_scaled
from ui.style.theme import colour, theme_signals
from ui.widgets.face import paint_face, paint_hidden_face
from ui.words.marks import character_name

_SIDE_PX, _SMALL_PX = 76, 56
_OVERLAP = 0.18
_RIM_PX = 3.0


class Portraits(QWidget):
    """path_of: the file of a portrait by its name."""

    def __init__(
        self, path_of: Callable[[str | None], Path | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._path_of = path_of
        self._people: tuple[Character, ...] = ()
        self._are_hidden = False
        self._images: tuple[QImage, ...] = ()
        self._side = _SIDE_PX
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self.update)

    def show_people(self, people: Sequence[Character], *, are_hidden: bool = False) -> None:
        """are_hidden: their faces would give something away."""
        self._people, self._are_hidden = tuple(people), are_hidden
        self._images = tuple(
            QImage() if are_hidden else self._image(person.portrait) for person in people
        )
        self.updateGeometry()
        self.update()

    def set_small(self, is_small: bool) -> None:
        self._side = _SMALL_PX if is_small else _SIDE_PX
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._wide(self._side), self._side)

    @property
    def full_width(self) -> int:
        """Where there is room for them."""
        return self._wide(_SIDE_PX)

    def _wide(self, side: int) -> int:
        count = max(1, len(self._people))
        return round(side * (1 + (count - 1) * (1 - _OVERLAP)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        step = self._side * (1 - _OVERLAP)
        faces = list(zip(self._people, self._images, strict=True))
        for place in reversed(range(len(faces))):
            box = QRectF(place * step, 0, self._side, self._side).adjusted(1, 1, -1, -1)
            person, image = faces[place]
            painter.setPen(colour("paper"))
            painter.setBrush(colour("paper"))
            painter.drawEllipse(box.adjusted(-_RIM_PX, -_RIM_PX, _RIM_PX, _RIM_PX))
            if self._are_hidden:
                paint_hidden_face(painter, box)
            else:
                paint_face(painter, box, character_name(person), person.colour, image)

    def _image(self, name: str | None) -> QImage:
        path = self._path_of(name)
        return QImage() if path is None else read_scaled(path, 2 * _SIDE_PX)
