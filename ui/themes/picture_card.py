"""What the cards above the rows have in common."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.returns.records import Return
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.cards import Card
from ui.widgets.text import TextLabel
from ui.words.places import place_in_words

_HEAD_PX = 32


def lay_out(
    card: Card,
    title: str,
    caption: QWidget,
    body: QWidget,
    play: QWidget | None = None,
) -> TextLabel:
    """Its head in one line, a button before the title and a caption behind it, and what it shows.

    Returns the label of the title.
    """
    label = TextLabel(title, "strong")
    head = QHBoxLayout()
    head.setSpacing(SPACE.s)
    head.addStrut(scaled_px(_HEAD_PX))
    if play is not None:
        head.addWidget(play)
    head.addWidget(label)
    head.addWidget(caption, 1)
    card.body.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, SPACE.s)
    card.body.setSpacing(SPACE.xs)
    card.body.addLayout(head)
    card.body.addWidget(body, 1)
    return label


def where(one: Return) -> str:
    return place_in_words(one.track.title, one.occurrence.span.start_ms)
