"""The page of letters to later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.words import _, ngettext
from app.transactions import changes
from ui.bridge.news.kept_fresh import KeptFresh
from ui.bridge.places import NewEntry
from ui.letters.reader import LetterReader
from ui.letters.shelf import Shelf
from ui.letters.shown import read_letters
from ui.letters.verbs import LetterVerbs
from ui.shell.back_link import BackLink
from ui.style.motion import is_motion_reduced
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import ElidedLabel, TextLabel
from ui.widgets.turning import turn_to
from ui.words.dates import today
from ui.words.seals import condition_in_words
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.letters.records import Letter, LetterBox
    from app.transactions.changes import Change
    from ui.bridge.context import Context
    from ui.bridge.places import LetterPlace
    from ui.letters.shown import ShownLetters

_SHELF_PX, _NARROW_SHELF_PX = 388, 300
_WIDE_PX, _LOW_PX = 1080, 600
_KINDS = (
    changes.ENTRY, changes.MOMENT, changes.TRACK, changes.AUDIO_FILE, changes.SCENE,
)  # fmt: skip


class LettersPage(QWidget):
    """Reads off the GUI thread."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._chosen: int | None = None
        self._opening: int | None = None  # broken here, and not shown yet
        self._entered: int | None = None  # pressed, and not shown yet
        self._wants_focus = False
        self.shown: ShownLetters | None = None
        self._reading = context.latest_read("Read letters")
        self.verbs = LetterVerbs(context, self)
        self.back = BackLink(context.navigator)
        self.title = TextLabel(_("Letters to later"), "display")
        self.sentence = ElidedLabel("", "muted")
        self.write_button = PrimaryButton(_("Write a letter"), "feather")
        self.shelf = Shelf(self.write_button)
        self.reader = LetterReader(context)
        self.empty = EmptyState(
            "mail-open",
            _("Write to whoever hears this next"),
            _(
                "A letter stays sealed until a day, or until its music is heard again. Until then "
                "nobody reads it, not even you."
            ),
        )
        self.empty.add_action(_("Write a letter"), self.write, "feather")
        self._fresh = KeptFresh(self, context, self._reading, self.read, _KINDS)
        self._lay_out()
        self._wire()

    # --- what the window asks -------------------------------------------------------------------

    def open(self, place: LetterPlace) -> None:
        if place.entry_id is not None:
            self._chosen = place.entry_id
        self.read()

    def focus(self) -> None:
        self.back.show_origin()
        if self.shown is None:
            self._wants_focus = True
        elif self.shown.box.is_empty:
            self.empty.setFocus()
        else:
            self.shelf.take_focus()

    @property
    def is_reading(self) -> bool:
        return self._fresh.is_under_way

    # --- reading --------------------------------------------------------------------------------

    def read(self) -> None:
        self._fresh.note_asked()
        services, chosen, covering = self._context.services, self._chosen, spoilers().covering
        self._reading.ask(lambda: read_letters(services, chosen, covering), self._show)

    def _show(self, shown: ShownLetters | None) -> None:
        """None: the listener was told why."""
        if shown is None:
            return
        self.shown = shown
        chosen = None if shown.letter is None else shown.letter.letter
        is_opening = chosen is not None and chosen.is_open and chosen.id == self._opening
        self.sentence.setText(_sentence(shown.box))
        self.sentence.setVisible(not shown.box.is_empty)
        self.write_button.setVisible(not shown.box.is_empty)
        self.shelf.show_box(shown.box, 0 if chosen is None else int(chosen.id))
        is_still = is_motion_reduced(self._context.services.settings.current.reduced_motion)
        self.reader.show_letter(shown.letter, is_opening=is_opening, is_still=is_still)
        if is_opening:
            self._opening = None
        turn_to(self._views, self.empty if shown.box.is_empty else self._letters)
        if self._entered is not None:
            self._follow_entered()
        if self._wants_focus:
            self._wants_focus = False
            self.focus()

    # --- verbs ----------------------------------------------------------------------------------

    def choose(self, entry_id: int) -> None:
        self._chosen = entry_id
        self.read()

    def write(self) -> None:
        loaded = self._context.playback.track
        track_id = None if loaded is None else loaded.id
        self._context.navigator.show(NewEntry(track_id=track_id, is_letter=True))

    def _lead_to_seal(self, entry_id: int) -> None:
        """From a sealed letter to what can be done with it, once it is shown."""
        self._entered = entry_id
        if not self.is_reading:
            self._follow_entered()

    def _follow_entered(self) -> None:
        entered, self._entered = self._entered, None
        shown = self.reader.shown
        if shown is None or shown.letter.id != entered or shown.letter.is_open:
            return
        self._context.messages.say(condition_in_words(shown.letter.seal), about="seal")
        self.reader.sealed.break_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _break(self, letter: Letter) -> None:
        def note() -> None:
            self._chosen = self._opening = int(letter.id)

        self.verbs.ask_to_break(letter, note)

    def _reply(self) -> None:
        if self.reader.shown is not None:
            self.verbs.write_back(self.reader.shown)

    def _seal_again(self) -> None:
        if self.reader.shown is not None:
            self.verbs.ask_to_seal(self.reader.shown)

    def _on_change(self, change: Change) -> None:
        if change.is_restore:  # numbers mean others now
            self._chosen = self._opening = None

    # --- making and room ------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.width() < scaled_px(_WIDE_PX)
        is_low = self.height() < scaled_px(_LOW_PX)
        most = self.width() * 2 // 5
        self.shelf.setFixedWidth(min(most, scaled_px(_NARROW_SHELF_PX if is_narrow else _SHELF_PX)))
        self.shelf.fit(is_low=is_narrow or is_low)
        self.reader.fit(is_tight=is_narrow, is_low=is_low)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addLayout(self.back.line())
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        head.addLayout(words, 1)
        head.addWidget(self.write_button, 0, Qt.AlignmentFlag.AlignBottom)
        self._letters = QWidget()
        across = QHBoxLayout(self._letters)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE.l)
        across.addWidget(self.shelf)
        across.addWidget(self.reader, 1)
        self._views = QStackedWidget()
        self._views.addWidget(self._letters)
        self._views.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE.xl, SPACE.m, SPACE.l, SPACE.l)
        whole.setSpacing(SPACE.l)
        whole.addLayout(head)
        whole.addWidget(self._views, 1)
        self._fit()

    def _wire(self) -> None:
        self._context.relay.changed.connect(self._on_change)
        theme_signals().theme_changed.connect(self._fit)
        self.write_button.clicked.connect(lambda _on=False: self.write())
        self.shelf.chosen.connect(self.choose)
        self.shelf.entered.connect(self._lead_to_seal)
        self.reader.break_requested.connect(self._break)
        self.reader.reply_requested.connect(self._reply)
        self.reader.seal_requested.connect(self._seal_again)
        self.reader.entry_wanted.connect(self.verbs.follow)


def _sentence(box: LetterBox) -> str:
    """“2 letters are sealed. 1 has opened today.”"""
    now = today()
    sealed = len(box.sealed)
    new = sum(one.seal.opened is not None and one.seal.opened.day == now for one in box.opened)
    said = [
        ngettext("1 letter is sealed.", "{n} letters are sealed.", sealed)
        if sealed
        else _("No letter is sealed now."),
        ngettext("1 has opened today.", "{n} have opened today.", new) if new else "",
    ]
    return " ".join(one for one in said if one)
