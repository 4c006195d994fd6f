"""The head of the page: of what, since when, which kinds, and how to add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _, ngettext
from app.story.echo_kinds import KINDS_COUNTED, EchoKind
from ui.afterlives.words import KIND_ICONS, sentence
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PrimaryButton, QuietButton, tell_hint
from ui.widgets.chips import Chip, FlowLayout
from ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from app.afterlives.records import AfterlivesOf


class AfterlivesHead(QWidget):
    """Signals: back_requested(); paste_requested(); add_requested(); kind_chosen(EchoKind | None),
    None for all. `as_list` is a switch between the years' line and a list.
    """

    back_requested = Signal()
    paste_requested = Signal()
    add_requested = Signal()
    kind_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = IconButton("arrow-left", _("Back"))
        self.back.clicked.connect(self.back_requested)
        self.title = ElidedLabel("", "display")
        self.sentence = ElidedLabel("", "muted")
        self.as_list = IconButton("list", _("As a list"), size=18, checkable=True)
        self.paste = QuietButton(_("Paste a list"), "files")
        self.paste.clicked.connect(self.paste_requested)
        self.add = PrimaryButton(_("Add one"), "plus")
        self.add.clicked.connect(self.add_requested)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._has_kinds = self._is_low = False
        self._shown: tuple[object, ...] = ()
        self.kinds: dict[EchoKind | None, Chip] = {}
        self._lay_out()

    def show_nobody(self) -> None:
        """Before a track or a work was chosen."""
        self.title.setText(_("Afterlives"))
        self.sentence.setText("")
        self._has_kinds, self._shown = False, ()
        for part in (self.as_list, self.paste, self.add, self._chips):
            part.hide()

    def show_afterlives(self, shown: AfterlivesOf, kind: EchoKind | None) -> None:
        # Translators: title is a track's or a work's
        self.title.setText(_("Afterlives of {title}", title=shown.title))
        self.sentence.setText(sentence(shown))
        self.paste.show()
        self.add.show()
        counts = shown.counts
        self.as_list.setVisible(bool(shown.lives))
        self._has_kinds = len(counts) > 1
        self._chips.setVisible(self._has_kinds and not self._is_low)
        drawn = (tuple(sorted(counts.items())), kind)
        if drawn == self._shown:
            return
        self._shown = drawn
        had_focus = next((key for key, chip in self.kinds.items() if chip.hasFocus()), ...)
        self._flow.clear()
        self.kinds.clear()
        self._add_chip(None, ngettext("All {n}", "All {n}", len(shown.lives)), kind)
        for one in EchoKind:
            if counts[one]:
                self._add_chip(one, KINDS_COUNTED[one](counts[one]), kind)
        if had_focus is not ... and had_focus in self.kinds:
            self.kinds[had_focus].setFocus()

    def fit(self, *, is_tight: bool, is_low: bool) -> None:
        """is_tight: the lesser buttons lose their words. is_low: no room for the kinds."""
        self._is_low = is_low
        self._chips.setVisible(self._has_kinds and not is_low)
        words = _("Paste a list")
        self.paste.setText("" if is_tight else words)
        self.paste.set_icon("files")
        tell_hint(self.paste, words, "")

    def _add_chip(self, kind: EchoKind | None, words: str, chosen: EchoKind | None) -> None:
        chip = Chip(words, KIND_ICONS[kind] if kind is not None else "", checkable=True)
        chip.setChecked(kind == chosen)
        chip.clicked.connect(lambda _on=False: self.kind_chosen.emit(kind))
        self.kinds[kind] = chip
        self._flow.addWidget(chip)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        first = QHBoxLayout()
        first.setSpacing(SPACE.s)
        first.addWidget(self.back)
        first.addLayout(words, 1)
        for button in (self.as_list, self.paste, self.add):
            first.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(first)
        column.addWidget(self._chips)
