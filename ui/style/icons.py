"""Lucide icons in the theme's colours.

An icon made here changes with the theme: its engine looks up the current colour each time it
paints. Pictures are cached by name, size, colour and device pixel ratio.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap

from ui.style.files import ICONS
from ui.style.theme import current_theme
from ui.style.tokens import ICON_PX

FALLBACK_ICON = "tag"


class UnknownIcon(KeyError):
    """There is no SVG of that name in `resources/icons/`."""


def icon_names() -> tuple[str, ...]:
    """All shipped icons, sorted."""
    return tuple(sorted(path.stem for path in ICONS.glob("*.svg")))


def has_icon(name: str) -> bool:
    return (ICONS / f"{name}.svg").is_file()


def known_icon(name: str) -> str:
    """The name itself, or a plain tag when a newer emotion set names an unknown icon."""
    return name if has_icon(name) else FALLBACK_ICON


def icon(
    name: str,
    size: int = ICON_PX,
    colour_token: str = "ink",
    *,
    checked_token: str = "accent_ink",
    filled: bool = False,
    gap: float = 0.0,
) -> QIcon:
    """A Lucide icon that follows the theme.

    size: its natural size in device-independent pixels.
    colour_token: a token of `tokens.Theme` or a `#RRGGBB`; `checked_token` while checked.
    filled: paint the inside, too, as in the heart of a favourite.
    gap: empty room after the icon (before it if negative), as a fraction of its side.
    Raises UnknownIcon.
    """
    _svg_source(name)
    return QIcon(_ThemedEngine(name, size, colour_token, checked_token, filled, gap))


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
        self,
        name: str,
        size: int,
        colour_token: str,
        checked_token: str,
        filled: bool,
        gap: float,
    ) -> None:
        super().__init__()
        self._name = name
        self._size = size
        self._colour_token = colour_token
        self._checked_token = checked_token
        self._filled = filled
        self._gap = gap

    def clone(self) -> QIconEngine:
        return _ThemedEngine(
            self._name,
            self._size,
            self._colour_token,
            self._checked_token,
            self._filled,
            self._gap,
        )

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        picture = self._picture(rect.size(), mode, state, painter.device().devicePixelRatio())
        room = rect.size() - picture.deviceIndependentSize().toSize()
        painter.drawPixmap(rect.topLeft() + QPoint(room.width() // 2, room.height() // 2), picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._picture(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # Since Qt 6.8 the size is device-independent; QIcon sets the ratio of the result.
        return self._picture(size, mode, state, scale)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = self._side(size)
        return QSize(side + self._gap_px(side), side)

    def availableSizes(
        self, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off
    ) -> list[QSize]:
        return [self.actualSize(QSize(2 * self._size, self._size), mode, state)]

    def isNull(self) -> bool:
        return False

    def _picture(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, dpr: float) -> QPixmap:
        token = self._checked_token if state == QIcon.State.On else self._colour_token
        if mode == QIcon.Mode.Disabled:
            token = "ink_faint"
        side = self._side(size)
        drawn = _picture(self._name, side, current_theme().colour(token), dpr, self._filled)
        if not self._gap:
            return drawn
        return _beside_gap(drawn, self._gap_px(side), is_before=self._gap < 0)

    def _side(self, size: QSize) -> int:
        """The icon's side in a rectangle that includes the gap."""
        return max(1, min(size.height(), round(size.width() / (1 + abs(self._gap)))))

    def _gap_px(self, side: int) -> int:
        return round(side * abs(self._gap))


def _beside_gap(drawn: QPixmap, gap_px: int, *, is_before: bool) -> QPixmap:
    dpr = drawn.devicePixelRatio()
    wide = QPixmap(drawn.width() + round(gap_px * dpr), drawn.height())
    wide.setDevicePixelRatio(dpr)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(gap_px if is_before else 0, 0, drawn)
    painter.end()
    return wide


@lru_cache(maxsize=256)
def _svg_source(name: str) -> str:
    path = ICONS / f"{name}.svg"
    if not path.is_file():
        raise UnknownIcon(name)
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _picture(name: str, size: int, colour: str, dpr: float, filled: bool) -> QPixmap:
    # Imported late: QtSvg costs start-up time, and the first frame shows no icon.
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
