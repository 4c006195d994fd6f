"""Lucide icons in the theme's colours.

An icon made here re-colours itself with the theme: its engine asks for the current colour each
time it paints. Pictures are kept per name, size, colour and device pixel ratio.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap

from ui.style.files import ICONS
from ui.style.theme import current_theme
from ui.style.tokens import ICON_PX


class UnknownIcon(KeyError):
    """No SVG of that name lies in `resources/icons/`."""


def icon_names() -> tuple[str, ...]:
    """Every icon that ships, sorted."""
    return tuple(sorted(path.stem for path in ICONS.glob("*.svg")))


def has_icon(name: str) -> bool:
    return (ICONS / f"{name}.svg").is_file()


def icon(
    name: str,
    size: int = ICON_PX,
    colour_token: str = "ink",
    *,
    checked_token: str = "accent_ink",
    filled: bool = False,
) -> QIcon:
    """A Lucide icon that follows the theme.

    size: its natural size in device-independent pixels.
    colour_token: a token of `tokens.Theme` or a `#RRGGBB`; `checked_token` while checked.
    filled: paint the inside too, as for a heart that is set.
    Raises UnknownIcon.
    """
    _svg_source(name)
    return QIcon(_ThemedEngine(name, size, colour_token, checked_token, filled))


def pixmap(
    name: str,
    size: int = ICON_PX,
    colour_token: str = "ink",
    dpr: float = 1.0,
    *,
    filled: bool = False,
) -> QPixmap:
    """A picture of an icon, `size` device-independent pixels square. Raises UnknownIcon."""
    return _picture(name, size, current_theme().colour(colour_token), dpr, filled)


def paint_icon(
    painter: QPainter,
    rect: QRect | QRectF,
    name: str,
    colour_token: str = "ink",
    *,
    filled: bool = False,
) -> None:
    """Draw an icon centred in a rectangle, for painters of lanes and delegates."""
    area = QRectF(rect)
    size = max(1, round(min(area.width(), area.height())))
    picture = pixmap(name, size, colour_token, painter.device().devicePixelRatio(), filled=filled)
    at = area.center() - QRectF(0, 0, size, size).center()
    painter.drawPixmap(at, picture)


class _ThemedEngine(QIconEngine):
    def __init__(
        self, name: str, size: int, colour_token: str, checked_token: str, filled: bool
    ) -> None:
        super().__init__()
        self._name = name
        self._size = size
        self._colour_token = colour_token
        self._checked_token = checked_token
        self._filled = filled

    def clone(self) -> QIconEngine:
        return _ThemedEngine(
            self._name, self._size, self._colour_token, self._checked_token, self._filled
        )

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        picture = self._pixmap(side, mode, state, painter.device().devicePixelRatio())
        offset = QPoint((rect.width() - side) // 2, (rect.height() - side) // 2)
        painter.drawPixmap(rect.topLeft() + offset, picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._pixmap(min(size.width(), size.height()), mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        side = round(min(size.width(), size.height()) / scale)
        return self._pixmap(side, mode, state, scale)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = min(size.width(), size.height())
        return QSize(side, side)

    def availableSizes(
        self, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off
    ) -> list[QSize]:
        return [QSize(self._size, self._size)]

    def isNull(self) -> bool:
        return False

    def _pixmap(self, side: int, mode: QIcon.Mode, state: QIcon.State, dpr: float) -> QPixmap:
        token = self._checked_token if state == QIcon.State.On else self._colour_token
        if mode == QIcon.Mode.Disabled:
            token = "ink_faint"
        colour = current_theme().colour(token)
        return _picture(self._name, max(1, side), colour, dpr, self._filled)


@lru_cache(maxsize=256)
def _svg_source(name: str) -> str:
    path = ICONS / f"{name}.svg"
    if not path.is_file():
        raise UnknownIcon(name)
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _picture(name: str, size: int, colour: str, dpr: float, filled: bool) -> QPixmap:
    # QtSvg costs start-up time; the first frame shows no icon.
    from PySide6.QtSvg import QSvgRenderer

    # QSvg takes `currentColor` from a `color` attribute on the root element, else black.
    source = _svg_source(name).replace("<svg", f'<svg color="{colour}"', 1)
    if filled:
        source = source.replace('fill="none"', 'fill="currentColor"', 1)
    image = QImage(
        QSize(round(size * dpr), round(size * dpr)), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(source.encode()).render(painter)
    painter.end()
    picture = QPixmap.fromImage(image)
    picture.setDevicePixelRatio(dpr)
    return picture
