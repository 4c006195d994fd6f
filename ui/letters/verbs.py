"""What can be done with a letter: break its seal, seal it again, answer it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.words import _
from app.journal.links import EntryLink, as_markdown
from ui.bridge.places import EntryPlace, NewEntry
from ui.letters.envelope import title_of
from ui.letters.seal_dialog import SealDialog
from ui.widgets.question_dialog import QuestionDialog, ask
from ui.words.seals import condition_in_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.core.ids import TrackId
    from app.journal.seals import Sealing
    from app.letters.records import Letter
    from ui.bridge.context import Context
    from ui.letters.shown import ShownLetter


class LetterVerbs(QObject):
    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page

    def ask_to_break(self, letter: Letter, before: Callable[[], object]) -> QuestionDialog:
        """before: called once the listener has said yes."""

        def break_seal() -> None:
            letters = self._context.services.letters
            before()
            self._context.do(
                lambda: letters.break_seal(letter.id),
                lambda: self._context.say_done(_("The seal is broken.")),
            )

        return ask(
            _("Break the seal of “{title}”?", title=title_of(letter)),
            condition_in_words(letter.seal),
            _("Break the seal"),
            break_seal,
            self._page,
            is_danger=True,
        )

    def ask_to_seal(self, shown: ShownLetter) -> SealDialog:
        letter = shown.letter

        def seal(sealing: Sealing) -> None:
            letters = self._context.services.letters
            self._context.do(
                lambda: letters.seal(letter.id, sealing),
                lambda: self._context.say_done(_("The letter is sealed.")),
            )

        dialog = SealDialog(_tracks(shown), seal, self._page)
        dialog.open()
        return dialog

    def write_back(self, shown: ShownLetter) -> None:
        """A new entry that links to the letter, and to the same music."""
        entry = shown.entry
        if entry is None:
            return
        link = as_markdown(title_of(shown.letter), EntryLink(entry.uid))
        self._context.navigator.show(
            NewEntry(
                f"{link}\n\n",
                None if shown.music is None else shown.music.row.id,
                entry.scene_ids,
                entry.moment_ids,
            )
        )

    def follow(self, uid: str) -> None:
        """To an entry that a letter links to."""
        found: list[int | None] = []
        letters = self._context.services.letters
        if self._context.look(lambda: found.append(letters.entry_with(uid))) and found[0]:
            self._context.navigator.show(EntryPlace(found[0]))
        else:
            self._context.messages.say(_("That entry no longer exists."))


def _tracks(shown: ShownLetter) -> list[tuple[TrackId, str]]:
    seal, music = shown.letter.seal, shown.music
    found = [] if music is None else [(music.row.id, music.row.title)]
    if seal.track_id is not None:
        found.append((seal.track_id, seal.track_title))
    return found
