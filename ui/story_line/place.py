"""Where a picture of a story line is painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

from ui.story_line.rows import Rows
from ui.story_line.view import Part


@dataclass(frozen=True)
class Place:
    """label_px: of the column with the labels. left_px: of the laid-out line, at the left edge of
    the lanes.
    """

    size: QRect
    rows: Rows
    label_px: int
    left_px: float
    is_mirrored: bool
    is_narrow: bool

    @property
    def field(self) -> QRect:
        """Where the lanes are."""
        left = 0 if self.is_mirrored else self.label_px
        return QRect(left, 0, max(1, self.size.width() - self.label_px), self.size.height())

    @property
    def labels(self) -> QRect:
        left = self.size.width() - self.label_px if self.is_mirrored else 0
        return QRect(left, 0, self.label_px, self.size.height())

    @property
    def part(self) -> Part:
        return Part(self.left_px, self.left_px + self.field.width())
