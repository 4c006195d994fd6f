"""What comes next, in the companion card."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.core.marks import MarkRef
from app.core.words import _
from app.timeline.records import ComingUp
from ui.companion.parts import ComingLine, title_of
from ui.companion.sections import clear, section


class ComingPart(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._column = section(self, _("Coming up"))
        self._made: list[ComingLine] = []
        self._lines: dict[MarkRef, ComingLine] = {}  # those that are shown

    def show_coming(self, coming: tuple[ComingUp, ...]) -> None:
        """The same marks again only count down. Two with the same name are shown once."""
        named = {(item.ref.kind, title_of(item)): item for item in reversed(coming)}
        coming = tuple(reversed(named.values()))
        if [item.ref for item in coming] != list(self._lines):
            self._fill(coming)
        self.count_down(coming)
        self.setVisible(bool(coming))

    def _fill(self, coming: tuple[ComingUp, ...]) -> None:
        """Lines are used again: each new one would be news to a screen reader."""
        while len(self._made) < len(coming):
            self._made.append(ComingLine())
            self._column.addWidget(self._made[-1])
        for line, item in zip(self._made, coming, strict=False):
            line.show_mark(item)
        for place, line in enumerate(self._made):
            line.setVisible(place < len(coming))
        self._lines = {item.ref: line for item, line in zip(coming, self._made, strict=False)}

    def count_down(self, coming: tuple[ComingUp, ...]) -> None:
        """For those that are shown."""
        for item in coming:
            if item.ref in self._lines:
                self._lines[item.ref].show_countdown(item.in_ms)

    def forget(self) -> None:
        clear(self._made)
        self._made.clear()
        self._lines.clear()
