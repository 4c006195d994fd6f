"""Comparing two returns: both are heard alternately and laid over each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from app.core.words import _
from app.themes.records import Change, Passage, compared
from ui.themes.shown import ShownReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.analysis.comparison.records import Comparison
    from app.core.ids import TrackId
    from app.listening_through.service import HeardMusic
    from ui.bridge.context import Context
    from ui.bridge.playback.chain import PassageChain
    from ui.themes.pictures import ThemePictures


class Pair(NamedTuple):
    """home: what the other one is laid over."""

    home: ShownReturn
    here: ShownReturn

    @property
    def passages(self) -> tuple[Passage, Passage]:
        return self.home.passage, self.here.passage

    @property
    def change(self) -> Change:
        """As far as it is known of both."""
        home, here = self.home.one, self.here.one
        if home.is_home:
            return compared(here.occurrence, home.occurrence)
        by, from_by = here.occurrence.transposition, home.occurrence.transposition
        ratio, from_ratio = here.occurrence.tempo_ratio, home.occurrence.tempo_ratio
        return Change(
            None if by is None or from_by is None else by - from_by,
            None if ratio is None or from_ratio is None else ratio / from_ratio,
        )


class Comparing(QObject):
    """Shows the picture as long as the chain belongs to it, and joins it to the playhead."""

    def __init__(self, context: Context, chain: PassageChain, pictures: ThemePictures) -> None:
        super().__init__(pictures)
        self._context = context
        self._chain = chain
        self._pictures = pictures
        self._pair: Pair | None = None
        self._comparison: Comparison | None = None
        self._missing: tuple[TrackId, ...] = ()
        self._reading = context.latest_read("Compare two returns")
        self._picture = pictures.comparison.picture
        self._picture.seek_requested.connect(self._seek)
        context.playback.position_changed.connect(self._follow)
        context.listening_through.listened.connect(self._on_listened)

    def show(self, home: ShownReturn, here: ShownReturn) -> None:
        self._pair, self._comparison = Pair(home, here), None
        self._pictures.comparison.show_pair(home.one, here.one)
        self._picture.show_words("")
        self._pictures.compare(True)
        self._ask()

    def keep(self, rows: Sequence[ShownReturn]) -> None:
        """All of the theme's, read anew: what became of the two."""
        if self._pair is None:
            return
        before = self._pair
        found = {row.one.occurrence.id: row for row in rows}
        ids = [row.one.occurrence.id for row in before]
        if not all(one in found for one in ids):
            self.end()
            return
        self._pair = Pair(*(found[one] for one in ids))
        if (self._pair.passages, self._pair.change) != (before.passages, before.change):
            self._ask()

    def end(self) -> None:
        self._reading.drop()
        if self._pair is not None:
            self._pair, self._comparison, self._missing = None, None, ()
            self._pictures.compare(False)

    def _ask(self) -> None:
        heard, pair = self._context.services.heard_music, self._pair
        if pair is not None:
            self._reading.ask(lambda: _compared(heard, pair), self._show)

    def _show(self, found: Comparison | tuple[TrackId, ...] | None) -> None:
        """None: there is no answer, and the listener was told why."""
        if self._pair is None or found is None:
            return
        if isinstance(found, tuple):
            self._wait_for(found)
            return
        self._comparison = found
        self._picture.show_comparison(found)
        self._follow(self._context.playback.position_ms)

    def _wait_for(self, missing: tuple[TrackId, ...]) -> None:
        assert self._pair is not None
        self._missing = missing
        rows = [row.one.track for row in self._pair if row.one.track.id in missing]
        gone = next((track for track in rows if not track.is_available), None)
        if gone is None:
            words = _("Listening through “{title}”…", title=rows[0].title)
            self._context.listening_through.wanted(missing)
        else:
            words = _("The file of “{title}” is missing.", title=gone.title)
        self._picture.show_words(words)

    def _on_listened(self, track_id: int) -> None:
        if track_id in self._missing:
            self._missing = ()
            self._ask()

    # --- the playhead ---------------------------------------------------------------------------

    def _follow(self, position_ms: int) -> None:
        if self._pair is None or self._comparison is None:
            return
        place = self._chain.place
        if place < 0:
            self._picture.show_playhead(None)
        elif place == 0:
            self._picture.show_playhead(position_ms - self._pair.home.passage.span.start_ms)
        else:
            self._picture.show_playhead(self._comparison.at_home(position_ms))

    def _seek(self, at_ms: int) -> None:
        """In the return that sounds; in the first one if none does."""
        if self._pair is None or self._comparison is None:
            return
        here_ms = self._comparison.at_here(at_ms)
        at = (self._pair.home.passage.span.start_ms + at_ms, here_ms)
        place = max(0, self._chain.place)
        self._chain.play(self._pair.passages, is_round=True, place=place, from_ms=at[place])


def _compared(heard: HeardMusic, pair: Pair) -> Comparison | tuple[TrackId, ...]:
    """On the thread of a job."""
    from app.theme_finding.comparing import compare

    return compare(heard, *pair.passages, pair.change)
