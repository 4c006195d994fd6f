"""Listening through the music in the background, and what its cache takes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QWidget

from app.core.words import _
from app.listening_through.records import Standing, State, Trouble
from app.profile.setting_values import Settings
from ui.bridge.context import Context
from ui.settings.parts import Section, SettingRow
from ui.widgets.buttons import PushButton
from ui.words.backups import size_in_words
from ui.words.listening_through import progress_in_words, time_taken, unreadable_in_words

if TYPE_CHECKING:
    from app.analysis.feature_store import KnownSounds

MEASURED_EVERY_MS = 2_000  # while it grows before the listener's eyes

log = logging.getLogger(__name__)


class ListeningThroughSection(Section):
    """On or off, how far it is, and the cache."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(_("Listening through"), parent)
        self._context = context
        self._listening = context.listening_through
        self.is_on = QCheckBox(_("In the background"))
        self.pause = PushButton(_("Pause"), "pause")
        self.clear = PushButton(_("Clear cache"), "trash-2")
        self._known: KnownSounds | None = None
        why = _(
            "The program listens to every track once, to find themes, builds and climaxes in it "
            "later. It starts a minute after the program and gives way to everything else."
        )
        self.add(SettingRow(_("Listen through my music"), why, self.is_on))
        self.progress = SettingRow(_("Progress"), " ", self.pause)
        self.add(self.progress)
        self.cache = SettingRow(_("Cache"), " ", self.clear)
        self.add(self.cache)
        settings = context.services.settings
        self.is_on.clicked.connect(lambda is_on: settings.change(listen_through=is_on))
        self.pause.clicked.connect(self._on_pause)
        self.clear.clicked.connect(self._on_clear)
        self._again = QTimer(self, singleShot=True, interval=MEASURED_EVERY_MS)
        self._again.timeout.connect(self.measure)
        self._listening.standing_changed.connect(self.show_standing)
        self._listening.listened.connect(self._on_listened)
        self.show_standing(self._listening.standing)
        self._say_size()

    def show_settings(self, current: Settings) -> None:
        self.is_on.setChecked(current.listen_through)
        self.show_standing(self._listening.standing)

    def show_standing(self, standing: Standing) -> None:
        is_working = standing.state is State.WORKING
        settings = self._context.services.settings.current
        if standing.total == 0 and standing.unreadable == 0:
            told = [_("Paused") if settings.listening_through_paused else _("It hasn’t begun yet.")]
        else:
            told = [progress_in_words(standing), unreadable_in_words(standing)]
        self.progress.set_sentence("  ·  ".join(filter(None, told)))
        self.pause.setText(_("Pause") if is_working else _("Go on"))
        self.pause.set_icon("pause" if is_working else "play")
        is_over = standing.state is State.QUIET and (
            standing.trouble is Trouble.FULL or 0 < standing.total == standing.done
        )
        is_wanted = settings.listen_through or standing.is_awaited
        self.pause.setEnabled(is_wanted and not is_over)

    def measure(self) -> None:
        """Looks how large the cache is now."""
        heard = self._context.services.heard_music
        self._context.jobs.run("Size of the cache", lambda _job: heard.known(), self._on_measured)

    def _on_listened(self) -> None:
        if self.isVisible() and not self._again.isActive():
            self._again.start()

    def _on_measured(self, known: KnownSounds) -> None:
        self._known = known
        self._say_size()

    def _say_size(self) -> None:
        cost = time_taken(self._listening.seconds_for_everything())
        loses = _("Clearing it loses nothing that you made. {cost}", cost=cost)
        if self._known is None:
            self.cache.set_sentence(loses)
            return
        size, most = size_in_words(self._known.size), size_in_words(self._known.max_bytes)
        if self._known.size == 0:
            self.cache.set_sentence(_("The cache is empty."))
        else:
            self.cache.set_sentence(
                # Translators: loses is a sentence, such as “Clearing it loses nothing …”
                _(
                    "Waveforms and what was heard take {size} of at most {most}. {loses}",
                    size=size,
                    most=most,
                    loses=loses,
                )
            )
        self.clear.setEnabled(self._known.size > 0)

    def _on_pause(self) -> None:
        if self._listening.standing.state is State.WORKING:
            self._listening.pause()
        else:
            self._listening.go_on()

    def _on_clear(self) -> None:
        self._listening.clear(self._on_cleared, self._context.messages.problem)

    def _on_cleared(self, freed: int) -> None:
        log.info("the cache was cleared: %d bytes", freed)
        self._context.messages.say(
            _("The cache is empty: {size} are free again.", size=size_in_words(freed))
        )
        self.measure()
