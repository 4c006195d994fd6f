"""A line of keys and what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from app.core.words import dotted
from ui.shell.shortcuts import native_text
from ui.style.theme import text_font, theme_signals
from ui.style.tokens import SPACE, TYPE
from ui.widgets.cell_text import draw_line
from ui.widgets.key_cap import cap_size, paint_cap
from ui.widgets.painting import describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}  # as keyboards show them


class KeyHint(NamedTuple):
    """keys: Qt's portable texts. words: what they do."""

    keys: tuple[str, ...]
    words: str

    @property
    def told(self) -> str:
        return " ".join((*map(native_text, self.keys), self.words))

    @property
    def caps(self) -> tuple[str, ...]:
        return tuple(_ARROWS.get(key) or native_text(key) for key in self.keys)


class KeyHints(QWidget):
    """In one line, as many as there is room for; at its end something that is new."""

    def __init__(self, hints: Sequence[KeyHint], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints = tuple(hints)
        self._news = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self.updateGeometry)
        self.show_news("")

    @property
    def news(self) -> str:
        return self._news

    def show_news(self, text: str) -> None:
        if text != self._news or not self.accessibleName():
            self._news = text
            self.setAccessibleName(dotted(*(hint.told for hint in self._hints)))
            describe(self, text)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, max(cap_size("").height(), QFontMetrics(text_font(TYPE.caption)).height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(text_font(TYPE.caption))
        news_px = metrics.horizontalAdvance(self._news) + 1 if self._news else 0
        room = self.rect().adjusted(0, 0, -(news_px + SPACE.l if news_px else 0), 0)
        for hint, caps, words in self._placed(room, metrics):
            for key, cap in zip(hint.caps, caps, strict=True):
                paint_cap(painter, self._mirrored(cap), key, size=TYPE.caption)
            self._write(painter, words, hint.words)
        if news_px:
            self._write(painter, self.rect().adjusted(self.width() - news_px, 0, 0, 0), self._news)

    def _placed(
        self, room: QRect, metrics: QFontMetrics
    ) -> Iterator[tuple[KeyHint, list[QRect], QRect]]:
        """From left to right. What has no room goes; the first one at least is cut short."""
        left = room.left()
        for hint in self._hints:
            start, caps = left, list[QRect]()
            for key in hint.caps:
                cap = cap_size(key)
                caps.append(QRect(QPoint(left, room.center().y() - cap.height() // 2), cap))
                left += cap.width() + SPACE.xs
            left += SPACE.xs
            wide = metrics.horizontalAdvance(hint.words) + 1
            if start > room.left() and left + wide > room.right():
                return
            words = QRect(left, room.top(), min(wide, room.right() - left), room.height())
            yield hint, caps, words
            left += wide + SPACE.l

    def _write(self, painter: QPainter, area: QRect, words: str) -> None:
        draw_line(
            painter, self._mirrored(area), self.layoutDirection(), words, "ink_muted", TYPE.caption
        )

    def _mirrored(self, area: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)
