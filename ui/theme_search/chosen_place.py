"""Joins what is chosen with what is seen and heard of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.themes.records import Change, Passage
from ui.bridge.track.comparing import (
    ComparedPassages,
    Comparing,
    PassagePair,
    waiting_words,
)
from ui.theme_search.hearing import Hearing
from ui.theme_search.ranking import Entry
from ui.theme_search.words import place_words

if TYPE_CHECKING:
    from app.core.aligned_passages import Side
    from app.themes.records import Answer, Candidate, Occurrence
    from ui.bridge.context import Context
    from ui.theme_search.detail import DetailCard
    from ui.theme_search.judging import Judging
    from ui.theme_search.shown import Judged


class ChosenPlace(QObject):
    """Compared with where the theme is stated, or, of a theme that isn't stated anywhere any more,
    not at all.
    """

    def __init__(
        self, context: Context, judging: Judging, detail: DetailCard, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._judging = judging
        self._detail = detail
        self._pair: PassagePair | None = None
        self._compared: ComparedPassages | None = None
        self.hearing = Hearing(context, self)
        self.comparing = Comparing(context, self, with_waves=True)
        self.comparing.ready.connect(self._on_compared)
        self.hearing.sounding_changed.connect(detail.show_sounding)
        self.hearing.place_changed.connect(detail.picture.show_playhead)
        detail.play_requested.connect(self.hearing.play)
        detail.change_requested.connect(self.hearing.change_over)
        detail.seek_requested.connect(self.hearing.seek)
        detail.answered.connect(self._answer)

    # --- what is shown --------------------------------------------------------------------------

    def show(self) -> None:
        """What is chosen now; while it stays the same, its picture and what sounds do, too."""
        row, home = self._judging.current, self._home()
        around = None if row is None else self._judging.around.get(row.passage)
        if row is None or around is None or home is None:
            self.leave()
            return
        pair = self._pair_of(row, home)
        self._detail.show_place(row, around, self._home_words(home))
        if self._pair is not None and _is_same(self._pair, pair):
            if self._compared is not None:
                self._detail.show_waves(self._compared)
            return
        is_moved = self._pair is not None and self._pair.here.span.end_ms == pair.here.span.end_ms
        self._pair, self._compared = pair, None
        if not (is_moved and pair.start_ms is not None):
            self._detail.picture.show_words("")
        self.hearing.show(pair.home, pair.here, pair.here.span.start_ms, pair.change.tempo_ratio)
        self.comparing.ask(pair)

    def leave(self) -> None:
        """Nothing is chosen."""
        if self._pair is not None:
            self._pair = self._compared = None
            self.comparing.drop()
            self.hearing.show_none()

    def _home(self) -> Occurrence | None:
        shown = self._judging.shown
        if shown is None or shown.life.home is None:
            return None
        return shown.life.home.occurrence

    def _home_words(self, home: Occurrence) -> str:
        passage = Passage(home.track_id, home.span)
        around = self._judging.around.get(passage)
        return "" if around is None else place_words(around, passage)

    def _pair_of(self, row: Entry | Judged, home: Occurrence) -> PassagePair:
        is_moved = isinstance(row, Entry) and row.moved_ms != 0
        return PassagePair(
            Passage(home.track_id, home.span),
            row.passage,
            _change(row.candidate, home),
            row.passage.span.start_ms if is_moved else None,
        )

    def _on_compared(self, found: ComparedPassages) -> None:
        pair = self._pair
        if pair is None or found.pair is not pair:
            return
        self._compared = found
        self._detail.show_waves(found)
        if found.comparison is None:
            around = (self._judging.around.get(one) for one in (pair.home, pair.here))
            tracks = [one.track for one in around if one is not None]
            self._detail.picture.show_words(waiting_words(found, tracks))
            return
        self._detail.picture.show_comparison(found.comparison)
        fit = found.comparison.fit
        self.hearing.put_right(pair.home, pair.here, fit.start_ms, fit.tempo_ratio)

    # --- what the listener does -----------------------------------------------------------------

    def move_start(self, by_ms: int) -> None:
        """From where it is aligned. Of what was answered, the start is moved on the timeline."""
        row = self._judging.current
        if not isinstance(row, Entry):
            return
        if row.moved_ms == 0 and self._compared is not None and self._compared.comparison:
            by_ms += self._compared.comparison.fit.start_ms - row.passage.span.start_ms
        self._judging.move_start(row, by_ms)

    def play(self, side: Side) -> None:
        self.hearing.play(side)

    def change_over(self) -> None:
        self.hearing.change_over()

    def _answer(self, answer: Answer) -> None:
        self._judging.touched()
        self._judging.answer(answer)


def _change(candidate: Candidate | None, home: Occurrence) -> Change:
    """From where the theme is stated."""
    by = None if candidate is None else candidate.transposition
    ratio = None if candidate is None else candidate.tempo_ratio
    return Change(
        None if by is None else by - (home.transposition or 0),
        None if ratio is None else ratio / (home.tempo_ratio or 1.0),
    )


def _is_same(one: PassagePair, other: PassagePair) -> bool:
    """The change of key and tempo may be known better by now; that moves nothing."""
    return (one.home, one.here, one.start_ms) == (other.home, other.here, other.start_ms)
