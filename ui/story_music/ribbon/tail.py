"""The column after the beads, for what is covered."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.core.words import _, dotted
from ui.shell.shortcuts import native_text
from ui.story_line.words import covered_in_words
from ui.story_music.ribbon.foot import has_long_titles, paint_words
from ui.story_music.ribbon.geometry import RibbonLayout
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import RADIUS, TYPE


def covered_tail(scenes: int, seen_until: str) -> Tail | None:
    """scenes: how many are covered, after seen_until."""
    after = _("after {place}", place=seen_until) if seen_until else ""
    return Tail(covered_in_words(scenes), after) if scenes else None


@dataclass(frozen=True, slots=True)
class Tail:
    """words: “Four scenes, covered”; after: “after S2 E1”. is_open: it was uncovered for one look,
    and nothing of theirs is there.
    """

    words: str
    after: str
    is_open: bool = False

    def told(self) -> str:
        """All that is to be known of it without seeing it."""
        if self.is_open:
            return self.words
        # Translators: key is U. What it uncovers is covered again once something else is selected
        how = _("{key} uncovers them until you move on", key=native_text("U"))
        return f"{dotted(self.words, self.after)}. {how}"


def paint_tail(painter: QPainter, layout: RibbonLayout, tail: Tail, *, is_selected: bool) -> None:
    """Of even width, so that its length tells nothing."""
    box = layout.tail
    painter.save()
    painter.setClipRect(box.adjusted(1, 0, 0, 0), Qt.ClipOperation.IntersectClip)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("sunken"))
    painter.drawRoundedRect(box.adjusted(-20, -20, 0, 0), RADIUS.large - 1, RADIUS.large - 1)
    painter.restore()
    still = QRectF(0, 0, min(layout.sizes.still.width(), box.width() - 16), 0)
    still.setHeight(layout.sizes.still.height())
    still.moveCenter(QPointF(box.center().x(), 4 + still.height() / 2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("pressed"))
    painter.drawRoundedRect(still, RADIUS.medium, RADIUS.medium)
    if is_selected:
        painter.setPen(QPen(colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(still, RADIUS.medium, RADIUS.medium)
    side = scaled_px(20)
    at = QRectF(still.center().x() - side / 2, still.center().y() - side / 2, side, side)
    paint_icon(painter, at, "eye" if tail.is_open else "eye-off", "ink_faint")
    foot = QRectF(box.left() + 6, layout.foot_top, box.width() - 12, layout.sizes.foot)
    is_small = layout.sizes.has_small_titles or has_long_titles([tail.words], foot.width())
    size = TYPE.caption if is_small else TYPE.body
    paint_words(painter, foot, tail.words, tail.after, title_size=size)
