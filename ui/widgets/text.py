"""Labels of the type scale, and one that shortens itself."""

from __future__ import annotations

import html
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

TextRole = Literal[
    "body", "caption", "muted", "strong", "lead", "section", "title", "display",
    "success", "warn", "danger",
]  # fmt: skip


def plain_tip(text: str) -> str:
    """For `setToolTip` and its kin, which would read a name with “<b>” in it as HTML."""
    return f"<qt>{html.escape(text)}</qt>" if "<" in text else text


def on_button(name: str) -> str:
    """For the text of a button, where “&” would make the next letter a key."""
    return name.replace("&", "&&")


class TextLabel(QLabel):
    """A label of the type scale. Always plain text: names from files are never read as HTML."""

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


class ElidedLabel(TextLabel):
    """A one-line label that ends in “…” when it is too narrow, with the whole text as a hint."""

    def __init__(
        self, text: str = "", role: TextRole = "body", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, role, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        hint = plain_tip(self.text()) if shown != self.text() else ""
        if self.toolTip() != hint:
            self.setToolTip(hint)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment()), shown)
