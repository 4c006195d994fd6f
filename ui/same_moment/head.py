"""The head of the page: of which seconds, how often they were felt."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _, ngettext
from app.journal.moment_records import MomentAcrossYears
from ui.same_moment.words import summary_words
from ui.shell.shortcuts import native_text
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton, PrimaryButton, ToggleButton, tell_hint
from ui.widgets.text import ElidedLabel

LOOP_KEY = "L"


class MomentHead(QWidget):
    """Signals: loop_toggled(); hear_requested(); folding_toggled(), of the marks
    without words.
    """

    loop_toggled = Signal()
    hear_requested = Signal()
    folding_toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(_("This moment across the years"), "display")
        self.loop = ToggleButton(_("Loop"), "repeat-2")
        self.loop.clicked.connect(lambda _on: self.loop_toggled.emit())
        tell_hint(self.loop, self.loop.text(), native_text(LOOP_KEY))
        self.hear = PrimaryButton(_("Hear it"), "play")
        self.hear.clicked.connect(self.hear_requested)
        self.summary = ElidedLabel("", "muted")
        self.wordless = LinkButton("")
        self.wordless.clicked.connect(self.folding_toggled)
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        self.summary.setText("")
        for part in (self.loop, self.hear, self.wordless):
            part.hide()

    def show_moment(self, moment: MomentAcrossYears, *, folded: int, is_unfolded: bool) -> None:
        """folded: how many without words can be unfolded, or folded again."""
        self.summary.setText(summary_words(moment))
        words = ngettext("1 without words", "{n} without words", folded)
        hide = ngettext("Hide 1 without words", "Hide {n} without words", folded)
        self.wordless.setText(hide if is_unfolded else words)
        self.wordless.setVisible(folded > 0)
        for part in (self.loop, self.hear):
            part.setVisible(True)
            part.setEnabled(moment.track.is_available)

    def show_playing(self, *, is_heard: bool, is_looped: bool) -> None:
        self.hear.set_icon("pause" if is_heard else "play")
        self.hear.setText(_("Pause") if is_heard else _("Hear it"))
        self.loop.setChecked(is_looped)

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(SPACE.s)
        upper.addWidget(self.title, 1)
        upper.addWidget(self.loop)
        upper.addWidget(self.hear)
        lower = QHBoxLayout()
        lower.setSpacing(0)
        lower.addWidget(self.summary, 1)
        lower.addWidget(self.wordless)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addLayout(upper)
        column.addLayout(lower)
