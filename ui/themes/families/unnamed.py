"""Below the list of themes: the first melody that was heard and has no name yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.words import _, ngettext
from ui.style.tokens import SPACE
from ui.themes.families.words import detail_of, name_of, told_family
from ui.widgets.buttons import IconButton, LinkButton, PushButton, QuietButton
from ui.widgets.cards import Hairline, SectionTitle
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from ui.themes.families.families import Families
    from ui.themes.families.shown import ShownFamily
    from ui.themes.families.verbs import FamilyVerbs


class UnnamedMelody(QWidget):
    """Signals: named(ShownFamily, str); all_wanted(), what else returns."""

    named = Signal(object, str)
    all_wanted = Signal()

    def __init__(
        self, families: Families, verbs: FamilyVerbs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._families = families
        self._verbs = verbs
        self._family: ShownFamily | None = None
        self._title = SectionTitle(_("Heard, not named yet"))
        self.play = IconButton("play", _("Play one after another"), size=18,
                               colour_token="accent_ink")  # fmt: skip
        self._words = TextLabel("", wrap=True)
        self._detail = TextLabel("", "caption", wrap=True)
        self.name = PushButton(_("Name it"))
        self.no = QuietButton(_("Not a theme"))
        self.field = NameField()
        self.all = LinkButton("", "search")
        self._melody, self._judging = QWidget(), QWidget()
        self._lay_out()
        self._wire()
        self.show_families()

    def show_families(self) -> None:
        """While a name is written, or about to be, the melody stays."""
        if self.field.isVisible():
            return
        found = self._families.shown.families
        family = self._family = found[0] if found else None
        self._melody.setVisible(family is not None)
        self._title.setVisible(family is not None)
        self._end_naming()
        if family is not None:
            self._words.setText(name_of(family))
            self._detail.setText(detail_of(family))
            self._melody.setAccessibleName(told_family(family, is_playing=False))
        count = len(self._families.shown.families)
        self.all.setText(
            ngettext("What returns? 1 melody", "What returns? {n} melodies", count)
            if count
            else _("What returns?")
        )
        self.all.set_icon("search")
        self._tell_playing()

    def _tell_playing(self) -> None:
        is_playing = self._family is not None and self._families.is_playing(self._family)
        self.play.set_icon("square" if is_playing else "play")
        self.play.set_hint(_("Stop") if is_playing else _("Play one after another"))

    def _play(self) -> None:
        if self._family is None:
            return
        if self._families.is_playing(self._family):
            self._families.stop()
        else:
            self._families.play(self._family)

    def _begin_naming(self) -> None:
        self._judging.hide()
        self.field.clear()
        self.field.show()
        self.field.setFocus()

    def _end_naming(self) -> None:
        had_focus = self.field.hasFocus()
        self.field.hide()
        self._judging.setVisible(self._family is not None)
        if had_focus:
            self.name.setFocus()

    def _give_up_naming(self) -> None:
        """What came meanwhile is shown."""
        self._end_naming()
        self.show_families()

    def _take_name(self) -> None:
        family, text = self._family, self.field.text()
        if family is not None and text.strip():
            self._give_up_naming()
            self.named.emit(family, text)

    def _dismiss(self) -> None:
        if self._family is not None:
            self._verbs.dismiss(self._family)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        texts, top = QVBoxLayout(), QHBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._words)
        texts.addWidget(self._detail)
        top.setSpacing(SPACE.s)
        top.addWidget(self.play, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        buttons = QHBoxLayout(self._judging)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(SPACE.s)
        buttons.addWidget(self.name)
        buttons.addWidget(self.no)
        buttons.addStretch(1)
        melody = QVBoxLayout(self._melody)
        melody.setContentsMargins(0, 0, 0, 0)
        melody.setSpacing(SPACE.s)
        melody.addLayout(top)
        melody.addWidget(self._judging)
        melody.addWidget(self.field)
        last = QHBoxLayout()
        last.addWidget(self.all)
        last.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE.s)
        column.setSpacing(SPACE.s)
        column.addWidget(Hairline())
        column.addWidget(self._title)
        column.addWidget(self._melody)
        column.addLayout(last)

    def _wire(self) -> None:
        self._families.changed.connect(self.show_families)
        self._families.sounding.connect(self._tell_playing)
        self.play.clicked.connect(self._play)
        self.name.clicked.connect(self._begin_naming)
        self.no.clicked.connect(self._dismiss)
        self.all.clicked.connect(self.all_wanted)
        self.field.returnPressed.connect(self._take_name)
        self.field.given_up.connect(self._give_up_naming)


class NameField(QLineEdit):
    """Signal: given_up(), Escape."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Name this melody"))
        self.setPlaceholderText(_("Name this melody"))
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
