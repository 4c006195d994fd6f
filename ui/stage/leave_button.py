"""The way out for a mouse, which also says the key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from app.core.words import _
from ui.shell.shortcuts import native_text
from ui.style.theme import colour
from ui.style.tokens import SPACE
from ui.widgets.key_cap import KeyCap
from ui.widgets.leaves_space import leave_space
from ui.widgets.painting import draw_focus_ring
from ui.widgets.text import TextLabel, plain_tip


class LeaveButton(QAbstractButton):
    def __init__(self, keys: str, parent: QWidget) -> None:
        """keys: what leads here and back."""
        super().__init__(parent)
        leave_space(self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Leave the Stage"))
        self.setToolTip(plain_tip(_("Leave the Stage · {keys}", keys=keys)))
        cap, words = KeyCap(native_text("Esc")), TextLabel(_("leave"), "caption")
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.m, SPACE.xs, SPACE.l, SPACE.xs)
        row.setSpacing(SPACE.s)
        row.addWidget(cap)
        row.addWidget(words)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint().expandedTo(QSize(0, 32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("hover" if self.underMouse() else "overlay"))
        radius = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), radius)
