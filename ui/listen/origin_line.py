"""Whose music it is and from which work, with the inbox's link beside it."""

from __future__ import annotations

from itertools import product

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from ui.listen.inbox_link import InboxLink
from ui.style.tokens import SPACE
from ui.widgets.fitted import Fitted
from ui.widgets.text import ElidedLabel

_ROUNDING_PX = 2  # a text's advance and the room that a widget asks for may differ by so much


class OriginLine(Fitted):
    """As much of both as there is room for; the work is the last to be cut off."""

    def __init__(self, link: InboxLink) -> None:
        super().__init__()
        self._link = link
        self._texts = ("", "")
        self._label = ElidedLabel("", "muted")
        self._label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self._label)
        row.addWidget(link)
        row.addStretch(1)
        link.counted.connect(self.fit)

    def show_words(self, whole: str, brief: str, everything: str) -> None:
        """everything: said by the tooltip and to screen readers."""
        self._texts = (whole, brief)
        self._label.set_hint(everything)
        self._label.setAccessibleDescription(everything)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        least_px = self._label.minimumSizeHint().width()
        return QSize(least_px, super().minimumSizeHint().height())

    def fit(self) -> None:
        wordings = self._link.wordings
        (whole, brief), longest = self._texts, wordings[0]
        ways = [(whole, longest), *product((brief,), wordings)]
        text, wording = next((way for way in ways if self._width(*way) <= self.width()), ways[-1])
        self._label.setText(text)
        self._link.setText(wording)

    def _width(self, text: str, wording: str) -> int:
        self._label.ensurePolished()
        label_px = self._label.fontMetrics().horizontalAdvance(text) + _ROUNDING_PX
        return label_px + SPACE.s + self._link.px_for(wording) if wording else label_px
