"""Cards, section titles and hairlines."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.style.tokens import SPACE
from ui.widgets.text import TextLabel


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
