"""Two returns of a theme that are compared: heard in turn, and laid over each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.core.aligned_passages import AlignedPassages, Side
from app.core.time_map import TimeMap
from app.themes.records import Change, Passage, compared
from ui.bridge.playback.turns import PassageTurns
from ui.bridge.track.comparing import (
    ComparedPassages,
    Comparing,
    PassagePair,
    waiting_words,
)
from ui.themes.shown import ShownReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.analysis.comparison.records import Comparison
    from ui.bridge.context import Context
    from ui.themes.pictures import ThemePictures


class TwoReturns(NamedTuple):
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

    def aligned(self, comparison: Comparison | None) -> AlignedPassages:
        """As they lie over each other; without that, by their starts and what is known of them."""
        if comparison is None:
            return AlignedPassages.from_starts(*self.passages, self.change.tempo_ratio)
        fit = comparison.fit
        anchor = float(self.home.passage.span.start_ms), float(fit.start_ms)
        return AlignedPassages(*self.passages, TimeMap((anchor,), 1 / fit.tempo_ratio))


class ComparedReturns(QObject):
    """What is known of their sound is asked first, which takes a moment; then they are heard. The
    picture is there until something else is.

    Signal: sounding_changed(ShownReturn | None), the one of the two that is heard; None once they
    aren't compared any more.
    """

    sounding_changed = Signal(object)

    def __init__(self, context: Context, pictures: ThemePictures, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._pictures = pictures
        self._pair: TwoReturns | None = None
        self._comparison: Comparison | None = None
        self._is_alternating = False
        self._comparing = Comparing(context, self)
        self._comparing.ready.connect(self._show)
        self._comparing.failed.connect(self._begin_to_sound)
        self._turns = PassageTurns(context.playback, self)
        self._turns.sounding_changed.connect(self._on_sounding_changed)
        self._picture = pictures.comparison.picture
        self._picture.seek_requested.connect(self._seek)
        context.playback.position_changed.connect(self._follow)

    @property
    def is_on(self) -> bool:
        return self._pair is not None

    def begin(self, home: ShownReturn, here: ShownReturn, *, is_alternating: bool) -> None:
        """is_alternating: each as a whole, then the other; otherwise it goes round until
        `change_over`.
        """
        self.stop()
        self._pair, self._is_alternating = TwoReturns(home, here), is_alternating
        self._pictures.comparison.show_pair(home.one, here.one)
        self._picture.show_words("")
        self._pictures.compare(True)
        self._ask()

    def change_over(self) -> None:
        self._context.look(self._turns.change_over)

    def stop(self) -> None:
        """The music pauses, if it is one of them."""
        self._turns.stop()
        self.drop()

    def drop(self) -> None:
        """Something else is played."""
        self._comparing.drop()
        if self._pair is not None:
            self._pair = self._comparison = None
            self._pictures.compare(False)

    def keep(self, rows: Sequence[ShownReturn]) -> None:
        """All of the theme's, read anew: what became of the two."""
        if self._pair is None:
            return
        before = self._pair
        found = {row.one.occurrence.id: row for row in rows}
        ids = [row.one.occurrence.id for row in before]
        if not all(one in found for one in ids):
            self.stop()
            return
        self._pair = TwoReturns(*(found[one] for one in ids))
        if (self._pair.passages, self._pair.change) != (before.passages, before.change):
            self._ask()

    # --- what is known of their sound -----------------------------------------------------------

    def _ask(self) -> None:
        pair = self._pair
        if pair is not None:
            self._comparing.ask(PassagePair(*pair.passages, pair.change))

    def _show(self, found: ComparedPassages) -> None:
        if self._pair is None:
            return
        if found.comparison is None:
            tracks = [row.one.track for row in self._pair]
            self._picture.show_words(waiting_words(found, tracks))
        else:
            self._comparison = found.comparison
            self._picture.show_comparison(found.comparison)
        self._begin_to_sound()

    def _begin_to_sound(self) -> None:
        """Also where nothing is known of them."""
        if self._turns.sounding is None:
            self._play()
        self._follow(self._context.playback.position_ms)

    def _play(self) -> None:
        pair, is_alternating = self._pair, self._is_alternating
        if pair is None:
            return
        aligned = pair.aligned(self._comparison)
        self._context.look(lambda: self._turns.play(aligned, is_alternating=is_alternating))
        if self._turns.sounding is None:  # playback has said why
            self.drop()

    # --- what is heard --------------------------------------------------------------------------

    def _on_sounding_changed(self, side: Side | None) -> None:
        row = None if side is None or self._pair is None else self._pair[side.value]
        if side is None:
            self.drop()
        self.sounding_changed.emit(row)

    def _follow(self, position_ms: int) -> None:
        side, pair, comparison = self._turns.sounding, self._pair, self._comparison
        if side is None or pair is None or comparison is None:
            self._picture.show_playhead(None)
        elif side is Side.FIRST:
            self._picture.show_playhead(position_ms - pair.home.passage.span.start_ms)
        else:
            self._picture.show_playhead(comparison.at_home(position_ms))

    def _seek(self, at_ms: int) -> None:
        """In the return that sounds."""
        if self._pair is not None:
            self._turns.seek(self._pair.home.passage.span.start_ms + at_ms)
