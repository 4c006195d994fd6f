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
        self._lines: dict[MarkRef, ComingLine] = {}

    def show_coming(self, coming: tuple[ComingUp, ...]) -> None:
        """The same marks again only count down. Two with the same name are shown once."""
        named = {(item.ref.kind, title_of(item)): item for item in reversed(coming)}
        coming = tuple(reversed(named.values()))
        if [item.ref for item in coming] != list(self._lines):
            self.forget()
            for item in coming:
                self._lines[item.ref] = ComingLine(item)
                self._column.addWidget(self._lines[item.ref])
        self.count_down(coming)
        self.setVisible(bool(coming))

    def count_down(self, coming: tuple[ComingUp, ...]) -> None:
        """For those that are shown."""
        for item in coming:
            if item.ref in self._lines:
                self._lines[item.ref].show_countdown(item.in_ms)

    def forget(self) -> None:
        clear(list(self._lines.values()))
        self._lines.clear()
