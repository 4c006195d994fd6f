"""Whether scenes that give something away stay covered: one answer for whoever shows them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Signal


class Spoilers(QObject):
    """Signal: covering_changed(), for whoever shows a scene that is the same as before."""

    covering_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._are_covered = True

    def set_covered(self, are_covered: bool) -> None:
        """As the settings say."""
        if are_covered != self._are_covered:
            self._are_covered = are_covered
            self.covering_changed.emit()

    def is_covered(self, is_spoiler: bool) -> bool:
        return is_spoiler and self._are_covered

    def cover(self, hidden: str) -> str:
        """What stands for a spoiler's name; empty where the listener wants everything told."""
        return hidden if self._are_covered else ""


@cache
def spoilers() -> Spoilers:
    return Spoilers()
