"""What the listener's own marks suggest for the playhead, in the companion card: a question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.words import _, ngettext
from app.suggestions.records import Suggestion
from ui.companion.hold import Hold
from ui.companion.parts import INSET
from ui.companion.sections import clear, section
from ui.style.icons import known_icon
from ui.style.tokens import SPACE
from ui.widgets.buttons import SMALL_ICON_PX, IconButton, tell_hint
from ui.widgets.chips import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import TextLabel


class SuggestedPart(QWidget):
    """At most three chips, the most probable first; nothing while there are none.

    accept_keys, refuse_keys: what answers the first one, as the keyboard names it.

    Signals: accepted(Suggestion), refused(Suggestion); let_go(): it needn't be held still any
    longer.
    """

    accepted = Signal(object)
    refused = Signal(object)
    let_go = Signal()

    def __init__(self, accept_keys: str, refuse_keys: str) -> None:
        super().__init__()
        self._keys = accept_keys, refuse_keys
        self._hold = Hold(self)
        self._hold.let_go.connect(self.let_go)
        column = section(self, _("Perhaps you feel this here"))
        self._from = TextLabel("", "caption", wrap=True)
        self._from.setContentsMargins(INSET, 0, INSET, 0)
        chips = QWidget()
        chips.setContentsMargins(INSET, 0, INSET, 0)
        self._flow = FlowLayout(chips)
        column.addWidget(chips)
        column.addWidget(self._from)
        self._shown: dict[Suggestion, SuggestedChip] = {}
        self.hide()

    @property
    def is_held(self) -> bool:
        return self._hold.is_on

    @property
    def shown(self) -> tuple[Suggestion, ...]:
        return tuple(self._shown)

    def show_suggested(self, suggested: tuple[Suggestion, ...], marks: int) -> None:
        """The same chips stay: one may have the keyboard."""
        if suggested == self.shown:
            return
        kept, self._shown = self._shown, {}
        clear([chip for one, chip in kept.items() if one not in suggested])
        for place, one in enumerate(suggested):
            self._shown[one] = kept.get(one) or self._chip(one)
            self._shown[one].tell_keys(*(self._keys if place == 0 else ("", "")))
        self._from.setText(self._said(marks))

    def forget(self) -> None:
        clear(list(self._shown.values()))
        self._shown.clear()

    def _chip(self, suggestion: Suggestion) -> SuggestedChip:
        chip = SuggestedChip(suggestion)
        chip.yes.clicked.connect(lambda: self.accepted.emit(suggestion))
        chip.no.clicked.connect(lambda: self.refused.emit(suggestion))
        self._flow.addWidget(chip)
        return chip

    def _said(self, marks: int) -> str:
        yes, no = self._keys
        # Translators: yes and no are keys; it is about an emotion that is suggested
        return ngettext(
            "From your one mark. {yes} marks it, {no} refuses it.",
            "From your {n} marks. {yes} marks it, {no} refuses it.",
            marks,
            yes=yes,
            no=no,
        )


class SuggestedChip(QWidget):
    """“Tension?”, and a way to say no."""

    def __init__(self, suggestion: Suggestion) -> None:
        super().__init__()
        emotion = suggestion.emotion
        self._name = emotion.name
        # Translators: an emotion that the listener is asked about
        text = _("{emotion}?", emotion=emotion.name)
        self.yes = Chip(text, known_icon(emotion.icon), emotion.colour)
        self.no = IconButton("x", "", size=SMALL_ICON_PX, colour_token="ink_muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(self.yes)
        row.addWidget(self.no)

    def tell_keys(self, accept_keys: str, refuse_keys: str) -> None:
        """Those that answer this one, or none."""
        tell_hint(self.yes, _("Mark “{emotion}” here", emotion=self._name), accept_keys)
        tell_hint(self.no, _("Not “{emotion}” here", emotion=self._name), refuse_keys)
