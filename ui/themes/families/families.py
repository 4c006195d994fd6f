"""Which soundtrack is asked about, the search through it, and playing what was found."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.words import dotted
from ui.bridge.playback.told_chain import ToldChain, place_words
from ui.themes.families.asking import FamiliesAsking
from ui.themes.families.shown import ShownFamilies, ShownFamily
from ui.themes.families.time_left import TimeLeft
from ui.themes.families.words import name_of

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.theme_finding.progress import SearchProgress
    from app.themes.records import Passage
    from ui.bridge.context import Context
    from ui.bridge.places import WhatReturns
    from ui.bridge.theme_finding.families_search import FamiliesSearch
    from ui.themes.asking import ThemeAsking


class Families(QObject):
    """A search goes on until it is done, cancelled, or another soundtrack is asked about.

    Signals: changed(), there is something else to show; progressed(), the search; sounding(), the
    passage that plays is another one.
    """

    changed = Signal()
    progressed = Signal()
    sounding = Signal()

    def __init__(self, context: Context, asking: ThemeAsking, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._asking = FamiliesAsking(context.services, asking)
        self._reading = context.latest_read("Read what returns")
        self._search: FamiliesSearch | None = None
        self._wanted: WhatReturns | None = None
        self._shown_for: WhatReturns | None = None
        self._is_look_wanted = False
        self._left = TimeLeft(time.monotonic)
        self._playing: tuple[Passage, ...] = ()
        self.shown = ShownFamilies()
        self.chain = ToldChain(context.playback, self)
        self.chain.moved.connect(lambda _place: self.sounding.emit())

    # --- what is asked --------------------------------------------------------------------------

    def ask_about(self, wanted: WhatReturns | None, *, is_look_wanted: bool = False) -> None:
        """wanted: None for the first soundtrack there is. is_look_wanted: it is searched as soon as
        it is known which one that is.
        """
        self._wanted = wanted
        self._is_look_wanted = is_look_wanted
        self.read()

    def read(self) -> None:
        """Again; the latest question wins."""
        wanted = self._wanted
        self._reading.ask(lambda: self._asking.families(wanted), self._show)

    @property
    def is_reading(self) -> bool:
        return self._reading.is_under_way

    def _show(self, shown: ShownFamilies | None) -> None:
        """None: there is no answer, and the listener was told why."""
        if shown is None:
            return
        before, self.shown = self.shown.soundtrack, shown
        is_looking, is_the_one = self._search is not None, self._wanted == self._shown_for
        self._shown_for = self._wanted
        if shown.soundtrack != before:
            self.cancel()
        if self._is_look_wanted or (is_looking and is_the_one):  # its tracks may be others now
            self._is_look_wanted = False
            self.look()
        self.changed.emit()

    # --- the search -----------------------------------------------------------------------------

    @property
    def progress(self) -> SearchProgress | None:
        """None while nothing is searched."""
        return None if self._search is None else self._search.progress

    @property
    def left_s(self) -> float | None:
        """Until the search is done; None if that isn't known."""
        progress = self.progress
        if progress is None or progress.is_paused:
            return None
        return progress.left_s if progress.to_come else self._left.seconds(progress.done)

    def look(self) -> None:
        """What was looked through before and is all there is known at once."""
        soundtrack = self.shown.soundtrack
        if self._search is not None or soundtrack is None:
            return
        self._left.begin()
        search = self._search = self._context.theme_finder.look_for_families(
            self, soundtrack.scope, soundtrack.track_ids[0], soundtrack.work_id
        )
        search.found.connect(self._on_found)
        search.progressed.connect(self._on_progressed)
        search.failed.connect(self._on_failed)
        self.progressed.emit()

    def pause(self) -> None:
        if self._search is not None:
            self._search.pause()

    def go_on(self) -> None:
        if self._search is not None:
            self._left.begin()
            self._search.go_on()

    def cancel(self) -> None:
        """What was found stays."""
        if self._search is not None:
            self._search.close()
            self._search.deleteLater()
            self._search = None
            self.progressed.emit()

    def _on_found(self, _found: object) -> None:
        self._reading.ask_again(self.read)

    def _on_progressed(self, progress: SearchProgress) -> None:
        if progress.is_over:
            self.cancel()
            self._reading.ask_again(self.read)
        else:
            self.progressed.emit()

    def _on_failed(self, problem: Problem) -> None:
        self.cancel()
        self._context.messages.problem(problem)

    # --- playing --------------------------------------------------------------------------------

    @property
    def playing(self) -> Passage | None:
        place = self.chain.place
        return self._playing[place] if 0 <= place < len(self._playing) else None

    def is_playing(self, family: ShownFamily) -> bool:
        return self.playing in {one.passage for one in family.passages}

    def play(self, family: ShownFamily, first: int = 0, *, is_alone: bool = False) -> None:
        """A chain from a passage on, or that passage alone. What plays already is paused, or goes
        on.
        """
        passages = tuple(one.passage for one in family.passages)[first:]
        passages = passages[:1] if is_alone else passages
        if self.chain.place >= 0 and passages == self._playing:
            self._context.playback.toggle()
            return
        self._playing = passages
        count = len(family.passages)

        def tell(place: int) -> str:
            return dotted(name_of(family), place_words(first + place, count))

        told = None if is_alone else tell
        self._context.look(lambda: self.chain.play(passages, told))
        self.sounding.emit()

    def stop(self) -> None:
        self.chain.stop()
