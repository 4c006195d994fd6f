"""Labels in the sizes of the type scale, and one that elides its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from app.core.words import END_OF_ISOLATE, closed_at, isolated

TextRole = Literal[
    "body", "caption", "muted", "strong", "lead", "section", "title", "display",
    "success", "warn", "danger",
]  # fmt: skip

_LONGEST_IN_TIP = 70  # characters; a longer line is wrapped
_LINE_END = "\n"
_PIECE = 20  # letters; some 200 px of a title
# For each line, Qt looks through all of a word: one of 300,000 letters took four seconds. No
# address that leads anywhere is so long.
LARGE_PIECE = 1_000
_MAY_BREAK = "\u200b"  # takes no room


def plain_tip(text: str) -> str:
    """For `setToolTip` and the like, which would read a name that contains “<b>” as HTML, and wrap
    nothing else.
    """
    if "<" not in text and all(len(line) <= _LONGEST_IN_TIP for line in text.splitlines()):
        return text
    import html  # with its table of entities it takes 1.5 ms, and no start needs it

    return f"<qt>{html.escape(text).replace(_LINE_END, '<br>')}</qt>"


def on_button(name: str) -> str:
    """For the text of a button, where “&” would make the next letter a shortcut."""
    return name.replace("&", "&&")


def breakable(text: str, piece: int = _PIECE) -> str:
    """For a label that wraps: a word without end would make it, and its dialog, as wide. piece:
    letters; LARGE_PIECE for a whole text, whose words break anywhere.
    """
    return _endless(piece).sub(lambda word: _MAY_BREAK.join(_in_pieces(word[0], piece)), text)


@cache
def _endless(piece: int) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)\S{{{2 * piece},}}")


def _in_pieces(word: str, piece: int) -> Iterator[str]:
    return (word[at : at + piece] for at in range(0, len(word), piece))


def elided(
    text: str,
    metrics: QFontMetrics | QFontMetricsF,
    width: float,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> str:
    """For painting: as much as there is room for, ending in “…” where the text is too long.

    The “…” of Arabic and Hebrew is at their own end, the left.
    """
    whole = isolated(text)
    if isinstance(metrics, QFontMetrics):
        shown = metrics.elidedText(whole, mode, int(width))
    else:
        shown = metrics.elidedText(whole, mode, width)
    if shown == whole or END_OF_ISOLATE not in whole:
        return shown
    pairs = enumerate(zip(shown, whole, strict=False))
    cut = next((place for place, (one, other) in pairs if one != other), len(whole))
    return closed_at(shown, shown.find("…", cut) + 1)


class TextLabel(QLabel):
    """A label in a role of the type scale. Plain text: names from files are never read as HTML.

    It begins at the side where the window reads from. A QLabel asks its own words for that: in a
    window that reads from the right, an English name would stand at the left.
    """

    def __init__(
        self,
        text: str = "",
        role: TextRole = "body",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self.setText(text)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Left is where the window reads from, right the other side."""
        self._side = alignment
        super().setAlignment(QStyle.visualAlignment(self.layoutDirection(), alignment))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setAlignment(self._side)


class ElidedLabel(TextLabel):
    """A one-line label that ends in “…” where it is too narrow, with the whole text as tooltip."""

    def __init__(
        self, text: str = "", role: TextRole = "body", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, role, parent=parent)
        self._hint = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_hint(self, hint: str) -> None:
        """A tooltip that says more than the text, instead of the text where it is too narrow."""
        self._hint = hint
        self.setToolTip(plain_tip(hint))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = elided(self.text(), self.fontMetrics(), room.width())
        is_whole = shown == isolated(self.text())
        hint = plain_tip(self._hint or ("" if is_whole else self.text()))
        if self.toolTip() != hint:
            self.setToolTip(hint)
        painter = QPainter(self)
        painter.setPen(self.ink())
        painter.drawText(room, int(self.alignment()), shown)

    def ink(self) -> QColor:
        return self.palette().color(self.foregroundRole())
