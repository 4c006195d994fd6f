"""Cards, section titles and hairlines."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.text import TextLabel

_HEAD_PX = 44


class Card(QFrame):
    """A raised, rounded surface. Its content goes into `body`, a vertical layout."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.l)
        self.body.setSpacing(SPACE.s)
        if title:
            self.setAccessibleName(title)
            self.body.addWidget(SectionTitle(title))


class CardHead(QWidget):
    """The first row of a card with a picture: its title, what fills the room beside it, and tools
    at the end. inset_px: on either side, in a card whose body has none.
    """

    def __init__(self, title: str, beside: QWidget, *tools: QWidget, inset_px: int = 0) -> None:
        super().__init__()
        self.setMinimumHeight(scaled_px(_HEAD_PX))
        row = QHBoxLayout(self)
        row.setContentsMargins(inset_px, 0, inset_px, 0)
        row.setSpacing(SPACE.l)
        row.addWidget(TextLabel(title, "title"))
        row.addWidget(beside, 1)
        for tool in tools:
            row.addWidget(tool)


class SectionTitle(TextLabel):
    """The small bold heading of a group."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "section", parent=parent)


class Hairline(QFrame):
    """A line one pixel thick, horizontal unless `upright`."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "hairline")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
