"""How far the learning of the listener's emotions is, and deleting what was learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.words import _, ngettext, number
from app.suggestions.records import LEAST_MARKS, HowFar
from app.transactions import changes
from ui.bridge.news.kept_fresh import KeptFresh
from ui.settings.parts import SettingRow
from ui.widgets.buttons import PushButton
from ui.words.dates import time_in_sentence

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.profile.setting_values import Settings
    from ui.bridge.context import Context

_KINDS = (changes.TAG, changes.TRACK, changes.SUGGESTION)


class LearntRow(SettingRow):
    """Read off the GUI thread, while it is seen. While suggestions are off, the journal isn't read
    for it.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.delete_button = PushButton(_("Delete what was learnt"), "trash-2")
        self.delete_button.setEnabled(False)
        super().__init__(_("What was learnt"), " ", self.delete_button, parent)
        self._context = context
        self._is_on = context.services.settings.current.suggest_emotions
        self._is_deleting = False
        self._reading = context.latest_read("How far the learning is")
        self.fresh = KeptFresh(self, context, self._reading, self._ask, _KINDS)
        self.delete_button.clicked.connect(self._delete)
        context.listening_through.listened.connect(lambda _track: self.fresh.become_stale())
        context.listening_through.cleared.connect(self.fresh.become_stale)

    def show_settings(self, current: Settings) -> None:
        if current.suggest_emotions != self._is_on:
            self._is_on = current.suggest_emotions
            self.fresh.become_stale()

    def _ask(self) -> None:
        self.fresh.note_asked()
        is_on, suggestions = self._is_on, self._context.services.suggestions
        self._reading.ask(
            lambda: suggestions.how_far(counts_marks=is_on), lambda found: self._show(found, is_on)
        )

    def _show(self, found: HowFar | None, is_on: bool) -> None:
        if found is not None:
            self.set_sentence(how_far_in_words(found, is_on=is_on))
            self.delete_button.setEnabled(found.learnt_from > 0 and not self._is_deleting)

    def _delete(self) -> None:
        """Suggestions go off with it: while they are on, the same marks would be learnt anew."""
        self._context.services.settings.change(suggest_emotions=False)
        self._is_deleting = True
        self.delete_button.setEnabled(False)
        suggestions = self._context.services.suggestions
        self._context.jobs.run(
            "Delete what was learnt",
            lambda _job: suggestions.forget(),
            self._on_deleted,
            self._on_failed,
        )

    def _on_deleted(self, _nothing: object) -> None:
        self._end()
        self._context.messages.say(
            _("What was learnt is deleted. Nothing is suggested until you switch it on again.")
        )

    def _on_failed(self, problem: Problem) -> None:
        self._end()
        self._context.messages.problem(problem)

    def _end(self) -> None:
        self._is_deleting = False
        self.fresh.become_stale()


def how_far_in_words(found: HowFar, *, is_on: bool) -> str:
    if is_on and found.missing:
        return _(
            "Still learning: {have} of {least} marks so far. What counts are emotions that you "
            "felt, in music that was listened through.",
            have=number(found.to_learn_from or 0),
            least=number(LEAST_MARKS),
        )
    if found.learnt is not None:
        # Translators: when is such as “today, 15:56”
        return ngettext(
            "Last learnt {when}, from 1 mark.",
            "Last learnt {when}, from {n} marks.",
            found.learnt_from,
            when=time_in_sentence(found.learnt.local),
        )
    if not is_on:
        return _("Nothing. While suggestions are off, no mark is read for them.")
    return ngettext(
        "There is 1 mark to learn from. It begins a few seconds after a track is opened.",
        "There are {n} marks to learn from. It begins a few seconds after a track is opened.",
        found.to_learn_from or 0,
    )
