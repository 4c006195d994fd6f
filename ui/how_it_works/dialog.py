"""Three pictures with a few words each; Escape or “Skip” leaves them at any time."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.words import Text, _, dotted, number
from ui.how_it_works.pictures import (
    HIGH,
    WIDE,
    Paint,
    paint_journal,
    paint_marking,
    paint_story,
)
from ui.style.theme import colour, scaled_px
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.buttons import PrimaryButton, PushButton, QuietButton
from ui.widgets.text import TextLabel

_LEAST_PX = 110  # of a picture’s height


class Step(NamedTuple):
    """told: what the picture shows, for who doesn’t see it."""

    paint: Paint
    title: Text
    sentence: Text
    told: Text


STEPS = (
    Step(
        paint_marking,
        Text("Mark what you feel"),
        Text(
            "Play a track. Keys 1 to 9 mark emotions as you feel them, F a favourite moment; hold "
            "a key to mark a passage. N writes a note, Ctrl+Z takes everything back."
        ),
        Text("A waveform. Keys 1, 4 and F have marked three places in it."),
    ),
    Step(
        paint_story,
        Text("Give it its story"),
        Text(
            "S says which scene plays there, T names the melody that returns. The program finds "
            "where else it does, and asks you. What you haven’t seen yet stays hidden."
        ),
        Text("Three scenes, and a line of music under them that comes back in each."),
    ),
    Step(
        paint_journal,
        Text("Find it again"),
        Text(
            "The journal keeps every mark and note, and plays it. It shows what you felt on this "
            "day, or at these seconds in other years. Everything stays on this computer."
        ),
        Text("Three lines of a journal, each with its feeling and a button that plays it."),
    ),
)


class Picture(QWidget):
    """One of the pictures, as large as its room allows."""

    def __init__(self) -> None:
        super().__init__()
        self._paint: Paint = STEPS[0].paint
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(scaled_px(_LEAST_PX))

    def show_step(self, step: Step) -> None:
        self._paint = step.paint
        self.setAccessibleName(str(step.told))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(WIDE), scaled_px(HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(self.rect(), RADIUS.large, RADIUS.large)
        scale = min(self.width() / WIDE, self.height() / HIGH)
        left, top = (self.width() - WIDE * scale) / 2, (self.height() - HIGH * scale) / 2
        painter.translate(left, top)
        painter.scale(scale, scale)
        self._paint(painter)


class HowItWorks(QDialog):
    """Right and Left go from picture to picture, as its buttons do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("How it works"))
        self.at = 0
        self.picture = Picture()
        self.title = TextLabel("", "title", wrap=True)
        self.sentence = TextLabel("", wrap=True)
        self._count = TextLabel("", "muted")
        self.skip = QuietButton(_("Skip"))
        self.back = PushButton(_("Back"))
        self.next = PrimaryButton("")
        self._lay_out()
        self.skip.clicked.connect(self.accept)
        self.back.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))
        # As shortcuts: a button with the focus would pass it on to the next one.
        ahead = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        for key, step in ((Qt.Key.Key_Right, ahead), (Qt.Key.Key_Left, -ahead)):
            QShortcut(key, self).activated.connect(partial(self._turn, step))
        self.show_step(0)
        self.next.setFocus()

    def go(self, step: int) -> None:
        """To the next (1) or previous (-1) picture; after the last one it closes."""
        if self.at + step >= len(STEPS):
            self.accept()
        else:
            self.show_step(max(0, self.at + step))

    def show_step(self, at: int) -> None:
        self.at, step = at, STEPS[at]
        is_last = at == len(STEPS) - 1
        self.picture.show_step(step)
        self.title.setText(str(step.title))
        self.sentence.setText(str(step.sentence))
        count = _("{number} of {count}", number=number(at + 1), count=number(len(STEPS)))
        self._count.setText(count)
        self.back.setEnabled(at > 0)
        self.skip.setVisible(not is_last)
        self.next.setText(_("Done") if is_last else _("Next"))
        said = dotted(count, str(step.title), str(step.sentence), str(step.told))
        self.setAccessibleDescription(said)
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _turn(self, step: int) -> None:
        """An arrow key never closes it."""
        if 0 <= self.at + step < len(STEPS):
            self.go(step)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(self.picture, 1)
        column.addWidget(self.title)
        self.sentence.setMinimumHeight(3 * self.sentence.fontMetrics().lineSpacing())
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self.skip)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column.addLayout(row)
        self.setFixedWidth(scaled_px(WIDE) + 2 * SPACE.xl)
