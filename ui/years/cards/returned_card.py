"""The places of the music that were returned to most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.timecode import format_span
from app.core.words import Text, _, dotted, ngettext
from app.years.records import ReturnedTo
from ui.style.theme import scaled_px
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.buttons import LinkButton, RoundButton
from ui.widgets.cards import Card, SectionTitle
from ui.widgets.painting import filling
from ui.widgets.text import ElidedLabel, TextLabel
from ui.years.cards.figure_row import CaptionRow, Said

if TYPE_CHECKING:
    from ui.bridge.track.thumbnails import Thumbnails

COVER_PX = 640  # as wide as the banner becomes
_BANNER_PX = 120
_OTHERS = 2
_COUNTS = Text(
    "How often you began here, by playing the mark or going there. Hearing past it isn’t counted."
)


class ReturnedCard(Card):
    """Signals: opened(JournalFilter); place_heard(ReturnedTo); place_opened(ReturnedTo)."""

    opened = Signal(object)
    place_heard = Signal(object)
    place_opened = Signal(object)

    def __init__(self, places: Sequence[ReturnedTo], covers: Thumbnails) -> None:
        super().__init__()
        self.setAccessibleName(_("Most returned to"))
        first, *others = places
        self._covers, self._cover = covers, first.cover
        self.body.setContentsMargins(0, 0, 0, SPACE.l)
        self.banner = _Banner()
        self.body.addWidget(self.banner)
        self._inside = inside = QVBoxLayout()
        inside.setSpacing(SPACE.s)
        self.body.addLayout(inside)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(SectionTitle(_("Most returned to")))
        words.addWidget(TextLabel(first.label or first.title, "title", wrap=True))
        where = _where(first) if first.label else format_span(first.span)
        words.addWidget(ElidedLabel(where, "muted"))
        self.hear = RoundButton("play", _("Hear it"), is_small=True)
        self.hear.clicked.connect(lambda: self.place_heard.emit(first))
        row.addLayout(words, 1)
        row.addWidget(self.hear)
        inside.addLayout(row)
        begun = Said(_begun(first), str(_COUNTS), "strong")
        begun.clicked.connect(lambda: self.opened.emit(first.wanted))
        across = LinkButton(_("Across the years"))
        across.setProperty("flush", True)
        across.clicked.connect(lambda: self.place_opened.emit(first))
        below = QHBoxLayout()
        below.addWidget(across)
        below.addStretch(1)
        inside.addWidget(begun)
        inside.addLayout(below)
        for one in others[:_OTHERS]:
            other = CaptionRow(one.label or _where(one), _begun(one))
            other.setToolTip(str(_COUNTS))
            other.clicked.connect(lambda _on=False, one=one: self.opened.emit(one.wanted))
            inside.addWidget(other)
        inside.addStretch(1)
        covers.ready.connect(self._show_cover)
        self._show_cover(first.cover)

    def _show_cover(self, key: str | None) -> None:
        """Without one, or until it is there, the words begin at the top."""
        if key != self._cover:
            return
        image = self._covers.image(key)
        self.banner.show_image(image)
        top = SPACE.l if image is None else SPACE.s
        self._inside.setContentsMargins(SPACE.l, top, SPACE.l, 0)


def _where(one: ReturnedTo) -> str:
    return dotted(one.title, format_span(one.span))


def _begun(one: ReturnedTo) -> str:
    again = ngettext("Begun again once", "Begun again {n} times", one.starts)
    if one.ways < 2:
        return again
    return dotted(again, ngettext("felt in {n} way", "felt in {n} ways", one.ways))


class _Banner(QWidget):
    """A picture with the card’s upper corners."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage | None) -> None:
        self._image = image
        self.setVisible(image is not None)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(200), scaled_px(_BANNER_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1, 1, -1, 0)
        shape = QPainterPath()
        shape.addRoundedRect(box.adjusted(0, 0, 0, RADIUS.large), RADIUS.large, RADIUS.large)
        painter.setClipPath(shape)
        painter.drawImage(box, self._image, filling(self._image, box))
