"""Comparing two returns: heard in turn, and laid over each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.core.aligned_passages import AlignedPassages, Side
from app.core.words import _
from app.themes.records import Change, Passage, compared
from ui.bridge.playback.turns import PassageTurns
from ui.themes.shown import ShownReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.analysis.comparison.records import Comparison
    from app.core.ids import TrackId
    from app.listening_through.service import HeardMusic
    from ui.bridge.context import Context
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

    @property
    def aligned(self) -> AlignedPassages:
        return AlignedPassages.from_starts(*self.passages, self.change.tempo_ratio)


class Comparing(QObject):
    """The picture is shown until `end`, also when nothing sounds any more.

    Signal: sounding_changed(ShownReturn | None), the one of the two that is heard; None once they
    aren't heard in turn any more.
    """

    sounding_changed = Signal(object)

    def __init__(self, context: Context, pictures: ThemePictures) -> None:
        super().__init__(pictures)
        self._context = context
        self._pictures = pictures
        self._pair: Pair | None = None
        self._comparison: Comparison | None = None
        self._missing: tuple[TrackId, ...] = ()
        self._reading = context.latest_read("Compare two returns")
        self._turns = PassageTurns(context.playback, self)
        self._picture = pictures.comparison.picture
        self._picture.seek_requested.connect(self._seek)
        self._turns.place_changed.connect(self._follow)
        self._turns.sounding_changed.connect(self._on_sounding_changed)
        context.listening_through.listened.connect(self._on_listened)

    @property
    def is_on(self) -> bool:
        """Whether they are heard in turn."""
        return self._turns.sounding is not None

    def begin(self, home: ShownReturn, here: ShownReturn, *, is_alternating: bool) -> None:
        """is_alternating: each as a whole, then the other; otherwise it goes round until
        `change_over`.
        """
        self._turns.stop()
        self._pair, self._comparison = Pair(home, here), None
        self._pictures.comparison.show_pair(home.one, here.one)
        self._picture.show_words("")
        self._pictures.compare(True)
        pair = self._pair
        self._context.look(lambda: self._turns.play(pair.aligned, is_alternating=is_alternating))
        self._ask()

    def change_over(self) -> None:
        self._context.look(self._turns.change_over)

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
        self._turns.stop()
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
        self._follow(self._turns.place_ms)

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

    # --- what sounds ----------------------------------------------------------------------------

    def _on_sounding_changed(self, side: Side | None) -> None:
        if side is None or self._pair is None:
            self._picture.show_playhead(None)
            self.sounding_changed.emit(None)
        else:
            self.sounding_changed.emit(self._pair[side.value])

    def _follow(self, place_ms: int) -> None:
        """place_ms: in the first one's track; -1 if they aren't heard."""
        if self._pair is not None and self._comparison is not None:
            start_ms = self._pair.home.passage.span.start_ms
            self._picture.show_playhead(None if place_ms < 0 else place_ms - start_ms)

    def _seek(self, at_ms: int) -> None:
        """In the return that sounds; in the first one if none does."""
        pair = self._pair
        if pair is None:
            return
        place_ms = pair.home.passage.span.start_ms + at_ms
        if self.is_on:
            self._turns.seek(place_ms)
        else:
            self._context.look(lambda: self._turns.play(pair.aligned, from_ms=place_ms))


def _compared(heard: HeardMusic, pair: Pair) -> Comparison | tuple[TrackId, ...]:
    """On the thread of a job."""
    from app.theme_finding.comparing import compare

    return compare(heard, *pair.passages, pair.change)
