"""What the page shows before there is an afterlife: the first hearing, and an open line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.core.words import _
from ui.style.theme import colour, scaled_px
from ui.style.tokens import RADIUS
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from ui.bridge.context import Context


class Invitation(EmptyState):
    def __init__(
        self, add: Callable[[], object], paste: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "heart",
            _("Where does it live on?"),
            _(
                "A cover, a remix, an advertisement that made you look up: keep what became of "
                "this music, and hear a version that you have in step with the original."
            ),
            parent,
        )
        self.add_button = self.add_action(_("Add one"), add, "plus")
        self.paste_button = self.add_action(_("Paste a list"), paste, "files")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with a line that goes on, and nothing on it yet."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("hairline"), 1))
        painter.setBrush(colour("raised"))
        area = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRoundedRect(area, RADIUS.large, RADIUS.large)
        y, inset = float(area.bottom() - scaled_px(28)), float(scaled_px(32))
        painter.setPen(QPen(colour("outline"), 2, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(inset, y), QPointF(area.right() - inset, y))
        painter.setBrush(colour("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(inset, y), scaled_px(6), scaled_px(6))


def whose(context: Context) -> EmptyState:
    """Before a track or a work was chosen."""
    empty = EmptyState(
        "heart",
        _("Whose afterlives?"),
        _("Open them from a track in the library, from the music that plays, or from a work."),
    )
    navigator = context.navigator
    empty.add_action(_("Go to the library"), lambda: navigator.open_page("library"), "library")
    empty.add_action(_("Go to the music"), lambda: navigator.open_page("listen"), "audio-lines")
    empty.add_action(_("Story"), lambda: navigator.open_page("story"), "clapperboard")
    return empty
