"""Hearing a place and the theme's home by turns, from the same musical moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.aligned_passages import AlignedPassages, Side
from app.core.timecode import Span
from ui.bridge.playback.turns import PassageTurns

if TYPE_CHECKING:
    from app.themes.records import Passage
    from ui.bridge.context import Context

HOME, HERE = Side.FIRST, Side.SECOND
_HEARD_MS = 60


class Hearing(QObject):
    """Signals: sounding_changed(Side | None); place_changed(int ms), from home's beginning."""

    sounding_changed = Signal(object)
    place_changed = Signal(int)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._passages: AlignedPassages | None = None
        self.turns = PassageTurns(context.playback, self)
        self.turns.sounding_changed.connect(self.sounding_changed)
        self.turns.place_changed.connect(self._on_place_changed)

    @property
    def sounding(self) -> Side | None:
        return self.turns.sounding

    def show(self, home: Passage, here: Passage, start_ms: int, tempo_ratio: float | None) -> None:
        """start_ms: where home's beginning is heard in the other track. What sounds goes on with
        the new place, from its start; what is paused ends.
        """
        passages, before = _aligned(home, here, start_ms, tempo_ratio), self._passages
        self._passages = passages
        if before is None or before == passages or self.sounding is None:
            return
        if self._context.playback.is_playing:
            self._play(HERE, is_alternating=self.turns.is_alternating)
        else:
            self.turns.stop()

    def put_right(
        self, home: Passage, here: Passage, start_ms: int, tempo_ratio: float | None
    ) -> None:
        """The same place, more exactly. What sounds goes on from the same moment."""
        passages, before = _aligned(home, here, start_ms, tempo_ratio), self._passages
        self._passages = passages
        side = self.sounding if self._context.playback.is_playing else None
        at_ms = self.turns.place_ms
        if side is not None and before is not None and _is_heard(before, passages):
            self._play(side, from_ms=at_ms, is_alternating=self.turns.is_alternating)

    def show_none(self) -> None:
        self._passages = None
        self.turns.stop()

    def play(self, side: Side) -> None:
        """From its start; or pauses it, or goes on."""
        if self.sounding is side:
            self._context.playback.toggle()
        else:
            self._play(side)

    def change_over(self) -> None:
        """At the same musical moment; while nothing sounds, both are heard alternately."""
        if self.sounding is None:
            self._play(HOME, is_alternating=True)
        else:
            self.turns.change_over()

    def seek(self, at_ms: int) -> None:
        """at_ms: from home's beginning."""
        if self._passages is None:
            return
        musical_ms = self._passages.span(HOME).start_ms + at_ms
        if self.sounding is None:
            self._play(HERE, from_ms=musical_ms)
        else:
            self.turns.seek(musical_ms)

    def stop(self) -> None:
        self.turns.stop()

    def _play(
        self, side: Side, *, from_ms: float | None = None, is_alternating: bool = False
    ) -> None:
        passages = self._passages
        if passages is not None:
            self._context.look(
                lambda: self.turns.play(
                    passages, side, from_ms=from_ms, is_alternating=is_alternating
                )
            )

    def _on_place_changed(self, place_ms: int) -> None:
        if self._passages is not None and place_ms >= 0:
            self.place_changed.emit(place_ms - self._passages.span(HOME).start_ms)


def _aligned(
    home: Passage, here: Passage, start_ms: int, tempo_ratio: float | None
) -> AlignedPassages:
    start_ms = min(max(0, start_ms), here.span.end_ms)
    second = (here.track_id, Span(start_ms, here.span.end_ms))
    return AlignedPassages.from_starts((home.track_id, home.span), second, tempo_ratio)


def _is_heard(one: AlignedPassages, other: AlignedPassages) -> bool:
    """Whether a change-over would lead elsewhere, so that one would notice."""
    home = one.span(HOME)
    return any(
        abs(one.track_ms(HERE, ms) - other.track_ms(HERE, ms)) > _HEARD_MS
        for ms in (home.start_ms, home.end_ms)
    )
